/** The forms in which the preview shows each state. */
import type { Settings } from '../../electron/contract/domain.ts';

export interface Variant {
  name: string;
  settings: Pick<Settings, 'theme' | 'largeType'>;
  /** CSS pixels. The overlay is as large as its content. */
  width: number;
  height: number;
}

const size = { width: 1_180, height: 780 };

export const variants: readonly Variant[] = [
  { name: 'light', settings: { theme: 'light', largeType: false }, ...size },
  { name: 'dark', settings: { theme: 'dark', largeType: false }, ...size },
  { name: 'large', settings: { theme: 'light', largeType: true }, ...size },
  // The smallest size of the main window (electron/windows/create.ts).
  { name: 'narrow', settings: { theme: 'light', largeType: false }, width: 720, height: 520 },
];

/** The variants of a window. The overlay is never narrow: it is as large as its content. */
export function variantsOf(window: 'main' | 'overlay'): readonly Variant[] {
  return variants.filter(({ name }) => window === 'main' || name !== 'narrow');
}
