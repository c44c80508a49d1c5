/** Whether a meeting program seems to share this screen, from the titles of windows and from what is said. Pure. */

/**
 * The bars that programs show while they share: Chromium's browsers (“… 正在共享您的屏幕。”), Zoom, Teams, and the words of the others.
 * Programs are free to change them, so a share may run without any of these.
 */
const bars =
  /正在(?:共享|分享)(?:您|你)?的?(?:屏幕|桌面|窗口)|(?:屏幕|桌面)(?:共享|分享)中|(?:is|are) sharing (?:your|the|a) (?:screen|window|desktop)|^sharing control bar|\bshare (?:toolbar|statusbar|control bar)\b|^as_toolbar$/i;

/** Somebody sees the user's screen. */
const seen =
  /(?:看到|看见|看得到|看得见|看得清|能看)(?:了)?(?:您|你)(?:的|那边的|这边的)?(?:手机|电脑)?(?:屏幕|桌面|画面)|(?:您|你)的?(?:手机|电脑)?(?:屏幕|桌面|画面)(?:我|我们|我这边|这边)?(?:已经)?(?:能|可以)?(?:看到|看见|看得到|看得见|看得清|收到)了?|\bi (?:can )?see your screen\b/i;
const unseen = /看不|没(?:有)?[看收]|[吗么？?]|can'?t|cannot/i;

export function sharesByTitle(titles: readonly string[]): boolean {
  return titles.some((title) => bars.test(title));
}

export function sharesByTalk(text: string): boolean {
  return seen.test(text) && !unseen.test(text);
}
