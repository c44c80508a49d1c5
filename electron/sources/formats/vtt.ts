/** WebVTT, as Teams (`<v 张三>您好</v>`), Zoom (`张三: 您好`) and many others write it. Notes, styles and ids are left out. */
import type { Turn } from '../../contract/domain.ts';
import { cues } from './srt.ts';

const voice = /^<v(?:\.[^\s>]*)?\s+([^>]+)>/;

export const parseVtt = (text: string): Turn[] => cues(text, (said) => voice.exec(said)?.[1] ?? null);
