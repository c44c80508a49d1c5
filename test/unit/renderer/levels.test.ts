/** The levels' colours are readable: contrast ratios by WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio), off the style sheets. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { levels } from '../../../electron/contract/constants.ts';
import { root } from '../../support/folders.ts';

const sheet = (file: string) => readFileSync(path.join(root, 'renderer', file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
const forced = /@media \(forced-colors: active\) \{((?:[^{}]|\{[^{}]*\})*)\}/g;

/** The declarations of every rule that names this selector. */
function declared(css: string, selector: string): Record<string, string> {
  const rules = [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)].filter(([, names]) =>
    (names ?? '').split(',').some((name) => name.trim() === selector),
  );
  return Object.fromEntries(
    rules.flatMap(([, , body]) => [...(body ?? '').matchAll(/([\w-]+):\s*([^;]+);/g)].map(([, key, value]) => [key, value])),
  );
}

const levelSheet = sheet('shared/levels.css');
const mainSheet = sheet('main/main.css').replace(forced, '');
const plainLevels = levelSheet.replace(forced, '');
const dark = ':root[data-mantine-color-scheme="dark"]';
const light = ':root[data-mantine-color-scheme="light"]';

/** Mantine's own colours beside ours. */
const themes = {
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#000000',
    '--mantine-color-default-border': '#dee2e6',
    ...declared(plainLevels, ':root'),
    ...declared(mainSheet, light),
  },
  dark: {
    '--mantine-color-body': '#242424',
    '--mantine-color-text': '#c9c9c9',
    '--mantine-color-default-border': '#424242',
    ...declared(plainLevels, ':root'),
    ...declared(plainLevels, dark),
    ...declared(mainSheet, dark),
  },
} satisfies Record<string, Record<string, string>>;

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  expect([one, other].join(' ')).toMatch(/^#[0-9a-f]{6} #[0-9a-f]{6}$/);
  const [brighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (brighter + 0.05) / (darker + 0.05);
}

const text = 4.5;
const graphics = 3;
const colours = levels.map((level) => `--level-${level}`);
const softGrounds = levels.map((level) => `--level-${level}-soft`);
const grounds = ['--mantine-color-body', '--page', '--lit', ...softGrounds];

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  const of = (name: string) => (themes[theme] as Record<string, string>)[name] ?? `${name} is missing`;
  const below = (least: number, pairs: [string, string][]) =>
    pairs.filter(([one, other]) => contrast(of(one), of(other)) < least).map(([one, other]) => `${one} on ${other}`);
  const pairs = (ones: string[], others: string[]) => ones.flatMap((one) => others.map((other): [string, string] => [one, other]));

  test("a level's words can be read on a page, a card, a line that is lit, hovered or evidence, and on every level's ground", () => {
    expect(below(text, pairs(colours, grounds))).toEqual([]);
  });

  test("plain, grey and linked words can be read on every level's ground", () => {
    const words = ['--mantine-color-text', '--mantine-color-dimmed', '--link'];
    expect(below(text, pairs(words, grounds))).toEqual([]);
    expect(below(text, [['--mantine-color-placeholder', '--mantine-color-body']])).toEqual([]);
  });

  test("words and signs can be read on a level's colour", () => {
    expect(below(text, pairs(['--on-level'], colours))).toEqual([]);
    expect(below(text, [['--on-stopped', '--stopped']])).toEqual([]);
  });

  test('how full a meter is can be seen', () => {
    expect(below(graphics, pairs(colours, ['--mantine-color-default-border']))).toEqual([]);
  });
});

test('the card has light grounds and the pill a dark one, whatever the theme', () => {
  const onLight = declared(plainLevels, '.light-ground');
  const onDark = declared(plainLevels, '.dark-ground');
  for (const level of levels) {
    expect(contrast(onLight[`--level-${level}`] ?? '', '#ffffff')).toBeGreaterThanOrEqual(text);
    const pill = declared(sheet('overlay/overlay.css'), '.pill').background ?? '';
    expect(contrast(onDark[`--level-${level}`] ?? '', pill)).toBeGreaterThanOrEqual(graphics);
  }
});

test('where the system has colours of its own, every level takes them', () => {
  const [, system = ''] = [...levelSheet.matchAll(forced)][0] ?? [];
  for (const selector of [':root', ':root[data-mantine-color-scheme]', '.light-ground', '.dark-ground']) {
    const names = Object.keys(declared(plainLevels, ':root')).filter((name) => name.startsWith('--'));
    const taken = declared(system, selector);
    expect(Object.keys(taken).sort()).toEqual(names.sort());
    expect(new Set(Object.values(taken))).toEqual(new Set(['Canvas', 'CanvasText', 'LinkText']));
  }
});

test('a colour of a level stands in one file', () => {
  const known = new Set(
    Object.values({ ...declared(plainLevels, ':root'), ...declared(plainLevels, dark) }).filter((value) => value !== '#ffffff'),
  );
  for (const file of ['main/main.css', 'main/captions/captions.css', 'overlay/overlay.css', 'shared/warning.css']) {
    expect(
      [...known].filter((colour) => sheet(file).includes(colour)),
      file,
    ).toEqual([]);
  }
});
