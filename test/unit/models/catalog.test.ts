import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readCatalog } from '../../../electron/models/catalog.ts';
import { root } from '../../support/folders.ts';

test('the starter model in the repository is the file that the catalog names, and small enough', () => {
  const folder = path.join(root, 'models');
  const { starter } = readCatalog(folder);
  const bytes = readFileSync(path.join(folder, starter.file));
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(starter.sha256);
  expect(bytes.length).toBe(starter.bytes);
  expect(bytes.length).toBeLessThanOrEqual(64 * 1024 * 1024);
});
