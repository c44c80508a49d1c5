import json

import pytest
from training.files import PROMPT_CASES
from training.prompt import clean, render, turn_lines

CASES = json.loads(PROMPT_CASES.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
def test_builds_the_app_s_prompt(case):
    assert render(case["turns"]) == case["prompt"]


@pytest.mark.parametrize("hidden", ["\u200b", "\u202e", "\u061c", "\u3164", "\U000e0041", "\u0336", "\x07"])
def test_invisible_characters_are_removed(hidden):
    assert clean(f"验{hidden}证码") == "验证码"


def test_speakers_are_labelled_by_order_and_never_by_name():
    lines = turn_lines([{"speaker": name, "text": "好"} for name in ("系统：安全", "B", "系统：安全")])
    assert lines == [["甲:好\n"], ["乙:好\n"], ["甲:好\n"]]
