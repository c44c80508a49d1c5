/**
 * Bundles the main process (ESM), the sandboxed preload (one CommonJS file) and the three pages. `build` writes the production
 * bundle to out/. `dev` (dev.mjs) writes main and preload with source maps to .cache/dev, and serves the pages.
 */
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const root = path.resolve(import.meta.dirname, '..');
const at = (...parts: string[]) => path.join(root, ...parts);

// The oldest Electron that runs the bundles is the stand-in's (setup/stand-in.mjs): what works there works in the newest.
const oldest = { node: 'node20.18', chromium: 'chrome130' };

const devPort = 5311;

export default defineConfig(({ command }) => ({
  main: {
    build: {
      outDir: command === 'serve' ? at('.cache/dev/main') : at('out/main'),
      target: oldest.node,
      sourcemap: command === 'serve',
      // Natives and node-llama-cpp find their files beside themselves: production dependencies stay outside the bundle.
      externalizeDeps: true,
      // Beside the app: the thread that reads files (sources/in-thread.ts), the process that reads captions (capture/system/host.ts).
      lib: {
        entry: {
          main: at('electron/main.ts'),
          reader: at('electron/sources/reader.ts'),
          recogniser: at('electron/captions/ocr/worker.ts'),
        },
        formats: ['es'],
      },
    },
  },
  preload: {
    build: {
      outDir: command === 'serve' ? at('.cache/dev/preload') : at('out/preload'),
      target: oldest.node,
      sourcemap: command === 'serve' && 'inline',
      externalizeDeps: false,
      lib: { entry: at('electron/preload.ts'), formats: ['cjs'], fileName: () => 'preload.cjs' },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react()],
    // The app fetches the pages (electron/windows/development.ts); only Vite's socket is reached directly.
    server: { host: '127.0.0.1', port: devPort, strictPort: true, hmr: { protocol: 'ws', host: '127.0.0.1', clientPort: devPort } },
    build: {
      outDir: at('out/renderer'),
      target: oldest.chromium,
      rollupOptions: {
        input: Object.fromEntries(['main', 'overlay', 'capture'].map((window) => [window, at(`renderer/${window}/index.html`)])),
      },
    },
  },
}));
