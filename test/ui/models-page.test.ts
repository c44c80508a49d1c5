/** 模型: what judges now, what is installed, what can be had. */
import { expect, test } from 'vitest';
import { modelReady, openApp, shoot } from '../support/app.ts';
import { tempFolder } from '../support/folders.ts';

test('the page tells what the built-in model is, that it misses fraud, and what judges better', async () => {
  const { main } = await openApp(tempFolder());
  await modelReady(main);
  await main.getByRole('button', { name: '模型', exact: true }).click();
  const page = await main.getByRole('main').textContent();
  for (const part of ['内置入门模型', '漏报', 'Qwen2-1.5B-Instruct', 'SHA-256']) expect(page).toContain(part);
  await shoot(main, '20-models');
});
