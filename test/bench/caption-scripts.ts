/** The scripts of the meetings that the caption bench plays. */
import type { Turn } from '../../electron/contract/domain.ts';
import { samples } from '../../electron/sources/samples.ts';
import { seeded, type Typed, typeScript } from '../support/caption-typing.ts';

/** Lines with English and digits, as in real meetings. */
const mixed = [
  '验证码是 839201，五分钟内有效，请您尽快输入。',
  '打开 App Store，搜索 TeamViewer 15.2，下载安装。',
  '订单号是 SF1234567890，金额 3,568.50 元。',
  '请登录 www.95588.com，点右上角的 Login。',
  'WiFi 的名字是 TP-LINK_5G，密码是 abc12345。',
  '会议号 123-456-789，入会密码 8866。',
  '您的卡尾号 6621，今天上午 10:05 消费了 3,200 元。',
  'Please share your screen with me now.',
  '把 PDF 合同发到 finance@example.com，抄送给 Anna。',
  '这个 API 的 QPS 上限是 2000，昨天的 P99 是 35 ms。',
  '下周三 2024-06-12 之前要把 PPT 交给 CEO。',
  '手续费 0.6%，一共 76.8 元，从余额 12,800 元里扣。',
  '好的 OK，我看一下 Excel 里的 Sheet2。',
  '请在 ATM 机上选择 English，再按 1。',
  '快递单号 YT8800123456，客服电话 95554 转 3。',
  '我们用 Zoom 开会吧，Teams 今天登录不上。',
];

const speakers = ['张警官', '沈女士', '客服', 'Anna'];

/** A meeting of at least so many minutes. No line follows itself. */
export function makeScript(kind: 'chinese' | 'mixed', minutes: number): { turns: Turn[]; typed: Typed[] } {
  const random = seeded(kind === 'chinese' ? 11 : 12);
  const said = samples.flatMap((sample) => sample.turns.map((turn) => turn.text));
  const pool = kind === 'mixed' ? mixed : said.filter((text) => !/[A-Za-z0-9]/.test(text));
  const turns: Turn[] = [];
  for (;;) {
    const text = pool[Math.floor(random() * pool.length)] as string;
    if (text === turns.at(-1)?.text) continue;
    turns.push({ speaker: speakers[turns.length % speakers.length] as string, text });
    if (turns.length % 20 > 0) continue;
    const typed = typeScript(turns, { seed: 5 });
    if ((typed.at(-1)?.at ?? 0) >= minutes * 60_000) return { turns, typed };
  }
}
