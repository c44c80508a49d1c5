/** The sentences of an alert. They come from its kind, stage and cues, and from the model once it has written a checked sentence. */
import type { TFunction } from 'i18next';
import type { Alert, Stage } from '../../electron/contract/domain.ts';

export interface Explained {
  /** Why it looks like fraud. */
  why: string;
  /** The one thing to do now. */
  now: string;
  /** A question that an honest caller can answer. */
  ask: string;
}

/** In these stages one action is more urgent than the advice for the kind of fraud. */
const urgent: readonly Stage[] = ['isolate', 'control'];

export function explain(t: TFunction, alert: Alert, language: string): Explained {
  const { kind, stage } = alert;
  const ask = t(`advice.${kind}.ask`);
  if (alert.answer === 'coached' || alert.cause === 'coached') return { why: t('alert.coached'), now: t('alert.coachedNow'), ask };
  const now = stage && (urgent.includes(stage) || kind === 'other') ? t(`stageAdvice.${stage}.${alert.level}`) : t(`advice.${kind}.now`);
  return { why: modelReason(alert, language) ?? ownReason(t, alert), now, ask };
}

/** The model writes its reason in Chinese only. */
function modelReason(alert: Alert, language: string): string | null {
  return language === 'zh-CN' ? alert.reason : null;
}

/** A named kind has a reason of its own. For `other` the heaviest cue says most, then the stage. */
function ownReason(t: TFunction, { kind, stage, cues }: Alert): string {
  if (kind !== 'other') return t(`advice.${kind}.why`);
  const [cue] = cues;
  if (cue) return t([`cue.${cue}.honest`, 'cue.unnamed.honest']);
  return stage ? t(`stageAdvice.${stage}.why`) : t('advice.other.why');
}
