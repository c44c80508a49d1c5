/** A long, honest, made-up meeting. Always the same. Pure. */
import type { Turn } from '../../contract/domain.ts';

const openings = ['我们先看一下', '关于', '刚才说到', '下周之前要定下', '客户又问起', '我再确认一下', '大家还记得', '接着讨论'];
const matters = [
  '第三季度的预算安排',
  '新版合同的付款条款',
  '上海仓库的到货时间',
  '招聘计划和面试名额',
  '系统升级之后的报错',
  '展会的场地和布置',
  '培训课程的报名情况',
  '售后服务的回访记录',
];
const closings = [
  '大家有什么意见吗',
  '我会后发到群里',
  '这个先记下来',
  '请小王跟进一下',
  '下次开会再讨论',
  '您看这样可以吗',
  '有问题随时说',
  '我觉得没有问题',
];
const speakers = ['陈经理', '小王', '刘工', '赵敏'];

export function meeting(lines: number): Turn[] {
  const pick = (from: readonly string[], i: number) => from[i % from.length] as string;
  return Array.from({ length: lines }, (_, i) => ({
    speaker: pick(speakers, i + Math.floor(i / 7)),
    text: `${pick(openings, i * 3 + 1)}${pick(matters, i * 5 + Math.floor(i / 8))}，${pick(closings, i * 7 + Math.floor(i / 64))}`,
  }));
}
