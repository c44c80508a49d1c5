/** Three kinds of tests, one kind after the other: without a window, single windows, the whole app. Two more are apart: with real weights, and attacks on the whole guard. */
import path from 'node:path';
import { defineConfig } from 'vitest/config';

const root = path.resolve(import.meta.dirname, '..');
// One window at a time: two programs beside each other wait for the same processor cores.
const oneAtATime = { fileParallelism: false, maxWorkers: 1, globalSetup: ['build/test-display.mjs'] };

export default defineConfig({
  root,
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // The real model judges in some of them, on a machine that may be busy.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          environment: 'node',
          include: [
            ...['unit', 'contract', 'migration', 'boundary'].map((folder) => `test/${folder}/**/*.test.ts`),
            'test/injection/rules.test.ts',
          ],
          // From 1: on two cores vitest would put a group 0 last.
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
      // Apart (npm run test:model): half a gigabyte of real weights, if they can be had.
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
      // Apart (npm run test:injection): more than a thousand meetings through a real model.
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
