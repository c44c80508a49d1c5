/** A name and a time, the words below: what transcription programs of all makes export (讯飞听见, 通义听悟 and others). */
import type { TextLayout } from './format.ts';
import { looksHeaded, parseHeaded, plainHead } from './headed.ts';

export const minutes: TextLayout = {
  name: 'minutes',
  fits: (source) => looksHeaded(source, plainHead),
  parse: (source, keepPreamble) => parseHeaded(source, keepPreamble, plainHead),
};
