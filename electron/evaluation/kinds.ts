/** The data sets' names of fraud types as the product's kinds. Pure. */
import type { Kind } from '../contract/domain.ts';

/** Looked up by part of the name, in this order. */
const parts: readonly (readonly [string, Kind])[] = [
  ['留学', 'student'],
  ['公检法', 'police'],
  ['拟声', 'deepfake'],
  ['AI', 'deepfake'],
  ['征信', 'credit'],
  ['虚拟', 'crypto'],
  ['刷单', 'brushing'],
  ['招聘', 'brushing'],
  ['兼职', 'brushing'],
  ['贷款', 'loan'],
  ['杀猪', 'romance'],
  ['网恋', 'romance'],
  ['婚恋', 'romance'],
  ['游戏', 'gaming'],
  ['领导', 'acquaintance'],
  ['熟人', 'acquaintance'],
  ['采购', 'acquaintance'],
  ['投资', 'investment'],
  ['理财', 'investment'],
  ['客服', 'refund'],
  ['快递', 'refund'],
  ['退款', 'refund'],
  ['百万保障', 'refund'],
  ['航班', 'refund'],
  ['教育退费', 'refund'],
  ['购物', 'shopping'],
  ['二手', 'shopping'],
  ['票务', 'shopping'],
];

/** @returns `other` for a type that the product does not tell apart. */
export function kindOfType(type: string): Kind {
  return parts.find(([part]) => type.includes(part))?.[1] ?? 'other';
}
