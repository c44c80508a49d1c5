/** Plain text: one turn a line, with an optional `姓名：` before it. Used when no other layout fits. */
import { dateAhead, parseText } from '../text/parse.ts';
import type { TextLayout } from './format.ts';

export const text: TextLayout = {
  name: 'text',
  fits: () => true,
  parse(source) {
    const date = source.split(/\r\n|[\n\r]/).reduce<number | null>((found, line) => found ?? dateAhead(line), null);
    return { turns: parseText(source), ...(date === null ? {} : { startedAt: date }) };
  },
};
