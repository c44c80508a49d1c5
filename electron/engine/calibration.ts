/** Thresholds belong to one exact model file; here is what holds for a file that nobody has calibrated. Pure. */
import type { Thresholds } from '../contract/domain.ts';

/** The model must be rather sure before the screen turns amber or red. */
export const cautiousThresholds: Thresholds = { watch: 0.7, danger: 0.9 };
