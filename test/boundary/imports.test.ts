/** The import law of the house: who may import whom, read off the sources. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../support/folders.ts';

const sources = ['electron', 'renderer'].flatMap((top) =>
  readdirSync(path.join(root, top), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => path.posix.join(top, name.replaceAll('\\', '/'))),
);

/** What a file imports: packages by name, our own files by their path from the top. Type-only imports of our own count too. */
function importsOf(file: string): { target: string; typeOnly: boolean }[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  return [...text.matchAll(/(?:^|\n)(import|export)(\s+type)?[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|\n)import\s*['"]([^'"]+)['"]/g)].map(
    (match) => {
      const name = match[3] ?? (match[4] as string);
      const target = name.startsWith('.') ? path.posix.join(path.posix.dirname(file), name) : name;
      return { target, typeOnly: match[2] !== undefined };
    },
  );
}

/** Every import of files under `from` whose target breaks the rule. */
function breaches(from: RegExp, allowed: (target: string, typeOnly: boolean) => boolean): string[] {
  return sources
    .filter((file) => from.test(file))
    .flatMap((file) =>
      importsOf(file)
        .filter((one) => !allowed(one.target, one.typeOnly))
        .map((one) => `${file} → ${one.target}`),
    );
}
const own = (target: string) => /^(electron|renderer)\//.test(target);
const within =
  (...folders: string[]) =>
  (target: string) =>
    !own(target) || folders.some((folder) => target.startsWith(folder));

test('the rules see the imports they judge', () => {
  expect(importsOf('electron/engine/llama/start.ts').map((one) => one.target)).toContain('node-llama-cpp');
  expect(importsOf('electron/guard/pipeline.ts').map((one) => one.target)).toContain('electron/store/lines.ts');
});

/** Cleaning of text, and mathematics: pure rooms that every other room may use. */
const foundation = /^electron\/(text|math)\//;

test.each(['text', 'math'])('%s imports nothing but itself', (folder) => {
  expect(breaches(new RegExp(`^electron/${folder}/`), (target) => target.startsWith(`electron/${folder}/`))).toEqual([]);
});

