/** Each manoeuvre: what it is called, and what an honest caller does. The name reads well after “Heard:”. */
import type { CueTexts } from '../cue-texts.ts';

export const cues: CueTexts = {
  'claims-police': { name: 'says they are police or court', honest: 'A real officer asks you to come in, or shows a badge at your door.' },
  'claims-boss': { name: 'says they are your boss, on a new number', honest: 'A real boss does not mind a call on the old number.' },
  'claims-service': { name: 'says they are customer service', honest: 'Real staff do not mind if you call the official number yourself.' },
  'task-pay': { name: 'small tasks for pay', honest: 'A real job never wants your money first.' },
  'sure-profit': { name: 'promises profit', honest: 'No real investment is certain to win.' },
  'private-channel': { name: 'moves you to another chat', honest: 'Real staff stay on the official channel.' },

  accused: { name: 'says you are in a case', honest: 'Real police do not discuss a case on a call.' },
  threat: { name: 'threatens arrest or freezing', honest: 'Real police do not announce an arrest by phone.' },
  'credit-threat': { name: 'threatens your credit record', honest: 'No service can change your credit record.' },
  'auto-charge': { name: 'says money will be taken automatically', honest: 'Look in the official app yourself to see what is charged.' },
  hurry: { name: 'hurries you', honest: 'Honest business can wait for one phone call.' },
  'skip-approval': { name: 'pay now, paperwork later', honest: 'A real company does not skip its approvals.' },
  'relative-in-trouble': { name: 'says a relative is in trouble', honest: 'Call them, or another relative, and you will know.' },

  secrecy: { name: 'wants it kept secret', honest: 'Honest business does not mind if you ask one more person.' },
  alone: { name: 'wants you alone', honest: 'Honest people do not mind who is beside you.' },
  'stay-on-line': { name: 'will not let you hang up', honest: 'Real staff do not mind if you hang up and call back.' },
  'coached-lie': { name: 'tells you what to say to the bank or family', honest: 'Honest business needs no lies.' },
  'hide-traces': { name: 'wants records deleted', honest: 'Honest business leaves records.' },
  'ignore-warning': { name: 'tells you to ignore warnings', honest: 'Whoever tells you to close a warning is probably the fraudster.' },

  'screen-share': { name: 'wants your screen shared', honest: 'On a shared screen they see your passwords and codes.' },
  'remote-control': { name: 'wants remote control', honest: 'With it they can move your money.' },
  'strange-app': { name: 'wants an unknown app installed', honest: 'Real apps are in your phone’s own store.' },
  'open-bank-app': { name: 'wants your bank app open', honest: 'Nobody needs to see your balance.' },
  'face-scan': { name: 'wants your face scanned', honest: 'A face scan may be approving a payment.' },

  'safe-account': { name: 'speaks of a safe account', honest: 'There is no “safe account” and no “fund check”.' },
  'read-code': { name: 'asks for your code', honest: 'A code is a key. Real staff never ask for it.' },
  transfer: { name: 'asks you to send money', honest: 'Stop for a moment and check before you pay.' },
  'pay-first': { name: 'wants a payment first', honest: 'Real loans and refunds need no payment from you.' },
  'top-up-to-withdraw': { name: 'more money before you can withdraw', honest: 'Your own money costs nothing to take out.' },
  crypto: { name: 'wants you to buy or send coins', honest: 'Coins that are sent cannot be brought back.' },
  'cash-or-gold': { name: 'sends somebody for cash or gold', honest: 'No office sends people to fetch cash.' },
  'gift-card': { name: 'asks for gift card codes', honest: 'Once the code is read out, the money is gone.' },
  'lend-card': { name: 'wants to use your card or account', honest: 'Lending your card can get you into trouble.' },
  'loan-then-hand-over': { name: 'wants you to borrow and pass it on', honest: 'You will have to pay back what you borrow.' },
  'change-account': { name: 'has a new account for payment', honest: 'Call the old number before you pay.' },
  'emotional-money': { name: 'mixes love and money', honest: 'Somebody who means well does not push you to pay.' },
  'leave-platform': { name: 'wants payment outside the platform', honest: 'Outside the platform your money is not protected.' },
  'account-guarantee': { name: 'asks for a deposit on a game account', honest: 'Real trading platforms take no such fees.' },

  unnamed: { name: 'something suspicious', honest: 'If you are not sure, stop and ask somebody you trust.' },
};
