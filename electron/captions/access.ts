/** What each operating system demands before a program may capture the screen. Pure: the system's state is a parameter. */
import type { CaptionTrouble } from '../contract/capture.ts';

export interface Access {
  platform: NodeJS.Platform;
  /**
   * Permission for screen recording, as Electron's systemPreferences.getMediaAccessStatus returns it on macOS; `granted`
   * elsewhere (https://www.electronjs.org/docs/latest/api/system-preferences).
   */
  status: string;
  env: { readonly XDG_SESSION_TYPE?: string; readonly WAYLAND_DISPLAY?: string };
}

/** The user has refused before. macOS does not ask again; only its settings can change that. */
export function isRefused({ platform, status }: Access): boolean {
  return platform === 'darwin' && (status === 'denied' || status === 'restricted');
}

/**
 * Wayland: the system shows its own dialog whenever a program asks for windows and screens, and lists only what the user
 * picks there (https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.ScreenCast.html).
 */
export function asksEachTime({ platform, env }: Access): boolean {
  return platform === 'linux' && (env.XDG_SESSION_TYPE === 'wayland' || (!env.XDG_SESSION_TYPE && Boolean(env.WAYLAND_DISPLAY)));
}

/** The system asks nobody when a program captures the screen now. */
export function isSilent(access: Access): boolean {
  return access.status === 'granted' && !asksEachTime(access);
}

/** Why a window gives no picture. @param listed the system still lists the window. */
export function noPictureReason(access: Access, listed: boolean): CaptionTrouble {
  if (isRefused(access)) return 'refused';
  if (asksEachTime(access)) return 'declined';
  return listed ? 'failed' : 'closed';
}