test('the renderer knows the contract and the cleaning of text', () => {
  expect(breaches(/^renderer\//, within('renderer/', 'electron/contract/', 'electron/text/'))).toEqual([]);
});

test('the main process shows texts of the renderer, and knows nothing else of it', () => {
  expect(breaches(/^electron\//, (target) => !target.startsWith('renderer/') || target.startsWith('renderer/locales/'))).toEqual([]);
});

test('where the overlay stands, what others see of it, and the light in the tray are pure', () => {
  const rule = (target: string) => /^electron\/(contract|windows)\//.test(target);
  expect(breaches(/^electron\/windows\/(placement|marker|exposure|tray-icon|tray-light)\.ts$/, rule)).toEqual([]);
});

test('the contract knows nothing but itself and its schema library', () => {
  expect(breaches(/^electron\/contract\//, (target) => target.startsWith('electron/contract/') || target === 'zod')).toEqual([]);
});

test.each(['transcript', 'rules', 'verdict'])('%s is pure: the contract, itself, no package', (folder) => {
  const rule = (target: string) =>
    target.startsWith('electron/contract/') || target.startsWith(`electron/${folder}/`) || foundation.test(target);
  expect(breaches(new RegExp(`^electron/${folder}/`), rule)).toEqual([]);
});

test('finding rows and decoding are pure', () => {
  const rule = (target: string, typeOnly: boolean) => /^electron\/(captions|transcript)\//.test(target) || typeOnly;
  expect(breaches(/^electron\/captions\/(merge\/|ocr\/(picture|find-rows|ctc)\.ts$)/, rule)).toEqual([]);
});

test('prompt, window, threads, devices and calibration are pure', () => {
  const rule = (target: string, typeOnly: boolean) => (target.startsWith('electron/contract/') && typeOnly) || foundation.test(target);
  expect(breaches(/^electron\/engine\/(prompt|window|threads|devices|calibration)\.ts$/, rule)).toEqual([]);
});

test('what judges answers, sizes, speeds and addresses is pure', () => {
  const rule = (target: string) => target === 'zod' || /^electron\/(engine\/(prompt|devices)\.ts$|math\/)/.test(target);
  expect(
    breaches(/^electron\/(models\/(transfers\/(range-response|transfer-rate)|memory)|engine\/server\/openai|support\/address)\.ts$/, rule),
  ).toEqual([]);
});

test('only the guard, the features of the app and the programs know several stages', () => {
  const stages = ['sources', 'captions', 'transcript', 'rules', 'ngrams', 'engine', 'verdict', 'store'];
  // Whoever brings words in hands them over as the transcript wants them.
  const feeds = ['sources', 'captions'];
  for (const stage of stages) {
    const others = stages.filter((other) => other !== stage && !(feeds.includes(stage) && other === 'transcript'));
    const rule = (target: string, typeOnly: boolean) => typeOnly || !others.some((other) => target.startsWith(`electron/${other}/`));
    expect(breaches(new RegExp(`^electron/${stage}/`), rule)).toEqual([]);
  }
});

test('the guard knows the stages that judge and keep, and nothing else of the house', () => {
  const stages = ['contract', 'guard', 'transcript', 'rules', 'ngrams', 'engine', 'verdict', 'store', 'text', 'math'];
  expect(breaches(/^electron\/guard\//, within(...stages.map((stage) => `electron/${stage}/`)))).toEqual([]);
});

test('the composition root hands features to each other: a feature imports another only as a type, and no package', () => {
  const rule = (target: string, typeOnly: boolean) =>
    target.startsWith('node:') || (own(target) && (typeOnly || !target.startsWith('electron/app/')));
  expect(breaches(/^electron\/app\/(?!demo)/, rule)).toEqual([]);
});

test('ipc is transport: it knows the contract and no feature', () => {
  expect(breaches(/^electron\/ipc\//, within('electron/ipc/', 'electron/contract/'))).toEqual([]);
});

test.each([
  ['electron', /^electron\/(main|preload)\.ts$|^electron\/(ipc|windows|support|captions\/system)\/|^electron\/app\/demo\.ts$/],
  ['better-sqlite3', /^electron\/store\//],
  ['ws', /^electron\/sources\/local-api\//],
  ['mammoth', /^electron\/sources\/formats\/docx\.ts$/],
  ['onnxruntime-node', /^electron\/captions\/ocr\/recogniser\.ts$/],
  ['node-llama-cpp', /^electron\/engine\/llama\//],
  // Rooms, their types included.
  ['electron/guard/', /^electron\/programs\/(replay|bench\/rest|eval\/witnesses)\.ts$|^electron\/(guard|app)\//],
  ['electron/app/', /^electron\/main\.ts$|^electron\/app\//],
])('%s is imported only where it belongs', (name, where) => {
  const found = sources.filter((file) =>
    importsOf(file).some(({ target }) => target === name || (name.endsWith('/') && target.startsWith(name))),
  );
  expect(found.length).toBeGreaterThan(0);
  expect(found.filter((file) => !where.test(file))).toEqual([]);
});

test('a screen reaches a call through useAttempt alone, so that no failure goes unseen', () => {
  const screens = sources.filter((file) => file.startsWith('renderer/') && file !== 'renderer/shared/attempt.ts');
  const holders = (pattern: RegExp) => screens.filter((file) => pattern.test(readFileSync(path.join(root, file), 'utf8')));
  // The capturing page has no screen: it answers for its failures itself.
  expect(holders(/import \{[^}]*\bcall\b[^}]*\} from '[./]*bridge\.ts'/)).toEqual(['renderer/capture/capture.ts']);
  expect(holders(/void call\(/)).toEqual([]);
  expect(holders(/\bcall\([^()]*\)\s*\.then\(/)).toEqual([]);
});

test('window.app has one user, ipcMain and webContents.send one each', () => {
  const holders = (pattern: RegExp) =>
    sources.filter((file) => pattern.test(readFileSync(path.join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')));
  expect(holders(/window\.app\b/)).toEqual(['renderer/bridge.ts']);
  expect(holders(/ipcMain\./)).toEqual(['electron/ipc/serve.ts']);
  expect(holders(/contents\.send\(/)).toEqual(['electron/ipc/publish.ts']);
});

test('the programs need no Electron', () => {
  expect(breaches(/^electron\/programs\//, (target) => target !== 'electron')).toEqual([]);
});

test('no imports go in a circle, those of types included', () => {
  const imports = new Map(
    sources.map((file) => [
      file,
      importsOf(file)
        .map((one) => one.target)
        .filter(own),
    ]),
  );
  const finished = new Set<string>();
  const circles: string[] = [];
  const walk = (file: string, path: readonly string[]) => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
    if (path.includes(file) || finished.has(file)) return;
    for (const target of imports.get(file) ?? []) walk(target, [...path, file]);
    finished.add(file);
  };
  for (const file of sources) walk(file, []);
  expect(circles).toEqual([]);
});
