/** The icon in the tray, with its menu. */
import { execFile } from 'node:child_process';
import { Menu, nativeImage, Tray } from 'electron';
import { drawLight, type Light } from './tray-icon.ts';

/** Pixels at scale 1 and 2: Windows and macOS show small icons, most Linux trays larger ones. */
const size = process.platform === 'linux' ? 24 : 16;
/** ms for the system's answer. */
const askMs = 2_000;

export interface MenuItem {
  label: string;
  click(): void;
}

export class TrayIcon {
  readonly #tray: Tray;

  /** @param click the icon itself was clicked; on Linux trays show the menu instead. */
  constructor(light: Light, click: () => void) {
    this.#tray = new Tray(imageOf(light));
    this.#tray.on('click', click);
  }

  show(light: Light, tip: string, items: readonly (MenuItem | 'line')[]): void {
    this.#tray.setImage(imageOf(light));
    this.#tray.setToolTip(tip);
    this.#tray.setContextMenu(
      Menu.buildFromTemplate(items.map((item) => (item === 'line' ? { type: 'separator' } : { label: item.label, click: item.click }))),
    );
  }

  dispose(): void {
    this.#tray.destroy();
  }
}

/**
 * Whether the system shows tray icons. On Linux Electron does not tell: the desktop has one if a host has registered for
 * StatusNotifierItems (https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem/StatusNotifierWatcher/). GNOME has none
 * without an extension.
 */
export async function hasTray(): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const name = 'org.kde.StatusNotifierWatcher';
  const get = 'org.freedesktop.DBus.Properties.Get';
  const property = 'IsStatusNotifierHostRegistered';
  const ways: [string, string[]][] = [
    ['busctl', ['--user', 'get-property', name, '/StatusNotifierWatcher', name, property]],
    ['gdbus', ['call', '--session', '--dest', name, '--object-path', '/StatusNotifierWatcher', '--method', get, name, property]],
    ['dbus-send', ['--session', '--print-reply', `--dest=${name}`, '/StatusNotifierWatcher', get, `string:${name}`, `string:${property}`]],
  ];
  for (const [program, args] of ways) if ((await outputOf(program, args))?.includes('true')) return true;
  return false;
}

function outputOf(program: string, args: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(program, args, { timeout: askMs }, (error, output) => resolve(error ? null : output));
  });
}

function imageOf(light: Light): Electron.NativeImage {
  const bitmap = (scale: number) => {
    const pixels = size * scale;
    return { buffer: Buffer.from(drawLight(light, pixels)), width: pixels, height: pixels, scaleFactor: scale };
  };
  const { buffer, ...options } = bitmap(1);
  const image = nativeImage.createFromBitmap(buffer, options);
  image.addRepresentation(bitmap(2));
  return image;
}
