import type { desktop as zh } from '../zh-CN/desktop.ts';

export const desktop: typeof zh = {
  tray: {
    open: 'Open Huidun',
    start: 'Start guarding',
    startWith: 'Guard “{{name}}”',
    stop: 'Stop guarding',
    transferred: 'I already paid',
    quit: 'Quit Huidun',
    light: { grey: 'Huidun: reading no captions', green: 'Huidun: guarding', amber: 'Huidun: take care', red: 'Huidun: high risk' },
  },
  toTray: {
    title: 'Huidun is still running',
    text: 'After you close the window, Huidun stays in the tray at the edge of the screen. To end it, choose “Quit Huidun” there.',
    ok: 'OK',
  },
  noTray: {
    title: 'Still guarding. What should happen?',
    text: 'This computer has no tray, so closing the window ends Huidun. Minimised, it goes on guarding.',
    minimise: 'Minimise and keep guarding',
    quit: 'Stop guarding and quit',
  },
  question: {
    title: 'Did somebody tell you to close Huidun?',
    text: 'This meeting is still risky. Whoever tells you to close a warning is often the fraudster. If in doubt, call 96110.',
    stay: 'Leave it open',
    nobody: 'Nobody told me to. Go on',
  },
  found: { title: '{{program}} is open. Guard it?', text: 'Click here and Huidun reads its captions.' },
  notice: {
    watch: { title: 'Take care', text: 'Some words in this meeting sound like fraud. Send no money yet, and look at Huidun.' },
    danger: { title: 'Stop first', text: 'This meeting looks like fraud. Send no money and do not share your screen.' },
    try: { title: 'Huidun', text: 'Notifications work.' },
  },
  say: {
    watch: 'Take care. Some words in this meeting sound like fraud. Send no money yet, and ask somebody you trust.',
    danger: 'Please stop. This meeting looks like fraud. Send no money and read out no code. Hang up first, then ask 9 6 1 1 0.',
  },
  sight: {
    hidden: 'Checked: when you share your screen, others do not see the overlay.',
    visible: 'Checked: when you share your screen, others see the overlay. Huidun then writes nothing on it and warns you by sound.',
    unknown: 'Not known yet whether others see the overlay when you share your screen.',
    unprotected: 'On Linux others see the overlay when you share your screen. Huidun then writes nothing on it and warns you by sound.',
  },
  neutral: 'Huidun',
};
