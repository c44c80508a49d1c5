/** 控制 control: into the caller's hands: the screen, the computer, the bank app, the face. */
import type { Cue } from '../cue.ts';

const bankApp = '(?:手机银行|网上银行|网银|银行app|银行的app|支付宝|微信钱包|云闪付|银行软件|[工建农中交招]行的?app)';

export const control: readonly Cue[] = [
  {
    id: 'screen-share',
    stage: 'control',
    kind: null,
    weight: 0.35,
    patterns: [
      /(?:共享|分享|投)(?:一下)?(?:你|您)?的?(?:手机|电脑)?(?:屏幕|桌面)/,
      /(?:屏幕|桌面)(?:共享|分享)/,
      /(?:点|按|打开|开启).{0,8}(?:共享|分享屏幕)/,
    ],
  },
  {
    id: 'remote-control',
    stage: 'control',
    kind: null,
    weight: 0.28,
    patterns: [
      /(?:向日葵|todesk|teamviewer|anydesk|rustdesk|远程(?:控制|协助|操作|桌面|连接|软件))/,
      /(?:设备码|识别码|伙伴码|设备代码|连接码).{0,8}(?:报|念|发|告诉|给我|说)/,
    ],
  },
  {
    id: 'strange-app',
    stage: 'control',
    kind: null,
    weight: 0.58,
    patterns: [
      /(?:下载|安装|装|下).{0,10}(?:app|软件|应用|客户端|交易端|程序|会议).{0,16}(?:链接|二维码|扫码|网址|浏览器|文件|我发|发你|发给你|信任|描述文件)/,
      /(?:链接|二维码|扫码|网址|浏览器|我发你的|发给你的).{0,12}(?:下载|安装|装(?:一下|个|上))/,
      /(?:应用商店|应用市场|商店|appstore).{0,8}(?:没有|搜不到|没上架|下不到|不能下|还没)/,
      /(?:信任|允许).{0,6}(?:未知来源|此来源|这个企业|描述文件|证书)/,
    ],
  },
  {
    id: 'open-bank-app',
    stage: 'control',
    kind: null,
    weight: 0.75,
    patterns: [
      new RegExp(`(?:打开|登录|登一下|进|点开|登).{0,6}${bankApp}`),
      /(?:看|查|核对|截图|报|念|说).{0,6}(?:余额|所有(?:的)?(?:卡|账户)|名下(?:的)?(?:卡|账户)|各个账户|每张卡|几张卡)/,
      /(?:你|您)(?:有|名下有|一共有)几张(?:银行)?卡/,
    ],
  },
  {
    id: 'face-scan',
    stage: 'control',
    kind: null,
    weight: 0.04,
    patterns: [
      /(?:人脸识别|刷脸|人脸验证|刷一下脸|眨眨眼|张张嘴|摇摇头).{0,14}(?:我这边|我们|后台|配合|屏幕|会议|验证身份|转|解)/,
      /(?:对着|看着)(?:摄像头|屏幕).{0,8}(?:眨|张嘴|摇头|念)/,
    ],
  },
  {
    id: 'private-channel',
    stage: 'control',
    kind: null,
    weight: 0.16,
    patterns: [
      /(?:加|换到|转到|下载|注册|用).{0,6}(?:telegram|飞机|蝙蝠|whatsapp|skype|signal|密聊|加密聊天|纸飞机|小语)/,
      /(?:转|换|移|加)到?.{0,6}(?:qq|企业微信|钉钉群|内部群|私聊|私下|腾讯会议|会议号).{0,10}(?:办案|核查|做笔录|处理|指导|对接|操作|办理|单独)/,
    ],
  },
];
