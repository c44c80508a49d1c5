/** Files of all sorts, opened and dropped in the real app: shown first, taken when the user says so, and nothing freezes. */
import path from 'node:path';
import Database from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { modelReady, openApp, shoot } from '../support/app.ts';
import { seriousFaults } from '../support/faults.ts';
import { tempFolder } from '../support/folders.ts';
import { docxOf, zipOf } from '../support/zip.ts';

const offer = (main: Page, name: string, content: Uint8Array | string) =>
  main.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });
const stored = (userData: string) => {
  const db = new Database(path.join(userData, 'huidun.db'), { readonly: true });
  const lines = db.prepare('SELECT speaker, text, offset_ms AS ms FROM lines ORDER BY meeting_id, seq').all();
  db.close();
  return lines;
};
const tencent = [
  '腾讯会议 转写记录',
  '会议主题：案件核实',
  '会议时间：2026/03/24 14:00',
  '',
  '张警官(00:00:05): 您好，您名下的银行卡涉嫌一起洗钱案。',
  '李女士(00:00:31): 什么案子？我没有做过。',
  '张警官(00:00:40): 这件事要保密，不要告诉家里人。',
  '李女士(00:01:02): 好。',
].join('\n');

test('a file is shown first; left, nothing is stored; taken, its speakers and times are kept', async () => {
  const userData = tempFolder();
  const { main } = await openApp(userData);
  await modelReady(main);
  await offer(main, '转写.txt', tencent);
  const preview = main.getByTestId('file-preview');
  await preview.waitFor();
  for (const fact of ['腾讯会议', 'UTF-8', '4 句', '2 人', '会单独成为一次会议', '张警官 2 句'])
    await preview.getByText(fact).first().waitFor();
  await shoot(main, 'files-1-preview');
  expect(await seriousFaults(main)).toEqual([]);
  await preview.getByRole('button', { name: '不导入' }).click();
  await preview.waitFor({ state: 'detached' });
  expect(stored(userData)).toEqual([]);

  await offer(main, '转写.txt', tencent);
  await preview.getByRole('button', { name: '导入', exact: true }).click();
  await main.getByTestId('imported').waitFor();
  await main.getByText('00:31').waitFor();
  await shoot(main, 'files-2-imported');
  expect(await seriousFaults(main)).toEqual([]);
  expect(stored(userData).slice(0, 2)).toEqual([
    { speaker: '张警官', text: '您好，您名下的银行卡涉嫌一起洗钱案。', ms: 5_000 },
    { speaker: '李女士', text: '什么案子？我没有做过。', ms: 31_000 },
  ]);
});

test('a Word file dropped on the page during a meeting joins it; dropped again, nothing comes twice', async () => {
  const userData = tempFolder();
  const { main } = await openApp(userData);
  await modelReady(main);
  await main.getByRole('button', { name: '开始守护' }).click();
  const file = Buffer.from(docxOf(['Anna started transcription', 'Anna   0:03\n您好，我是客服。', '小李   0:09\n您好，什么事？']));
  const drop = async () => {
    const data = await main.evaluateHandle(
      (bytes) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([new Uint8Array(bytes)], 'teams.docx'));
        return transfer;
      },
      [...file],
    );
    await main.dispatchEvent('.guard', 'dragover', { dataTransfer: data });
    await shoot(main, 'files-3-dropping');
    await main.dispatchEvent('.guard', 'drop', { dataTransfer: data });
    await main.getByText('会加入正在守护的会议').waitFor();
    await main.getByRole('button', { name: '导入', exact: true }).click();
    await main.getByTestId('imported').waitFor();
  };
  await drop();
  expect(await main.getByTestId('line').count()).toBe(2);
  await main.getByTestId('imported').getByRole('button').click();
  await drop();
  expect(await main.getByTestId('imported').textContent()).toContain('0 句');
  expect(stored(userData)).toHaveLength(2);
});

