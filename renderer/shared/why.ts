/** Why a line warns, doesn't, or can't be told yet: sentences from the reasons that its verdict kept. Pure. */
import type { TFunction } from 'i18next';
import type { CueInForce, Reasons, Verdict } from '../../electron/contract/domain.ts';

export interface Why {
  title: string;
  /** What decided, most important first. */
  sentences: string[];
  /** Cues that still count, heaviest first: which line, what it is called, what an honest caller does. */
  cues: { seq: number; text: string; honest: string }[];
  /** The figures behind it; null for a record that has none. */
  numbers: string | null;
}

/** Cues shown at most. */
const mostCues = 5;
/** A model this near its threshold is worth a word. */
const near = 0.6;

export function whyOf(t: TFunction, verdict: Verdict): Why {
  const { level, reasons } = verdict;
  const mood = level === 'watch' || level === 'danger' ? 'raised' : level === 'safe' ? 'calm' : 'unknown';
  const title = t(`why.title.${mood}`);
  if (!reasons) return { title, sentences: [t('why.old')], cues: verdict.cues.map((hit) => cueText(t, hit)), numbers: null };
  const sentences = mood === 'raised' ? raisedBy(t, verdict, reasons) : calmBy(t, verdict, reasons);
  const shift = reasons.shift.watch || reasons.shift.danger;
  if (shift) sentences.push(t(shift > 0 ? 'why.shift.later' : 'why.shift.earlier'));
  if (mood !== 'raised') sentences.push(t('why.notSure'));
  return { title, sentences, cues: reasons.cues.slice(0, mostCues).map((cue) => cueText(t, cue)), numbers: numbersOf(t, reasons) };
}

export function cueName(t: TFunction, cue: string): string {
  return t([`cue.${cue}.name`, 'cue.unnamed.name']);
}

function raisedBy(t: TFunction, { level }: Verdict, reasons: Reasons): string[] {
  const { own, rules, joined, ruleThresholds, thresholds, held, coached } = reasons;
  if (coached) return [t('why.coached')];
  const rank = (one: string) => (one === 'danger' ? 2 : one === 'watch' ? 1 : 0);
  if (rank(own) < rank(level)) return [held === null ? t('why.heldRed') : t('why.held', { lines: held })];
  const reached = own === 'danger' ? 'danger' : 'watch';
  const sentences: string[] = [];
  if (rules >= ruleThresholds[reached]) sentences.push(t(`why.rules.${reached}`));
  if (joined !== null && joined >= thresholds[reached]) sentences.push(t(`why.${witness(reasons)}.${reached}`));
  return sentences;
}

/** What found the last lines suspicious: the model, the n-grams, both, or only all evidence together. */
function witness({ model, ngrams }: Reasons): 'model' | 'ngrams' | 'both' | 'together' {
  const [meant, worded] = [(model ?? 0) >= 0.5, (ngrams ?? 0) >= 0.5];
  if (meant && worded) return 'both';
  return meant ? 'model' : worded ? 'ngrams' : 'together';
}

function calmBy(t: TFunction, verdict: Verdict, { model, joined, cues, excused, early, thresholds }: Reasons): string[] {
  const sentences: string[] = [];
  if (early > 0 && verdict.level === 'unknown') sentences.push(t('why.early', { lines: early }));
  for (const [why, alike] of Map.groupBy(excused, (one) => one.why)) {
    sentences.push(t(`why.excused.${why}`, { names: alike.map((one) => cueName(t, one.cue)).join(t('why.excused.and')) }));
  }
  if (cues.length > 0) sentences.push(t('why.light'));
  else if (excused.length === 0) sentences.push(t('why.noCue'));
  if (model === null) sentences.push(t('why.noModel'));
  else sentences.push(t((joined ?? 0) >= thresholds.watch * near ? 'why.modelClose' : 'why.modelCalm'));
  if (model !== null && verdict.modelRisk === null) sentences.push(t('why.waiting'));
  return sentences;
}

function cueText(t: TFunction, { cue, seq }: Pick<CueInForce, 'cue' | 'seq'>): Why['cues'][number] {
  return { seq, text: t('why.cue', { line: seq + 1, name: cueName(t, cue) }), honest: t([`cue.${cue}.honest`, 'cue.unnamed.honest']) };
}

function numbersOf(t: TFunction, { model, ngrams, joined, rules, thresholds, ruleThresholds }: Reasons): string {
  const percent = (value: number) => Math.round(value * 100);
  const byRules = { rules: percent(rules), ruleWatch: percent(ruleThresholds.watch), ruleDanger: percent(ruleThresholds.danger) };
  if (model === null || joined === null) return t('why.rulesOnly', byRules);
  const levels = { watch: percent(thresholds.watch), danger: percent(thresholds.danger) };
  return t('why.numbers', { ...byRules, ...levels, model: percent(model), ngrams: percent(ngrams ?? 0), joined: percent(joined) });
}
