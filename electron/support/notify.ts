/** Notifications of the system. */
import { Notification } from 'electron';

/** Shown notifications: without a reference their clicks would be lost. */
const shown = new Set<Notification>();
/** How many are kept. */
const maxShown = 8;

/** False where no service for notifications was found. */
export function notifies(): boolean {
  return Notification.isSupported();
}

interface Notice {
  title: string;
  text: string;
  click?: () => void;
  /** The system did not show it. */
  failed: () => void;
}

/** Shows a notification without a sound. */
export function notify({ title, text, click, failed }: Notice): void {
  if (!notifies()) {
    failed();
    return;
  }
  const notification = new Notification({ title, body: text, silent: true });
  const [oldest] = shown;
  if (oldest && shown.size >= maxShown) shown.delete(oldest);
  shown.add(notification);
  notification.on('click', () => click?.());
  notification.on('failed', failed);
  notification.on('close', () => shown.delete(notification));
  notification.show();
}
