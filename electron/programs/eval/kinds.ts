/** The data sets' names of fraud types as the product's kinds. Pure. */
import type { Kind } from '../../contract/domain.ts';
import parts from './kinds.json' with { type: 'json' };

/** Looked up by part of the name, in the table's order. @returns `other` for a type that the product does not tell apart. */
export function kindOfType(type: string): Kind {
  return (parts.find(([part]) => type.includes(part as string))?.[1] ?? 'other') as Kind;
}
