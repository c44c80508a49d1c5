/** The sentences of an alert: at once from what was heard, by kind, stage and cue; a checked one of the model's when it has come. */
import type { TFunction } from 'i18next';
import type { Alert, Stage } from '../../electron/contract/domain.ts';

export interface Explained {
  why: string;
  now: string;
  ask: string;
}

/** Stages in which one thing is more urgent than what the kind of fraud asks for. */
const urgent: readonly Stage[] = ['isolate', 'control'];

export function explain(t: TFunction, alert: Alert, language: string): Explained {
  const { kind, stage } = alert;
  const ask = t(`advice.${kind}.ask`);
  if (alert.answer === 'coached' || alert.cause === 'coached') return { why: t('alert.coached'), now: t('alert.coachedNow'), ask };
  const now = stage && (urgent.includes(stage) || kind === 'other') ? t(`stageAdvice.${stage}.${alert.level}`) : t(`advice.${kind}.now`);
  return { why: written(alert, language) ?? known(t, alert), now, ask };
}

/** Models write Chinese. */
function written(alert: Alert, language: string): string | null {
  return language === 'zh-CN' ? alert.reason : null;
}

/** A named kind has its own reason; without one, the heaviest cue says most, then the stage. */
function known(t: TFunction, { kind, stage, cues }: Alert): string {
  if (kind !== 'other') return t(`advice.${kind}.why`);
  const [cue] = cues;
  if (cue) return t([`cue.${cue}.honest`, 'cue.unnamed.honest']);
  return stage ? t(`stageAdvice.${stage}.why`) : t('advice.other.why');
}
