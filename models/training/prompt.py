"""The prompt, as electron/engine/prompt.ts builds it; prompt_cases.json holds cases that both must pass."""
import json
import re
from collections import Counter
from pathlib import Path

PREFIX = (
    "<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n<|im_start|>user\n"
    "下面是一段对话文本, 请分析对话内容是否有诈骗风险，只以json格式输出你的判断结果(is_fraud: true/false)。\n\n"
)
PROBE = '<|im_end|>\n<|im_start|>assistant\n{"is_fraud": '
PIECE = 300  # longest piece of one utterance, in code points

LABELS = "甲乙丙丁戊己庚辛壬癸"
CROWD = "众"
# White space is folded below. U+001C to U+001F and U+0085 go here: only Python calls them white space.
INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u0300-\u036f\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069"
    "\u20d0-\u20ff\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)
# Part of a line with the same mark between all its characters; commas may be a list.
SPELLED_OUT = re.compile("[\u3400-\u9fff]((?:[^\\w，。、,.？！?!：；:;]|_){1,3})[\u3400-\u9fff](?:\\1[\u3400-\u9fff]){2,}")
FULL_WIDTH = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
SPACE = re.compile(r"\s+")


def clean(text):
    """Visible characters only, half-width letters and digits, single spaces, nothing spelled out."""
    text = INVISIBLE.sub("", text)
    text = FULL_WIDTH.sub(lambda m: chr(ord(m[0]) - 0xFEE0), text)
    text = without_filling(SPACE.sub(" ", text))
    return SPELLED_OUT.sub(lambda m: m[0].replace(m[1], ""), text).strip()


def without_filling(text):
    """A mark that stands, once or twice, between nearly all characters of a line is no punctuation."""
    for mark, found in Counter(text).items():
        others = len(text) - found
        if found >= 6 and found * 1.5 >= others and found <= others * 2 and not mark.isalnum():
            return text.replace(mark, "")
    return text


def turn_lines(turns):
    """For each turn the list of its prompt lines (newline included; empty if nothing visible was said)."""
    seen = {}
    out = []
    for turn in turns:
        text = clean(turn["text"])
        label = ""
        if turn.get("speaker"):
            n = len(seen)
            label = seen.setdefault(turn["speaker"], LABELS[n] if n < len(LABELS) else CROWD) + ":"
        out.append([f"{label}{text[i:i + PIECE]}\n" for i in range(0, len(text), PIECE)])
    return out


def render(turns):
    """The whole prompt up to the answer."""
    return PREFIX + "".join(line for lines in turn_lines(turns) for line in lines) + PROBE


def check_cases():
    """Stops when this file no longer builds what the app asks."""
    for case in json.loads((Path(__file__).parent / "prompt_cases.json").read_text(encoding="utf-8")):
        if render(case["turns"]) != case["prompt"]:
            raise SystemExit(f"prompt.py and prompt_cases.json differ at {case['turns']}.")
