/** Chooses the thresholds of one exact model file, and holds those of a file that was never calibrated. Pure. */
import type { Thresholds } from '../contract/domain.ts';

/** High thresholds: the risk of an uncalibrated model is not a known probability. */
export const cautiousThresholds: Thresholds = { watch: 0.7, danger: 0.9 };

/** Share of honest conversations that may reach a level: of everyday talk, and of calls in a fraud's own scenario (`near`). */
const allowed = { watch: { everyday: 0.02, near: 0.1 }, danger: { everyday: 0.005, near: 0.05 } } as const;
/** A lower threshold would warn below a probability of one half; a higher one would depend on a quantised model's last decimals. */
const lowest = 0.5;
const highest = 0.995;

/** An honest conversation. */
export interface HonestPeak {
  source: string;
  /** In the scenario of a fraud: the honest half of a pair, or an honest call of that trade. */
  near: boolean;
  /** The conversation's highest risk. */
  risk: number;
}

/** The lowest thresholds that keep every source within `allowed`. Choose them on conversations that no weight was trained on. */
export function chooseThresholds(peaks: readonly HonestPeak[]): Thresholds {
  const choose = (level: 'watch' | 'danger') => {
    const groups = Map.groupBy(peaks, (peak) => (peak.near ? 'near' : peak.source));
    const each = [...groups.values()].map((group) => {
      const share = allowed[level][group[0]?.near ? 'near' : 'everyday'];
      const sorted = group.map((peak) => peak.risk).sort((a, b) => b - a);
      // Just above the first peak that must not reach the level.
      return (sorted[Math.floor(share * sorted.length)] ?? 0) + 1e-4;
    });
    return Number(Math.min(highest, Math.max(lowest, ...each)).toFixed(4));
  };
  return { watch: choose('watch'), danger: choose('danger') };
}
