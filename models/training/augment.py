"""Noise for both labels alike: what captions, speech recognition and speakers do to a text. The caller passes a seeded `rng`."""

MARKS = "，。！？、；：…,.!?;"
FILLERS = ["嗯", "呃", "那个", "就是", "然后", "啊", "这个", "对"]
# Homophones, as speech recognition confuses them.
SOUNDS = [
    ("账户", "帐户"), ("账号", "帐号"), ("转账", "转帐"), ("微信", "卫星"), ("刑警", "行警"), ("屏幕", "平幕"),
    ("验证码", "验正码"), ("共享", "供享"), ("银行", "银航"), ("征信", "正信"), ("贷款", "代款"), ("冻结", "动结"),
    ("客服", "客付"), ("核实", "合适"), ("链接", "连接"), ("登录", "登陆"), ("做", "作"), ("再", "在"), ("的", "得"),
    ("他", "她"), ("哪", "那"), ("吗", "嘛"), ("呢", "那"), ("像", "象"), ("已", "以"), ("是", "事"), ("身份", "身分"),
]
DIGITS = str.maketrans("0123456789", "零一二三四五六七八九")
FULL = str.maketrans(",.!?:;", "，。！？：；")

# Share of conversations that get each kind of noise …
UNPUNCTUATED, MISHEARD, WITH_FILLERS, SPOKEN_DIGITS, REBROKEN, NAMELESS = 0.35, 0.4, 0.3, 0.2, 0.25, 0.1
# … and inside such a conversation the share of words, turns and turn ends that it changes.
SLIPS, FILLED, SPLIT, MERGED = 0.25, 0.25, 0.3, 0.5
# A turn is split only if it is longer, and this many characters from its ends.
SPLIT_FROM, SPLIT_MARGIN = 12, 5


def noisy(turns, rng):
    """A changed copy of the turns, and for each old turn its new index (merging and splitting change it)."""
    bare = rng.random() < UNPUNCTUATED
    slips = SLIPS if rng.random() < MISHEARD else 0.0
    fillers = FILLED if rng.random() < WITH_FILLERS else 0.0
    digits = rng.random() < SPOKEN_DIGITS
    breaks = rng.random() < REBROKEN
    new, index = [], []
    for turn in turns:
        text = turn["text"].translate(FULL)
        if bare:
            text = "".join(c if c not in MARKS else rng.choice(["", "", " "]) for c in text).strip() or turn["text"]
        if slips:
            for right, wrong in SOUNDS:
                if right in text and rng.random() < slips:
                    text = text.replace(right, wrong)
        if fillers and rng.random() < fillers:
            text = rng.choice(FILLERS) + rng.choice(["，", "", "…"]) * (not bare) + text
        if digits:
            text = text.translate(DIGITS)
        index.append(len(new))
        if breaks and rng.random() < SPLIT and len(text) > SPLIT_FROM:
            cut = rng.randrange(SPLIT_MARGIN, len(text) - SPLIT_MARGIN)
            new += [{"speaker": turn["speaker"], "text": text[:cut]}, {"speaker": turn["speaker"], "text": text[cut:]}]
            index[-1] += 1
        elif breaks and new and new[-1]["speaker"] == turn["speaker"] and rng.random() < MERGED:
            new[-1] = {"speaker": turn["speaker"], "text": new[-1]["text"] + text}
            index[-1] -= 1
        else:
            new.append({"speaker": turn["speaker"], "text": text})
    if rng.random() < NAMELESS:
        new = [{"speaker": None, "text": turn["text"]} for turn in new]
    return new, index
