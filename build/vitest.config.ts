/**
 * The kinds of tests. `npm test` runs three, one after the other: unit (no window), ui (single windows) and e2e (the whole
 * app). `npm run test:model` and `npm run test:injection` run the other two.
 */
import path from 'node:path';
import { defineConfig } from 'vitest/config';

const root = path.resolve(import.meta.dirname, '..');
// One test file at a time: two apps at once would compete for the processor cores and for the display.
const oneAtATime = { fileParallelism: false, maxWorkers: 1, globalSetup: ['build/test-display.mjs'] };

export default defineConfig({
  root,
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // Some of them run the real model, on a machine that may be busy.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          environment: 'node',
          include: [
            ...['unit', 'contract', 'migration', 'boundary'].map((folder) => `test/${folder}/**/*.test.ts`),
            'test/injection/rules.test.ts',
          ],
          // Not 0: on two cores vitest would run group 0 last.
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          ...oneAtATime,
          name: 'ui',
          include: ['test/ui/**/*.test.{ts,tsx}'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          ...oneAtATime,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 3 },
        },
      },
      // npm run test:model: downloads half a gigabyte of real weights.
      {
        extends: true,
        test: {
          name: 'model',
          include: ['test/model/**/*.test.ts'],
          environment: 'node',
          fileParallelism: false,
          maxWorkers: 1,
          testTimeout: 60_000,
          hookTimeout: 600_000,
          sequence: { groupOrder: 4 },
        },
      },
      // npm run test:injection: more than a thousand meetings with a real model.
      {
        extends: true,
        test: {
          name: 'injection',
          include: ['test/injection/guard.test.ts'],
          environment: 'node',
          fileParallelism: false,
          maxWorkers: 1,
          testTimeout: 7_200_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 5 },
        },
      },
    ],
  },
});
