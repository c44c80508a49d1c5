/** Which windows are meetings that the user may want to guard. Pure. */
import type { CaptureSource } from '../contract/capture.ts';
import type { Program } from '../contract/constants.ts';

type Window = Pick<CaptureSource, 'id' | 'name' | 'program'>;

/** Their main window is open all day, so the title has to speak of a meeting. */
const chats: readonly Program[] = ['dingtalk', 'feishu', 'teams', 'zoom'];
const ofMeeting = /会议|通话|meeting|call/i;

export function isMeeting({ program, name }: Window): boolean {
  if (program === 'other' || program === 'live-captions') return false;
  return !chats.includes(program) || ofMeeting.test(name);
}

/**
 * The meetings among the windows, and which of them are new.
 *
 * @param seen ids of the windows that were offered before. A window that has gone may come back as a new meeting.
 */
export function findMeetings<W extends Window>(windows: readonly W[], seen: ReadonlySet<string>): { fresh: W[]; seen: Set<string> } {
  const meetings = windows.filter(isMeeting);
  return { fresh: meetings.filter(({ id }) => !seen.has(id)), seen: new Set(meetings.map(({ id }) => id)) };
}
