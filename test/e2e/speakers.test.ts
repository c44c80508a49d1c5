/** Who is who: the user marks the speakers of a meeting, in the real app. */
import { expect, test } from 'vitest';
import { modelReady, openApp, shoot } from '../support/app.ts';
import { seriousFaults } from '../support/faults.ts';
import { tempFolder } from '../support/folders.ts';

const call = ['王警官：您好，您名下的银行卡涉嫌洗钱。', '小李：什么？', '王警官：这件事不要告诉家里人。', '小李：好，不告诉家里人。'];

test('a click on a name marks it; the mark is kept, shown in the history, and can be taken back', async () => {
  const userData = tempFolder();
  const { app, main } = await openApp(userData);
  await modelReady(main);
  await main.getByLabel('粘贴会议文字').fill(call.join('\n'));
  await main.getByRole('button', { name: '加入会议' }).click();
  await main.getByText('点一下名字，标出哪个是您').waitFor();
  await main.getByRole('button', { name: '小李' }).click();
  await main.getByRole('button', { name: '这是我' }).waitFor();
  await shoot(main, 'speakers-1-menu');
  expect(await seriousFaults(main)).toEqual([]);
  await main.getByRole('button', { name: '这是我' }).click();
  await main.getByRole('button', { name: '小李 · 我' }).waitFor();
  await main.getByRole('button', { name: '王警官' }).click();
  // The other name's menu may still be closing.
  await main.getByRole('dialog', { name: '王警官' }).getByRole('button', { name: '这是对方' }).click();
  await main.getByRole('button', { name: '王警官 · 对方' }).waitFor();
  await shoot(main, 'speakers-2-marked');
  expect(await seriousFaults(main)).toEqual([]);
  await main.getByRole('button', { name: '王警官 · 对方' }).click();
  await main.getByRole('dialog', { name: '王警官' }).getByRole('button', { name: '不标' }).click();
  await main.getByRole('button', { name: '王警官', exact: true }).waitFor();
  await main.getByRole('button', { name: '结束守护' }).click();
  await main.getByRole('button', { name: '开始守护' }).waitFor();
  expect(await main.getByTestId('line').nth(1).textContent()).toContain('我');
  await app.close();

  const second = await openApp(userData);
  await second.main.getByRole('button', { name: '历史' }).click();
  await second.main.getByTestId('meeting').first().click();
  await second.main.getByTestId('line').first().waitFor();
  expect((await second.main.locator('.speaker').allTextContents()).map((text) => text.startsWith('我'))).toEqual([
    false,
    true,
    false,
    true,
  ]);
});
