/** Error messages that are shown before any window exists, in both languages. The renderer's texts are not loaded then. */
import type { ErrorCode } from '../contract/domain.ts';

const sentences: Partial<Record<ErrorCode, { zh: string; en: string }>> = {
  'store-newer': {
    zh: '记录是用更新版本的会盾保存的。请安装最新版本后再打开，记录没有改动。',
    en: 'Your records were saved by a newer Huidun. Install the latest version and open it again; nothing was changed.',
  },
  'store-readonly': {
    zh: '会盾不能写入记录文件夹。请检查这个文件夹的权限，然后再打开：',
    en: 'Huidun cannot write to its records folder. Check its permissions and open the app again:',
  },
  'store-full': {
    zh: '磁盘满了，会盾不能保存记录。请清出一些空间，然后再打开。',
    en: 'The disk is full, so Huidun cannot keep records. Free some space and open the app again.',
  },
  'store-corrupt': {
    zh: '记录文件已损坏，会盾没有改动它。请把它移到别处，然后再打开：',
    en: 'The records file is damaged; Huidun left it as it is. Move it away and open the app again:',
  },
};
const other = {
  zh: '会盾不能打开记录。请重新启动电脑后再试：',
  en: 'Huidun cannot open its records. Restart the computer and try again:',
};

export function startupSentence(code: ErrorCode, locale: string, folder: string): { title: string; text: string } {
  const sentence = sentences[code] ?? other;
  const chinese = locale.toLowerCase().startsWith('zh');
  const text = chinese ? sentence.zh : sentence.en;
  const place = /[：:]$/.test(text) ? ` ${folder}` : '';
  return { title: chinese ? '会盾打不开' : 'Huidun cannot start', text: text + place };
}
