/** Which addresses are the app's own, and which files they name. */
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { isOurs } from '../../../electron/windows/guards.ts';
import { origin, resolveInside } from '../../../electron/windows/protocol.ts';

// Both functions are pure; the modules around them need Electron.
vi.mock('electron', () => ({ app: {}, protocol: {} }));

const folder = path.resolve('/app/out/renderer');
const inside = (...parts: string[]) => path.join(folder, ...parts);

test.each([
  ['/main/index.html', inside('main', 'index.html')],
  ['/main/index.html?theme=dark#top', inside('main', 'index.html')],
  ['/assets/a%20b.js', inside('assets', 'a b.js')],
  ['/main/../overlay/index.html', inside('overlay', 'index.html')],
  ['/main/%2e%2e/overlay/index.html', inside('overlay', 'index.html')],
])('%s is a file of the app', (name, file) => {
  expect(resolveInside(folder, origin + name)).toBe(file);
});

test.each([
  '',
  '/',
  '/.',
  '/main/..',
  '/main/%2e%2e',
  // A percent sign that decodes to nothing.
  '/%',
  '/%E0%A4%A',
])('%s names no file', (name) => {
  expect(resolveInside(folder, origin + name)).toBeNull();
});

test.each([
  '/../package.json',
  '/../../package.json',
  '/%2e%2e/package.json',
  '/%2E%2E/%2e%2e/package.json',
  '/..%2fpackage.json',
  '/..%2f..%2f..%2f..%2fetc/passwd',
  '/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  '/main/%2e%2e%2f%2e%2e%2f%2e%2e%2fpackage.json',
  '/%252e%252e%252fpackage.json',
  '//etc/passwd',
  '/%2fetc/passwd',
  '/..\\package.json',
  '/..%5cpackage.json',
  '/%5c..%5c..%5cpackage.json',
  // Node opens no file with a NUL in its name.
  '/main/index.html%00',
  '/%00/../../package.json',
  '/..%00/..%2fpackage.json',
])('%s stays inside the folder', (name) => {
  const file = resolveInside(folder, origin + name);
  expect(file === null || file.startsWith(folder + path.sep)).toBe(true);
  expect(file === null || !path.relative(folder, file).split(path.sep).includes('..')).toBe(true);
});

test.each([
  'app://elsewhere/main/index.html',
  'app://huidun.example/main/index.html',
  'app://huidun:80/main/index.html',
  'app:///main/index.html',
  'main/index.html',
  'not an address',
  '',
])('%s is no address of the app: it names no file', (address) => {
  expect(resolveInside(folder, address)).toBeNull();
});

test.each([origin, `${origin}/`, `${origin}/main/index.html`, `${origin}/../package.json`, 'APP://huidun/main/index.html'])(
  '%s is ours',
  (address) => {
    expect(isOurs(address)).toBe(true);
  },
);

test.each([
  'https://huidun/main/index.html',
  'file:///app/out/renderer/main/index.html',
  'app://huidun.example/',
  'app://huidun@example.com/',
  'app://example.com/?app://huidun',
  'https://example.com/#app://huidun/',
  'app://huidun:8080/',
  'app:huidun/main/index.html',
  'javascript:alert(1)',
  'data:text/html,app://huidun/',
  'about:blank',
  ' ',
  '',
])('%s is not ours', (address) => {
  expect(isOurs(address)).toBe(false);
});
