/** WebVTT (https://www.w3.org/TR/webvtt1), for example of Teams (`<v 张三>您好</v>`) and Zoom (`张三: 您好`). */
import type { Turn } from '../../contract/domain.ts';
import { parseCues } from './srt.ts';

const voice = /^<v(?:\.[^\s>]*)?\s+([^>]+)>/;

export const parseVtt = (text: string): Turn[] => parseCues(text, (said) => voice.exec(said)?.[1] ?? null);
