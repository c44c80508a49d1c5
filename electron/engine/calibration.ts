/** Thresholds belong to one exact model file: how they are chosen, and what holds for a file nobody has calibrated. Pure. */
import type { Thresholds } from '../contract/domain.ts';

/** The model must be rather sure before the screen turns amber or red. */
export const cautiousThresholds: Thresholds = { watch: 0.7, danger: 0.9 };

/** Share of honest conversations that may reach a level: everyday talk, and calls of a fraud's own scenario. */
const allowed = { watch: { everyday: 0.02, near: 0.1 }, danger: { everyday: 0.005, near: 0.05 } } as const;
/** A lower threshold would call a coin toss a warning; a higher one trusts the last decimals of a quantised model. */
const lowest = 0.5;
const highest = 0.995;

export interface HonestPeak {
  source: string;
  /** Written to resemble a fraud: the honest half of a pair. */
  near: boolean;
  /** The conversation's highest risk. */
  risk: number;
}

/** The lowest thresholds that keep every honest source within its allowance. Choose them on data no weight has seen. */
export function chooseThresholds(peaks: readonly HonestPeak[]): Thresholds {
  const choose = (level: 'watch' | 'danger') => {
    const groups = Map.groupBy(peaks, (peak) => (peak.near ? 'near' : peak.source));
    const each = [...groups.values()].map((group) => {
      const share = allowed[level][group[0]?.near ? 'near' : 'everyday'];
      const sorted = group.map((peak) => peak.risk).sort((a, b) => b - a);
      // As many as may lie at or above it do; the next one lies just below.
      return (sorted[Math.floor(share * sorted.length)] ?? 0) + 1e-4;
    });
    return Number(Math.min(highest, Math.max(lowest, ...each)).toFixed(4));
  };
  return { watch: choose('watch'), danger: choose('danger') };
}
