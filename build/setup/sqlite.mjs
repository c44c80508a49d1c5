/**
 * better-sqlite3 13 needs Node-API 10, which Electron has since version 36. For an older Electron (the stand-in) it is
 * compiled for Node-API 9, with a header that replaces the one missing function (stand-in/napi9-compat.h). The compiled
 * file works in newer runtimes too.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { cache, root, run, SetupError, say } from './report.mjs';

const modules = path.join(root, 'node_modules');
const source = path.join(modules, 'better-sqlite3');
/** better-sqlite3 loads this file if it exists, else its prebuilt one. */
const installed = path.join(source, 'build/Release/better_sqlite3.node');

/** Whether better-sqlite3 must be compiled for this Electron now. */
export function needsBuild(electron) {
  return wantsOlderApi(electron) && !existsSync(cached());
}

export function buildSqlite(electron) {
  if (!wantsOlderApi(electron)) {
    rmSync(path.join(source, 'build'), { recursive: true, force: true });
    return;
  }
  if (needsBuild(electron)) compile(cached());
  if (existsSync(installed)) return;
  mkdirSync(path.dirname(installed), { recursive: true });
  copyFileSync(cached(), installed);
}

function wantsOlderApi(electron) {
  return Number(electron.version.split('.')[0]) < 36;
}

function cached() {
  const { version } = JSON.parse(readFileSync(path.join(source, 'package.json'), 'utf8'));
  return path.join(cache, `better-sqlite3-${version}-napi9.node`);
}

/** Compiles as the package's binding.gyp does, but without node-gyp, Python and Node's headers. */
function compile(target) {
  say('compiling better-sqlite3 with gcc for this Electron into .cache/ and node_modules/ (about a minute, once)');
  const work = path.join(cache, 'sqlite-work');
  mkdirSync(work, { recursive: true });
  const sqlite = path.join(source, 'deps/sqlite3');
  const object = path.join(work, 'sqlite3.o');
  const result = path.join(work, 'better_sqlite3.node');
  const done =
    run('gcc', ['-c', '-O2', '-fPIC', '-std=gnu99', '-w', '-DNDEBUG', ...sqliteOptions(), path.join(sqlite, 'sqlite3.c'), '-o', object]) &&
    run('g++', [
      ...['-shared', '-O2', '-fPIC', '-std=c++20', '-w', '-fvisibility=hidden', '-fvisibility-inlines-hidden', '-DNDEBUG'],
      ...['-DNAPI_VERSION=9', '-DNAPI_DISABLE_CPP_EXCEPTIONS', '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS'],
      '-DBUILDING_NODE_EXTENSION',
      ...[path.join(modules, 'node-addon-api'), path.join(modules, 'node-api-headers/include'), sqlite].map((folder) => `-I${folder}`),
      ...['-include', path.join(root, 'build/stand-in/napi9-compat.h')],
      ...[path.join(source, 'src/better_sqlite3.cpp'), object, '-o', result],
      ...['-s', '-Wl,-Bsymbolic', '-Wl,--exclude-libs,ALL', '-ldl', '-lpthread'],
    ]);
  if (!done) throw new SetupError('better-sqlite3 could not be compiled: run `apt-get install g++`, then `npm run setup`.');
  renameSync(result, target);
  rmSync(work, { recursive: true, force: true });
}

/** The compiler options of SQLite from the package's defines.gypi, which has one quoted option a line. */
function sqliteOptions() {
  const text = readFileSync(path.join(source, 'deps/defines.gypi'), 'utf8');
  return [...text.matchAll(/'([A-Z_0-9]+(?:=-?\d+)?)'/g)].map(([, option]) => `-D${option}`);
}
