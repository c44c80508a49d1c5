import { expect, test } from 'vitest';
import { Disposer } from '../../../electron/support/dispose.ts';

test('parts close newest first, and one that fails does not keep the others open', async () => {
  const closed: string[] = [];
  const failed: string[] = [];
  const parts = new Disposer();
  parts.add('store', () => closed.push('store'));
  parts.add('model', () => {
    throw new Error('stuck');
  });
  parts.add('windows', async () => closed.push('windows'));
  await parts.dispose((name) => failed.push(name));
  expect(closed).toEqual(['windows', 'store']);
  expect(failed).toEqual(['model']);
});

test('asked again while it closes, also from inside a part, it ends when everything is closed', async () => {
  const order: string[] = [];
  const parts = new Disposer();
  let again: Promise<void> | undefined;
  parts.add('model', async () => {
    await Promise.resolve();
    order.push('model closed');
  });
  parts.add('windows', () => {
    again = parts.dispose(() => {}).then(() => void order.push('second answer'));
  });
  await parts.dispose(() => {});
  await again;
  expect(order).toEqual(['model closed', 'second answer']);
});
