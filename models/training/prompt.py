"""The prompt, as electron/engine/prompt.ts builds it. Both must pass the cases in prompt_cases.json."""
import json
import re
import unicodedata
from collections import Counter

from .files import PROMPT_CASES

PREFIX = "<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n<|im_start|>user\n下面是一段对话：\n\n"
PROBE = '以上对话是否诈骗？<|im_end|>\n<|im_start|>assistant\n{"is_fraud": '
# Code points of one line at most. A longer utterance becomes several lines.
LINE_LENGTH = 300

LABELS = "甲乙丙丁戊己庚辛壬癸"
# For every further speaker.
OTHER_SPEAKERS = "众"
# Unicode's Default_Ignorable_Code_Point (https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point).
IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Unicode's Script=Han.
HAN = (
    "[\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufad9"
    "\U00016fe2\U00016fe3\U00016ff0\U00016ff1\U00020000-\U000323af]"
)
# A part of a line with the same mark between all its characters. Never a comma: that may be a list.
SPELLED_OUT = re.compile(f"{HAN}((?:[^\\w，。、,.？！?!：；:;]|_){{1,3}}){HAN}(?:\\1{HAN}){{2,}}")
FULL_WIDTH = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
SPACE = re.compile(r"\s+")


class Visible(dict):
    """A table for str.translate that removes the invisible characters of electron/text/invisible.ts."""

    def __missing__(self, code):
        char = chr(code)
        hidden = unicodedata.category(char) in ("Cf", "Mn", "Me", "Cc") or IGNORABLE.match(char)
        self[code] = None if hidden and char not in "\t\n\v\f\r" else code
        return self[code]


VISIBLE = Visible()


def clean(text):
    """Visible characters, half-width letters and digits, single spaces, no fillers."""
    text = text.translate(VISIBLE)
    text = FULL_WIDTH.sub(lambda m: chr(ord(m[0]) - 0xFEE0), text)
    text = without_filling(SPACE.sub(" ", text))
    return SPELLED_OUT.sub(lambda m: m[0].replace(m[1], ""), text).strip()


def without_filling(text):
    """Removes a mark that stands, once or twice, between nearly all characters of a line."""
    for mark, found in Counter(text).items():
        others = len(text) - found
        if found >= 6 and found * 1.5 >= others and found <= others * 2 and not mark.isalnum():
            return text.replace(mark, "")
    return text


def turn_lines(turns):
    """For each turn the list of its prompt lines, each with its newline; empty if the turn has no visible characters."""
    seen = {}
    out = []
    for turn in turns:
        text = clean(turn["text"])
        label = ""
        if turn.get("speaker"):
            n = len(seen)
            label = seen.setdefault(turn["speaker"], LABELS[n] if n < len(LABELS) else OTHER_SPEAKERS) + ":"
        out.append([f"{label}{text[i:i + LINE_LENGTH]}\n" for i in range(0, len(text), LINE_LENGTH)])
    return out


def render(turns):
    """The whole prompt, up to the answer."""
    return PREFIX + "".join(line for lines in turn_lines(turns) for line in lines) + PROBE


def check_cases():
    """Exits if this module builds another prompt than the app."""
    for case in json.loads(PROMPT_CASES.read_text(encoding="utf-8")):
        if render(case["turns"]) != case["prompt"]:
            raise SystemExit(f"prompt.py and prompt_cases.json differ at {case['turns']}.")