test('what cannot be read is refused in one sentence each, and the app goes on', async () => {
  const { main } = await openApp(tempFolder());
  await modelReady(main);
  const bad: [string, Uint8Array | string, string][] = [
    ['a.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 1, 0, 0xd8, 0]), '不是文字记录'],
    ['a.docx', '其实是文字', 'Word 文件打不开'],
    ['bomb.docx', docxOf(['好'], [{ name: 'word/media/a.png', data: new Uint8Array(100 * 1024 * 1024) }]), '太大了'],
    ['a.zip', zipOf([{ name: 'a.txt', data: 'a' }]), 'Word 文件打不开'],
    ['empty.txt', '', '没有读到文字'],
    ['a.json', '{"a":', '不是文字记录'],
    ['large.txt', '好'.repeat(16 * 1024 * 1024), '太大了'],
    ['many.txt', '好\n'.repeat(20_001), '超过 20000 句'],
  ];
  for (const [name, content, sentence] of bad) {
    await offer(main, name, content);
    await main.getByTestId('problem').getByText(sentence).waitFor();
    await main.getByTestId('problem').getByRole('button').click();
  }
  await offer(
    main,
    'mixed.txt',
    Buffer.concat([Buffer.from('甲：您好，请问是哪位\n'), Buffer.from([0xbf, 0xcd, 0xb7, 0xfe, 0xa3, 0xba, 0xc4, 0xfa, 0xba, 0xc3])]),
  );
  await main.getByText('混有两种编码').waitFor();
  await main.getByTestId('file-preview').getByText('您好', { exact: true }).waitFor();
  await shoot(main, 'files-4-mixed');
  expect(await seriousFaults(main)).toEqual([]);
});

test('10,000 lines: progress is shown, the window stays awake, and it can be stopped; English, dark', async () => {
  const userData = tempFolder();
  const { main } = await openApp(userData);
  await modelReady(main);
  await main.evaluate(() => window.app.call('settings.change', { language: 'en-US', theme: 'dark' }));
  await offer(main, 'long.txt', Array.from({ length: 10_000 }, (_, i) => `Speaker ${i % 3}: 第${i}句，我们继续说今天的安排。`).join('\n'));
  await main.getByText('10000 lines').first().waitFor();
  await shoot(main, 'files-5-preview-en');
  expect(await seriousFaults(main)).toEqual([]);
  await main.getByRole('button', { name: 'Import', exact: true }).click();
  await main.getByTestId('importing').waitFor();
  await main.getByText(/[1-9]\d* of 10000/).waitFor();
  await shoot(main, 'files-6-importing-en');
  expect(await seriousFaults(main)).toEqual([]);
  // Everything else goes on meanwhile.
  await main.getByRole('button', { name: 'History' }).click();
  await main.getByTestId('meeting').first().waitFor();
  await main.getByRole('button', { name: 'Guard' }).click();
  await main.getByTestId('importing').getByRole('button', { name: 'Stop' }).click();
  await main.getByTestId('importing').waitFor({ state: 'detached' });
  await main.getByRole('button', { name: 'Start guarding' }).waitFor();
  await main.getByRole('button', { name: /earlier lines/ }).click();
  expect(await main.getByTestId('line').count()).toBe(600);
  expect(stored(userData).length).toBeGreaterThan(600);
});

test('a last line that has grown is pasted again: it goes on', async () => {
  const userData = tempFolder();
  const { main } = await openApp(userData);
  await modelReady(main);
  const paste = async (text: string) => {
    await main.getByLabel('粘贴会议文字').fill(text);
    await main.getByRole('button', { name: '加入会议' }).click();
    await main.waitForFunction(() => document.querySelector('textarea')?.value === '');
  };
  await paste('客服：您好，我是快递公司的客服\n客服：您的快');
  await paste('客服：您好，我是快递公司的客服\n客服：您的快递丢了');
  await main.getByText('您的快递丢了').waitFor();
  expect(await main.getByTestId('line-text').allTextContents()).toEqual(['您好，我是快递公司的客服', '您的快递丢了']);
  await paste('客服：您好，我是快递公司的客服\n客服：您的快递丢了');
  await main.getByText('这些话会议里已经有了').waitFor();
  expect(stored(userData)).toHaveLength(2);
});
