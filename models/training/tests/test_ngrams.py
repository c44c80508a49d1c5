import json

import numpy as np
import pytest
from training.files import REPOSITORY
from training.ngrams import TALK, Grams, count_grams, counted, kind_of, window

WEIGHTS = json.loads((REPOSITORY / "models/starter/huidun-ngrams.json").read_text(encoding="utf-8"))


def numbers(text):
    return np.array([float(value) for value in text.split(" ")])


def from_file(part):
    grams = Grams(WEIGHTS[part]["grams"].split(" "), count_grams([]), 0)
    grams.idf = numbers(WEIGHTS[part]["idf"])
    return grams


def test_the_weights_file_holds_this_module_s_scores():
    grams, learned = from_file("fraud"), WEIGHTS["talk"]
    assert (learned["lines"], learned["characters"]) == TALK
    for check in WEIGHTS["checks"]:
        at, x = grams.features(count_grams(window(check["lines"], TALK)))
        assert learned["bias"] + x @ numbers(learned["weights"])[at] == pytest.approx(check["talk"], abs=1e-4)


def test_punctuation_and_the_value_of_a_number_do_not_count():
    assert counted("验证码：384756，ABC。") == "验证码0abc"


def test_a_window_is_bounded_by_lines_and_by_characters():
    assert window(["一"] * 20, (4, 320)) == ["一"] * 4
    assert window(["一" * 200, "二" * 200], (4, 320)) == ["二" * 200]
    assert window(["一" * 999], (4, 320)) == ["一" * 999]


def test_a_data_set_s_name_of_a_fraud_becomes_a_kind():
    assert (kind_of("冒充公检法"), kind_of("从未见过")) == ("police", "other")
