/** The words on an alert. Its reader may be frightened and hurried: short, plain, no blame, one thing at a time. */
import type { Texts } from '../zh-CN/index.ts';

export const alert: Texts['alert'] = {
  title: { watch: 'Take care', danger: 'Stop first' },
  heard: 'What was said',
  doNow: 'Do this now',
  askThem: 'You could ask them',
  close: 'Understood',
  snooze: 'Remind me in {{minutes}} min',
  back: 'Back',
  coachTitle: 'Did somebody tell you to close this, or to keep it secret?',
  coachYes: 'Yes',
  coachNo: 'No',
  coachFalse: 'No, a false alarm',
  coached: 'Whoever tells you to close alerts and keep secrets is probably the fraudster. You did nothing wrong. Do not pay.',
  coachedNow: 'Hang up. Call 96110 or somebody you trust.',
  stays: 'This alert stays until the meeting ends.',
  details: 'Details',
  help: 'Not sure? Call 96110',
  cause: {
    first: 'First alert',
    worse: 'The risk rose',
    stage: 'A new stage began',
    again: 'It is not over',
    coached: 'You said you were told to close an alert',
  },
};

export const advice: Texts['advice'] = {
  police: {
    why: 'Police take no statements online, and there is no “safe account”.',
    now: 'Hang up and call 110 yourself. Do not share your screen. Do not pay.',
    ask: 'May I come to the nearest police station now?',
  },
  refund: {
    why: 'A refund needs no shared screen and no payment from you.',
    now: 'Hang up and find the service in the official app.',
    ask: 'May I call the official number myself and do it there?',
  },
  investment: {
    why: 'A “teacher” who promises profit is most likely a fraud.',
    now: 'Do not pay in. Try to take all your money out first.',
    ask: 'What is your licence number? I will look it up.',
  },
  brushing: {
    why: 'Tasks that need your money first never pay out in the end.',
    now: 'Pay nothing more, not even to get the earlier money back.',
    ask: 'Can you refund me now, without another top-up?',
  },
  loan: {
    why: 'A real lender takes no money before paying out.',
    now: 'Pay no deposit or unlocking fee. Tell nobody a code.',
    ask: 'May I sign at your branch in person?',
  },
  romance: {
    why: 'Somebody you never met who talks of money: take great care.',
    now: 'Do not pay. Tell one person in your family about it.',
    ask: 'Can we make a video call now and meet soon?',
  },
  acquaintance: {
    why: 'A voice, a picture and a number can all be faked.',
    now: 'Do not pay yet. Call the person on the number you already have.',
    ask: 'I will call your old number now. Will you pick up?',
  },
  credit: {
    why: 'No service can change your credit record for you.',
    now: 'Hang up. Do not borrow, pay or share your screen.',
    ask: 'May I check with the central bank first?',
  },
  shopping: {
    why: 'Money paid outside the platform is not protected.',
    now: 'Pay on the platform only. Do not open links they send.',
    ask: 'Can we deal on the platform only?',
  },
  gaming: {
    why: 'Deposits and unlocking fees in game trades are mostly fraud.',
    now: 'Stop. If a child is doing this, an adult should take over.',
    ask: 'Can we use the official trading platform only?',
  },
  deepfake: {
    why: 'AI can imitate a voice and a face.',
    now: 'Do not pay yet. Hang up and call the person or another relative.',
    ask: 'Where did we last eat together?',
  },
  student: {
    why: 'Embassies and police do not handle cases by phone or take deposits.',
    now: 'Hang up, look up the embassy’s number and call it. Tell your family.',
    ask: 'May I check on the embassy’s published number?',
  },
  crypto: {
    why: 'Coins that are sent cannot be brought back.',
    now: 'Send no coins, tell no recovery words, install nothing they send.',
    ask: 'May I withdraw to my own bank card first?',
  },
  other: {
    why: 'This sounds like common frauds.',
    now: 'Stop first. Do not pay, read out codes or share your screen.',
    ask: 'May I hang up and call back on a number I find myself?',
  },
};

export const stageAdvice: Texts['stageAdvice'] = {
  contact: {
    why: 'First find out who they are.',
    danger: 'Agree to nothing and give no details yet.',
    watch: 'Agree to nothing and give no details yet.',
  },
  pressure: {
    why: 'They frighten and hurry you so that you cannot think.',
    danger: 'Stop and call somebody you trust.',
    watch: 'Take your time before you agree.',
  },
  isolate: {
    why: 'They want nobody near you who could warn you.',
    danger: 'Hang up and tell somebody you trust about it.',
    watch: 'Do not promise to keep it secret. Ask somebody near you.',
  },
  control: {
    why: 'They want to see or use your phone or computer.',
    danger: 'Stop sharing your screen, close remote control, hang up.',
    watch: 'Do not share your screen, install nothing they send.',
  },
  extract: {
    why: 'Now they ask for money or a code.',
    danger: 'Do not pay, read out no code, hang up.',
    watch: 'Do not pay and read out no code before you have checked.',
  },
};

export const quiet: Texts['quiet'] = {
  snooze: 'Alerts paused until {{time}}',
  allow: 'This meeting is trusted until {{time}}',
  pill: 'no alerts until {{time}}',
  end: 'Resume alerts',
  begin: 'Trust this meeting for 1 hour',
  hint: 'Amber alerts stay away; red ones come. Being told to keep a secret or to stay on the line alerts too.',
};

export const feedback: Texts['feedback'] = {
  ask: 'Was this alert right?',
  'true-alarm': 'True',
  'false-alarm': 'False alarm',
  thanks: 'Noted. It counts from the next meeting on.',
  title: 'Your feedback',
  none: 'No feedback yet. Say “False alarm” or “True” beside an alert and Huidun slowly adapts.',
  counts: 'False alarms: {{falseAlarms}}, true: {{trueAlarms}}',
  same: 'Alerts come as early as before.',
  later: 'So alerts come a little later than before.',
  earlier: 'So alerts come a little earlier than before.',
  numbers: 'amber from {{watchBefore}} % to {{watchAfter}} %, red from {{dangerBefore}} % to {{dangerAfter}} %',
  bounds: 'It can change only a little. Known tricks, such as secrecy or asking for codes, alert as before.',
  reset: 'Back to the original',
};
