/** Where each meeting program shows its captions, and how. Pure. */
import type { Strip } from '../contract/capture.ts';
import type { Program } from '../contract/constants.ts';
import type { SpeakerStyle } from './merge/rows.ts';

interface Preset {
  /** Matches the title of the program's window. */
  title: RegExp;
  style: SpeakerStyle;
  /** The usual place of the captions in the window. */
  strip: Strip;
}

/** Along the lower edge, above the buttons. */
const lower: Strip = { x: 0.12, y: 0.72, width: 0.76, height: 0.17 };
/** A window that holds only captions, without its title bar and border. */
const whole: Strip = { x: 0.03, y: 0.22, width: 0.94, height: 0.75 };

// In a browser tab the program's name may stand anywhere in the title. The first match wins: specific patterns stand first.
export const presets: Readonly<Record<Program, Preset>> = {
  'live-captions': { title: /^(live captions|实时辅助字幕|实时字幕)$/i, style: 'none', strip: whole },
  tencent: { title: /腾讯会议|tencent meeting|voov|wemeet/i, style: 'inline', strip: lower },
  dingtalk: { title: /钉钉|dingtalk/i, style: 'inline', strip: lower },
  feishu: { title: /飞书|feishu|\blark\b/i, style: 'inline', strip: lower },
  teams: { title: /microsoft teams|\bteams\b/i, style: 'above', strip: { x: 0.05, y: 0.74, width: 0.9, height: 0.18 } },
  meet: { title: /google meet|^meet [-–] /i, style: 'above', strip: { x: 0.1, y: 0.7, width: 0.75, height: 0.17 } },
  zoom: { title: /\bzoom\b/i, style: 'inline', strip: lower },
  other: { title: /(?!)/, style: 'inline', strip: lower },
};

export function programOf(title: string): Program {
  const found = (Object.keys(presets) as Program[]).find((program) => presets[program].title.test(title));
  return found ?? 'other';
}

/** The key under which a strip is remembered. At one display scale a program always draws its captions in the same place. */
export function stripKey(program: Program, kind: 'window' | 'screen', scale: number): string {
  return `${kind === 'screen' ? 'screen' : program}@${Math.round(scale * 100) / 100}`;
}
