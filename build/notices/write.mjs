/**
 * Writes the notices of all third-party software in the package: the npm packages that are shipped or bundled, with their
 * license texts, then others.txt. `npm query` knows which packages are installed and what they depend on
 * (https://docs.npmjs.com/cli/commands/npm-query).
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cache, read, root, SetupError } from '../setup/report.mjs';

export const noticesFile = path.join(cache, 'THIRD-PARTY-NOTICES.txt');
/** Types, and the compiler, which is only an optional peer of a dependency. */
const notShipped = /^(@types\/|@typescript\/|typescript$)/;
const line = `${'-'.repeat(70)}\n`;

export function writeNotices() {
  const packages = shippedPackages();
  const byText = Map.groupBy(packages, licenseText);
  const blocks = [...byText].map(([text, group]) => `${line}${group.map(({ pkgid }) => pkgid).join('\n')}\n\n${text}\n`);
  mkdirSync(cache, { recursive: true });
  writeFileSync(
    noticesFile,
    `THIRD-PARTY NOTICES\n\nThis product contains these npm packages.\n\n${blocks.join('\n')}\n${line}${readFileSync(new URL('others.txt', import.meta.url), 'utf8')}`,
  );
}

/** The packages of `dependencies`, which are shipped, and those that the pages import, which are bundled; with all their dependencies. */
function shippedPackages() {
  const output = read('npm', ['query', '*'], { maxBuffer: 64 * 1024 * 1024 });
  if (!output) throw new SetupError('npm could not list the installed packages: run `npm ci`.');
  const all = new Map(JSON.parse(output).map((found) => [found.location, found]));
  const { dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const queue = [...Object.keys(dependencies), ...importsOfPages()].map((name) => `node_modules/${name}`);
  const shipped = new Map();
  for (const location of queue) {
    const found = all.get(location);
    if (!found || shipped.has(location) || notShipped.test(found.name)) continue;
    shipped.set(location, found);
    queue.push(...found.to);
  }
  return [...shipped.values()].sort((a, b) => a.pkgid.localeCompare(b.pkgid, 'en'));
}

/** The names of the npm packages that files in renderer/ import. */
function importsOfPages() {
  const folder = path.join(root, 'renderer');
  const files = readdirSync(folder, { recursive: true }).filter((name) => /\.tsx?$/.test(name));
  const names = files.flatMap((name) =>
    [...readFileSync(path.join(folder, name), 'utf8').matchAll(/from '(@[\w-]+\/[\w-]+|[\w-]+)[/']/g)].map(([, found]) => found),
  );
  return new Set(names);
}

function licenseText({ path: folder, license, author }) {
  const files = readdirSync(folder, { withFileTypes: true }).filter(
    (file) => file.isFile() && /^(licen[cs]e|copying|notice)/i.test(file.name),
  );
  if (files.length > 0) return files.map((file) => readFileSync(path.join(folder, file.name), 'utf8').trim()).join('\n\n');
  return `License: ${license}${author ? `. Author: ${author.name ?? author}` : ''}`;
}
