/** The clipboard watch in the real app, with the real clipboard. */
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { modelReady, openApp, shoot } from '../support/app.ts';
import { seriousFaults } from '../support/faults.ts';
import { tempFolder } from '../support/folders.ts';

const captions = '张警官：您好，我是公安局的\n小李：什么事？\n张警官：您涉嫌洗钱';

test('asked for, it takes copied captions and nothing else; it is shown in both windows, and ends with the guarding', async () => {
  const userData = tempFolder();
  const { app, main, overlay } = await openApp(userData);
  await modelReady(main);
  const copy = (text: string) => app.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text);
  await copy('我的密码是 hunter2');
  await main.getByRole('button', { name: '开始守护' }).click();
  expect(await main.getByTestId('clipboard').count()).toBe(0);
  await main.getByRole('button', { name: '看剪贴板' }).click();
  await main.getByTestId('clipboard').getByText('正在看剪贴板').waitFor();
  await overlay.getByText('看剪贴板中').waitFor();
  await copy(captions);
  await main.getByTestId('line-text').getByText('您涉嫌洗钱').waitFor();
  await copy('收货地址：北京市海淀区中关村大街1号');
  await copy(`${captions}，请配合调查\n小李：怎么配合？`);
  await main.getByText('怎么配合？').waitFor();
  await shoot(main, 'clipboard-1-main');
  await shoot(overlay, 'clipboard-1-pill');
  expect(await seriousFaults(main)).toEqual([]);
  await main.getByRole('button', { name: '结束守护' }).click();
  await main.getByTestId('clipboard').waitFor({ state: 'detached' });
  await app.close();

  const db = new Database(path.join(userData, 'huidun.db'), { readonly: true });
  const lines = db.prepare('SELECT text FROM lines ORDER BY seq').pluck().all();
  db.close();
  expect(lines).toEqual(['您好，我是公安局的', '什么事？', '您涉嫌洗钱，请配合调查', '怎么配合？']);
});
