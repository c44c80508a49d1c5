/**
 * Which window may make which call and hear which event. Plain data, so that the sandboxed preload
 * can hold it without a schema library; `ipc.ts` adds the schemas and the compiler keeps both alike.
 */
export type WindowName = 'main' | 'overlay';

export const calls = {
  'app.snapshot': ['main', 'overlay'],
  'guard.start': ['main'],
  'guard.stop': ['main'],
  'guard.resume': ['main'],
  'guard.forget': ['main'],
  'meeting.mark': ['main'],
  'lines.paste': ['main'],
  'clipboard.watch': ['main'],
  'api.switch': ['main'],
  'api.renew': ['main'],
  'file.open': ['main'],
  'file.take': ['main'],
  'file.cancel': ['main'],
  'sample.list': ['main'],
  'sample.play': ['main'],
  'history.list': ['main'],
  'history.open': ['main'],
  'history.remove': ['main'],
  'settings.change': ['main'],
  'models.shelf': ['main'],
  'models.download': ['main'],
  'models.pause': ['main'],
  'models.cancel': ['main'],
  'models.import': ['main'],
  'models.remove': ['main'],
  'models.use': ['main'],
  'models.lora': ['main'],
  'server.state': ['main'],
  'server.check': ['main'],
  'server.use': ['main'],
  'server.leave': ['main'],
  'device.machine': ['main'],
  'check.list': ['main'],
  'check.open': ['main'],
  'check.progress': ['main'],
  'check.start': ['main'],
  'check.stop': ['main'],
  'alert.answer': ['main', 'overlay'],
  'alert.feedback': ['main', 'overlay'],
  'quiet.allow': ['main'],
  'quiet.end': ['main', 'overlay'],
  'feedback.summary': ['main'],
  'feedback.reset': ['main'],
  'overlay.size': ['overlay'],
  'window.showMain': ['overlay'],
} as const satisfies Record<string, readonly WindowName[]>;
export type CallName = keyof typeof calls;

export const events = {
  state: ['main', 'overlay'],
  line: ['main'],
  verdict: ['main'],
  alert: ['main', 'overlay'],
  settings: ['main', 'overlay'],
  shelf: ['main'],
  check: ['main'],
  inputs: ['main', 'overlay'],
} as const satisfies Record<string, readonly WindowName[]>;
export type EventName = keyof typeof events;
