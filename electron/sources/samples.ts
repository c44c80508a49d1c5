/** The sample meetings that the app and the demo can play. They were written for this product. */
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { type Turn, turnSchema } from '../contract/domain.ts';
import type { SampleInfo } from '../contract/ipc.ts';
import { AppError } from '../contract/result.ts';
import bankCallBack from './samples/bank-call-back.json' with { type: 'json' };
import bossUrgentPayment from './samples/boss-urgent-payment.json' with { type: 'json' };
import financeApproval from './samples/finance-approval.json' with { type: 'json' };
import policeLecture from './samples/police-lecture.json' with { type: 'json' };
import policeScreenShare from './samples/police-screen-share.json' with { type: 'json' };
import refundCancelInsurance from './samples/refund-cancel-insurance.json' with { type: 'json' };

const sampleSchema = z.object({
  id: z.string(),
  title: z.object({ 'zh-CN': z.string(), 'en-US': z.string() }),
  label: z.enum(['fraud', 'normal']),
  /** Index of the turn with the first request for money, a code, a screen or an account. */
  ask_turn: z.number().int().nullable(),
  turns: z.array(turnSchema),
});
export type Sample = z.infer<typeof sampleSchema>;

export const samples: readonly Sample[] = z
  .array(sampleSchema)
  .parse([policeScreenShare, bankCallBack, refundCancelInsurance, policeLecture, bossUrgentPayment, financeApproval]);
/** The default of the demo. */
export const demoSample = samples[0] as Sample;

export function listSamples(): SampleInfo[] {
  return samples.map(({ id, title, label, turns }) => ({ id, title, label, lines: turns.length }));
}

/** @throws AppError `not-found`. */
export function findSample(id: string): Sample {
  const sample = samples.find((candidate) => candidate.id === id);
  if (!sample) throw new AppError('not-found', `sample ${id}`);
  return sample;
}

/**
 * Plays turns one after the other, as captions would arrive.
 * @param play takes one turn. The next turn follows when it resolves, and after `pauseMs`.
 */
export async function replay(
  turns: readonly Turn[],
  play: (turn: Turn) => Promise<void> | void,
  pauseMs: number,
  signal: AbortSignal,
): Promise<void> {
  for (const turn of turns) {
    if (signal.aborted) return;
    await play(turn);
    // Rejects when `signal` aborts; the loop checks that.
    await setTimeout(pauseMs, undefined, { signal }).catch(() => {});
  }
}
