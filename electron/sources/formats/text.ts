/** Plain text: one turn a line, `姓名：` ahead of it if somebody wrote names. What everything else is read as. */
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
