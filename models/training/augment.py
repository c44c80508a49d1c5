"""Noise that both labels get alike: what captions, recognisers and people do to a text. Seeded by the caller."""

MARKS = "，。！？、；：…,.!?;"
FILLERS = ["嗯", "呃", "那个", "就是", "然后", "啊", "这个", "对"]
# Recogniser slips and spellings; both directions are heard.
SOUNDS = [
    ("账户", "帐户"), ("账号", "帐号"), ("转账", "转帐"), ("微信", "卫星"), ("刑警", "行警"), ("屏幕", "平幕"),
    ("验证码", "验正码"), ("共享", "供享"), ("银行", "银航"), ("征信", "正信"), ("贷款", "代款"), ("冻结", "动结"),
    ("客服", "客付"), ("核实", "合适"), ("链接", "连接"), ("登录", "登陆"), ("做", "作"), ("再", "在"), ("的", "得"),
    ("他", "她"), ("哪", "那"), ("吗", "嘛"), ("呢", "那"), ("像", "象"), ("已", "以"), ("是", "事"), ("身份", "身分"),
]
DIGITS = str.maketrans("0123456789", "零一二三四五六七八九")
FULL = str.maketrans(",.!?:;", "，。！？：；")


def noisy(turns, rng):
    """A changed copy of the turns and, for each old turn, its new index (merges and splits move it)."""
    bare = rng.random() < 0.35
    slips = 0.25 if rng.random() < 0.4 else 0.0
    fillers = 0.25 if rng.random() < 0.3 else 0.0
    digits = rng.random() < 0.2
    breaks = rng.random() < 0.25
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
        if breaks and rng.random() < 0.3 and len(text) > 12:
            cut = rng.randrange(5, len(text) - 5)
            new += [{"speaker": turn["speaker"], "text": text[:cut]}, {"speaker": turn["speaker"], "text": text[cut:]}]
            index[-1] += 1
        elif breaks and new and new[-1]["speaker"] == turn["speaker"] and rng.random() < 0.5:
            new[-1] = {"speaker": turn["speaker"], "text": new[-1]["text"] + text}
            index[-1] -= 1
        else:
            new.append({"speaker": turn["speaker"], "text": text})
    if rng.random() < 0.1:  # captions without names
        new = [{"speaker": None, "text": turn["text"]} for turn in new]
    return new, index
