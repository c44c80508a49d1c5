/** What each system asks of its user before a program may see the screen. Pure: what the system says is a value. */
import type { CaptionTrouble } from '../contract/capture.ts';

export interface Access {
  platform: NodeJS.Platform;
  /** macOS's word on screen recording; `granted` where there is no such setting. */
  status: string;
  env: { readonly XDG_SESSION_TYPE?: string; readonly WAYLAND_DISPLAY?: string };
}

/** The user has said no before, and only the system's settings can take that back. */
export function isRefused({ platform, status }: Access): boolean {
  return platform === 'darwin' && (status === 'denied' || status === 'restricted');
}

/** Wayland: the system shows a dialog of its own each time somebody asks what can be seen, and tells nothing without it. */
export function asksEachTime({ platform, env }: Access): boolean {
  return platform === 'linux' && (env.XDG_SESSION_TYPE === 'wayland' || (!env.XDG_SESSION_TYPE && Boolean(env.WAYLAND_DISPLAY)));
}

/** Why there is no picture of a window. */
export function noPictureReason(access: Access, shown: boolean): CaptionTrouble {
  if (isRefused(access)) return 'refused';
  if (asksEachTime(access)) return 'declined';
  return shown ? 'failed' : 'closed';
}
