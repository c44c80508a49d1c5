/** Texts that the main process shows: tray, notifications, dialogs of the system. They lie with the other texts in renderer/locales. */

import { capture as captureEn } from '../../renderer/locales/en-US/capture.ts';
import { desktop as en } from '../../renderer/locales/en-US/desktop.ts';
import { capture as captureZh } from '../../renderer/locales/zh-CN/capture.ts';
import { desktop as zh } from '../../renderer/locales/zh-CN/desktop.ts';
import type { Program } from '../contract/constants.ts';
import type { Settings } from './settings.ts';

/** Characters of a window's name in a menu. */
const nameChars = 24;

/** In the language of the settings at the time of the call. */
export class Texts {
  readonly #settings: Settings;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  get now(): typeof zh {
    return this.#settings.now.language === 'zh-CN' ? zh : en;
  }

  found(program: Program): { title: string; text: string } {
    const { title, text } = this.now.found;
    const names = (this.#settings.now.language === 'zh-CN' ? captureZh : captureEn).program;
    return { title: fill(title, { program: names[program] }), text };
  }

  startWith(name: string): string {
    return fill(this.now.tray.startWith, { name: name.slice(0, nameChars) });
  }
}

/** Puts values into `{{name}}`, as i18next does. */
function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');
}
