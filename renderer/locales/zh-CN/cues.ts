/** 每一种手法：叫什么，真的人会怎么做。名字接在“听到了”后面读得通。 */
import type { CueTexts } from '../cue-texts.ts';

export const cues: CueTexts = {
  'claims-police': { name: '自称公检法', honest: '真的民警会请你到派出所，或上门给你看证件。' },
  'claims-boss': { name: '自称领导，用新号码', honest: '真的领导不怕你打他原来的号码问一句。' },
  'claims-service': { name: '自称客服', honest: '真的客服不怕你挂断后自己打官方电话。' },
  'task-pay': { name: '做任务给返利', honest: '真的兼职不会让你先垫钱。' },
  'sure-profit': { name: '保证赚钱', honest: '真的理财不会保证赚钱，也没有内幕。' },
  'private-channel': { name: '让你换一个聊天方式', honest: '真的客服和工作人员都在官方渠道里办。' },

  accused: { name: '说你涉案', honest: '真的办案不会在电话、会议里说案情。' },
  threat: { name: '吓唬你要抓人、冻结', honest: '真的警察不会在电话里说要抓你。' },
  'credit-threat': { name: '说会影响征信', honest: '征信只记你借钱还钱，客服改不了。' },
  'auto-charge': { name: '说要自动扣钱', honest: '扣没扣钱，自己在官方 App 里就能看到。' },
  hurry: { name: '催你快一点', honest: '正经的事等得起一个电话的时间。' },
  'skip-approval': { name: '让你先办、后补手续', honest: '真的公司付款不会跳过审批。' },
  'relative-in-trouble': { name: '说亲人出了事', honest: '打他本人的电话，或问另一位家人，就知道真假。' },

  secrecy: { name: '让你保密', honest: '正经的事，不怕你多问一个人。' },
  alone: { name: '让你一个人待着', honest: '真的办事不怕旁边有人。' },
  'stay-on-line': { name: '不让你挂断', honest: '真的工作人员不怕你挂断再打回去。' },
  'coached-lie': { name: '教你怎么骗柜员、家人', honest: '真的办事不需要你说假话。' },
  'hide-traces': { name: '让你删记录', honest: '真的办事会留下凭据。' },
  'ignore-warning': { name: '让你别管提醒', honest: '让你关掉提醒的人，往往就是骗子。' },

  'screen-share': { name: '让你共享屏幕', honest: '共享以后，你的密码和验证码他都看得见。' },
  'remote-control': { name: '让你装远程控制', honest: '装了以后，他能动你手机里的钱。' },
  'strange-app': { name: '让你装来路不明的软件', honest: '真的软件在手机自带的应用商店里找得到。' },
  'open-bank-app': { name: '让你打开手机银行', honest: '没有人需要看你的余额。' },
  'face-scan': { name: '让你刷脸', honest: '刷脸可能是在替别人转你的钱。' },

  'safe-account': { name: '说有安全账户', honest: '没有“安全账户”，也没有“资金核查”。' },
  'read-code': { name: '要你的验证码', honest: '验证码就是钥匙，真的客服从来不问。' },
  transfer: { name: '让你转钱', honest: '先停一停，核实过再转也不晚。' },
  'pay-first': { name: '让你先交钱', honest: '真的贷款、退款，都不用你先交钱。' },
  'top-up-to-withdraw': { name: '再充钱才能提现', honest: '自己的钱，提出来不用再交钱。' },
  crypto: { name: '让你买币、转币', honest: '虚拟币转出去就追不回来。' },
  'cash-or-gold': { name: '派人来拿现金、黄金', honest: '没有哪个单位会派人上门拿现金。' },
  'gift-card': { name: '让你念购物卡密码', honest: '卡密念出去，钱就没了。' },
  'lend-card': { name: '借你的卡、帮忙过账', honest: '卡借出去走账，你也会被牵连。' },
  'loan-then-hand-over': { name: '让你借了钱再转走', honest: '借出来的钱，最后要你自己还。' },
  'change-account': { name: '换了收款账户', honest: '先用原来的电话问一句，再付也不晚。' },
  'emotional-money': { name: '谈感情又谈钱', honest: '真心的人不会催你投钱。' },
  'leave-platform': { name: '让你离开平台付钱', honest: '离开平台，钱就没有保障。' },
  'account-guarantee': { name: '要账号担保费、解冻费', honest: '正规平台交易不收这些钱。' },

  unnamed: { name: '可疑的话', honest: '拿不准，就先停下来问一个信得过的人。' },
};
