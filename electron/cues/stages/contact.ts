/** 接触 contact: how the caller comes near: who he says he is, what he promises. */
import type { Cue } from '../cue.ts';

export const contact: readonly Cue[] = [
  {
    id: 'claims-police',
    stage: 'contact',
    kind: 'police',
    weight: 0.24,
    patterns: [
      /我(?:这边|这里|们)?是.{0,14}(?:公安|警官|刑警|刑侦|经侦|网安|网警|检察院|检察官|法院|通信管理局|通管局|出入境|专案组|反诈中心|海关|领事馆|大使馆|公证处)/,
      /(?:警号|办案民警|专案组|办案单位|承办检察官|主办检察官)/,
    ],
  },
  {
    id: 'claims-boss',
    stage: 'contact',
    kind: 'acquaintance',
    weight: 0.12,
    patterns: [
      /(?:这是|换了|用的是|加)我?(?:的)?(?:新|另一个|私人)(?:号|微信|qq|手机号)/,
      /(?:我是|这边是)你?们?.{0,4}(?:王总|李总|张总|刘总|陈总|董事长|总经理|老板|领导)/,
    ],
  },
  {
    id: 'claims-service',
    stage: 'contact',
    kind: 'refund',
    weight: 0.14,
    patterns: [/(?:我|这边|这里)是.{0,12}(?:客服|售后|理赔|银保监|金监局|保险中心|会员中心|清退|注销)/],
  },
  {
    id: 'task-pay',
    stage: 'contact',
    kind: 'brushing',
    weight: 0.58,
    patterns: [
      /(?:刷单|刷信誉|点赞|关注.{0,4}(?:公众号|主播|账号)|垫付|做任务|派单).{0,16}(?:佣金|返|红包|结算|赚|奖励)/,
      /(?:动动手指|在家就能|日结|日赚|一单(?:返|赚|给)).{0,12}(?:\d|[一二三四五六七八九十]|百|元|块)/,
    ],
  },
  {
    id: 'sure-profit',
    stage: 'contact',
    kind: 'investment',
    weight: 0.31,
    patterns: [
      /(?:稳赚|稳赚不赔|包赚|保本(?!型|浮动)|保底|零风险|没有风险|只赚不赔|翻倍|翻一番|内幕|内部消息|内部渠道|主力(?:资金)?|庄家|机构席位|机构通道|机构账户|打新通道|漏洞|后台数据)/,
      /(?:跟着|按照|听).{0,5}(?:老师|导师|分析师|大师|我).{0,6}(?:买|操作|做|投|下单|走|布局)/,
      /(?:老师|导师|团队|助理|分析师).{0,8}(?:带(?:你|大家|着|我们)|指令|喊单|建仓|荐股)/,
    ],
  },
];
