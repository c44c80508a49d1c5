/** Maps the data sets' names of fraud types to the product's kinds. Pure. kinds.json is shared with models/training. */
import type { Kind } from '../../contract/domain.ts';
import namesToKinds from './kinds.json' with { type: 'json' };

/** The first entry of kinds.json whose name is part of `type`. @returns `other` if there is none. */
export function kindOfType(type: string): Kind {
  return (namesToKinds.find(([part]) => type.includes(part as string))?.[1] ?? 'other') as Kind;
}
