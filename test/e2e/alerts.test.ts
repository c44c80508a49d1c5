/** What a user does with an alert, in the real app: puts it off, is pressed to keep silent, calls it a false alarm, takes that back. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { modelReady, openApp, shoot } from '../support/app.ts';
import { tempFolder } from '../support/folders.ts';

const say = async (main: Page, text: string) => {
  await main.getByLabel('粘贴会议文字').fill(text);
  await main.getByRole('button', { name: '加入会议' }).click();
  await main.getByText('还有').waitFor({ state: 'detached' });
};
const fraud = `来电人：我是市局经侦支队的，你名下的银行卡涉嫌洗钱。
来电人：不配合的话今天就要拘捕你。
来电人：找一个没有人的房间，把门关上。
来电人：把钱转到安全账户，先做资金核查。`;

test('an alert that was put off comes back at once when the call asks for secrecy; in both windows', async () => {
  const { main, overlay } = await openApp(tempFolder());
  await modelReady(main);
  await main.getByRole('button', { name: '开始守护' }).click();
  await say(main, fraud);
  await overlay.locator('[data-testid="card"][data-level="danger"]').waitFor();
  await main.locator('[data-testid="card"][data-level="danger"]').waitFor();
  await overlay.getByRole('button', { name: '3 分钟后再提醒' }).click();
  await overlay.getByRole('button', { name: '没有', exact: true }).click();
  await overlay.getByText('前不提醒').waitFor();
  await main.getByTestId('quiet').waitFor();
  expect(await main.getByTestId('card').count()).toBe(0);
  await shoot(main, '26-put-off');
  await say(main, '来电人：这件事不要告诉家里人，电话不要挂断。');
  await overlay.getByTestId('card').waitFor();
  expect(await main.getByTestId('quiet').count()).toBe(0);
});

test('a false alarm, said in the history, shows in the settings what it changes, and can be taken back', async () => {
  const { main } = await openApp(tempFolder());
  await modelReady(main);
  await main.getByRole('button', { name: '设置' }).click();
  await main.getByText('还没有反馈').waitFor();
  await main.getByRole('button', { name: '守护', exact: true }).click();
  await main.getByRole('button', { name: '开始守护' }).click();
  await say(main, fraud);
  await main.getByTestId('card').waitFor();
  await main.getByRole('button', { name: '结束守护' }).click();
  await main.getByRole('button', { name: '历史' }).click();
  await main.getByTestId('meeting').first().click();
  await main.getByTestId('alert-note').last().getByRole('button', { name: '误报' }).click();
  await main.getByText('从下一场会议起会参考').waitFor();
  await shoot(main, '27-feedback');
  await main.getByRole('button', { name: '设置' }).click();
  const card = main.getByTestId('feedback');
  await card.getByText('误报 1 次').waitFor();
  await card.getByText('提醒比原来晚一点').waitFor();
  await card.scrollIntoViewIfNeeded();
  await shoot(main, '28-feedback-settings');
  await card.getByRole('button', { name: '恢复原样' }).click();
  await card.getByText('还没有反馈').waitFor();
});
