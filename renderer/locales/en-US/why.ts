/** Why there is an alert, or none: there is an answer for any line. */
import type { Texts } from '../zh-CN/index.ts';

export const why: Texts['why'] = {
  open: 'Why',
  title: { raised: 'Why it warns', calm: 'Why it does not warn', unknown: 'Why it can’t tell yet' },
  coached: 'You said somebody told you to close an alert, so it stays red until the meeting ends.',
  rules: { watch: 'What was heard, taken together, needs care.', danger: 'What was heard, taken together, looks like fraud.' },
  model: { watch: 'To the model the last lines look somewhat like fraud.', danger: 'To the model the last lines look like fraud.' },
  ngrams: { watch: 'What was said is worded somewhat like frauds are.', danger: 'What was said is worded like frauds are.' },
  both: { watch: 'The last lines mean and sound somewhat like fraud.', danger: 'The last lines mean and sound like fraud.' },
  together: {
    watch: 'The last lines alone are not much; with the tricks heard they need care.',
    danger: 'The last lines alone are not much; with the tricks heard they look like fraud.',
  },
  held: 'This line is harmless, but earlier ones are worrying. It falls after {{lines}} more calm lines.',
  heldRed: 'This line is harmless, but it was high risk before. Kind words do not lower it; if it was a false alarm, say so.',
  heard: 'Tricks that still count',
  cue: 'Line {{line}}: {{name}}',
  noCue: 'No trick that frauds often use was heard.',
  light: 'Something was heard, but too little: honest callers say it too.',
  excused: {
    denied: 'It mentions “{{names}}” to say don’t do it, so it does not count.',
    told: 'It mentions “{{names}}” about somebody else, so it does not count.',
    honest: 'It mentions “{{names}}” the way honest staff do, so it does not count.',
    and: '”, “',
  },
  modelCalm: 'To the model the last lines do not look like fraud.',
  modelClose: 'To the model the last lines look a little like fraud, not enough to warn.',
  early: 'Too little was said; {{lines}} more lines are needed.',
  noModel: 'No model judges now, only rules. Nothing found is not the same as safe.',
  waiting: 'This line was judged together with the ones after it.',
  notSure: 'No alert does not mean no risk. Not sure? Call 96110.',
  numbers:
    'Model {{model}} %, wording {{ngrams}} %, with the tricks {{joined}} %: amber from {{watch}} %, red from {{danger}} %. Tricks alone {{rules}} %: amber from {{ruleWatch}} %, red from {{ruleDanger}} %.',
  rulesOnly: 'Tricks alone {{rules}} %: amber from {{ruleWatch}} %, red from {{ruleDanger}} %.',
  shift: { later: 'By your feedback it warns a little later.', earlier: 'By your feedback it warns a little earlier.' },
  old: 'This record is from an older version; not all reasons were kept.',
  stages: 'How far it has gone',
  stageNone: 'Not reached',
  goTo: 'See line {{line}}',
};
