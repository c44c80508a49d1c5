/** 为什么提醒, 为什么没有提醒: sentences from the reasons that are stored with a line's verdict. Pure. */
import type { TFunction } from 'i18next';
import type { CueInForce, Level, Reasons, Verdict } from '../../electron/contract/domain.ts';
import { raised, rank } from '../../electron/contract/levels.ts';
import { inPercent } from './format.ts';

export interface Why {
  title: string;
  /** What decided the level, most important first. */
  sentences: string[];
  /** The cues that still count, heaviest first. `text`: line and name of the cue. `honest`: what an honest caller does instead. */
  cues: { seq: number; text: string; honest: string }[];
  /** The scores and thresholds; null for a record without reasons. */
  numbers: string | null;
}

const maxCues = 5;
/** From this share of the amber threshold on, a calm line says that it came close. */
const closeShare = 0.6;
/** A score from here on finds the lines suspicious. */
const suspicious = 0.5;

export function whyOf(t: TFunction, verdict: Verdict): Why {
  const { level, reasons } = verdict;
  const warns = raised(level);
  const title = t(`why.title.${titleOf(level)}`);
  if (!reasons) return { title, sentences: [t('why.old')], cues: verdict.cues.map((hit) => cueText(t, hit)), numbers: null };
  const sentences = warns ? raisedBy(t, verdict, reasons) : calmBy(t, verdict, reasons);
  const shift = reasons.shift.watch || reasons.shift.danger;
  if (shift) sentences.push(t(shift > 0 ? 'why.shift.later' : 'why.shift.earlier'));
  if (!warns) sentences.push(t('why.notSure'));
  return { title, sentences, cues: reasons.cues.slice(0, maxCues).map((cue) => cueText(t, cue)), numbers: numbersOf(t, reasons) };
}

function titleOf(level: Level): 'raised' | 'calm' | 'unknown' {
  if (raised(level)) return 'raised';
  return level === 'safe' ? 'calm' : 'unknown';
}

export function cueName(t: TFunction, cue: string): string {
  return t([`cue.${cue}.name`, 'cue.unnamed.name']);
}

function raisedBy(t: TFunction, { level }: Verdict, reasons: Reasons): string[] {
  const { own, rules, joined, ruleThresholds, thresholds, held, coached } = reasons;
  if (coached) return [t('why.coached')];
  // Earlier lines hold the level up.
  if (rank(own) < rank(level)) return [held === null ? t('why.heldRed') : t('why.held', { lines: held })];
  const reached = own === 'danger' ? 'danger' : 'watch';
  const sentences: string[] = [];
  if (rules >= ruleThresholds[reached]) sentences.push(t(`why.rules.${reached}`));
  if (joined !== null && joined >= thresholds[reached]) sentences.push(t(`why.${suspectedBy(reasons)}.${reached}`));
  return sentences;
}

/** What found the last lines suspicious: the model, the n-grams, both, or only all evidence together. */
function suspectedBy({ model, ngrams }: Reasons): 'model' | 'ngrams' | 'both' | 'together' {
  const byModel = (model ?? 0) >= suspicious;
  const byNgrams = (ngrams ?? 0) >= suspicious;
  if (byModel && byNgrams) return 'both';
  if (byModel) return 'model';
  return byNgrams ? 'ngrams' : 'together';
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
  else sentences.push(t((joined ?? 0) >= thresholds.watch * closeShare ? 'why.modelClose' : 'why.modelCalm'));
  if (model !== null && verdict.modelRisk === null) sentences.push(t('why.waiting'));
  return sentences;
}

function cueText(t: TFunction, { cue, seq }: Pick<CueInForce, 'cue' | 'seq'>): Why['cues'][number] {
  return { seq, text: t('why.cue', { line: seq + 1, name: cueName(t, cue) }), honest: t([`cue.${cue}.honest`, 'cue.unnamed.honest']) };
}

function numbersOf(t: TFunction, { model, ngrams, joined, rules, thresholds, ruleThresholds }: Reasons): string {
  const ofRules = {
    rules: inPercent(rules),
    ruleWatch: inPercent(ruleThresholds.watch),
    ruleDanger: inPercent(ruleThresholds.danger),
  };
  if (model === null || joined === null) return t('why.rulesOnly', ofRules);
  return t('why.numbers', {
    ...ofRules,
    model: inPercent(model),
    ngrams: inPercent(ngrams ?? 0),
    joined: inPercent(joined),
    watch: inPercent(thresholds.watch),
    danger: inPercent(thresholds.danger),
  });
}
