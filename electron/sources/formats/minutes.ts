/** A name and a time, and the words below: the export of many transcription programs (讯飞听见, 通义听悟 and others). */
import type { TextLayout } from './format.ts';
import { looksHeaded, parseHeaded, plainHead } from './headed.ts';

export const minutes: TextLayout = {
  name: 'minutes',
  fits: (source) => looksHeaded(source, plainHead),
  parse: (source, keepPreamble) => parseHeaded(source, keepPreamble, plainHead),
};
