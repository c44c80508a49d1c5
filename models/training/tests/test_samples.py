import random

from training.augment import noisy
from training.samples import BEFORE_ASK, BEFORE_CUE, build, splice, targets

TURNS = [{"speaker": "AB"[i % 2], "text": f"这是第{i}句话，请您注意听一下"} for i in range(8)]
FRAUD = {"label": "fraud", "turns": TURNS, "first_cue_turn": 3, "ask_turn": 6, "writer": "x", "pair": "P"}
HONEST = {"label": "normal", "turns": TURNS, "writer": "x", "pair": "P"}


def test_a_fraud_counts_from_its_first_cue_on_and_fully_from_its_ask_on():
    assert targets(FRAUD) == [(1, 0, BEFORE_CUE), (2, 0, BEFORE_CUE), (4, 1, BEFORE_ASK), (5, 1, BEFORE_ASK), (6, 1, 1.0), (7, 1, 1.0)]


def test_an_honest_conversation_is_asked_after_every_turn_but_the_first():
    assert targets(HONEST) == [(i, 0, 1.0) for i in range(1, 8)]


def test_an_honest_opening_moves_cue_and_ask():
    spliced = splice(HONEST, FRAUD)
    assert (spliced["first_cue_turn"], spliced["ask_turn"], spliced["pair"]) == (7, 10, None)


def test_noise_keeps_every_turn_s_place_and_is_the_same_for_a_seed():
    for seed in range(50):
        turns, index = noisy(TURNS, random.Random(seed))
        assert len(index) == len(TURNS)
        assert index == sorted(index)
        assert index[-1] == len(turns) - 1
        assert (turns, index) == noisy(TURNS, random.Random(seed))


def test_a_sequence_is_asked_at_the_end_of_lines_and_always_at_the_last():
    sequence = build(FRAUD, list, random.Random(1), questions=2, plain=True)
    assert len(sequence["asks"]) == 2
    assert sequence["asks"][-1] == (len(sequence["ids"]), 1, 1.0)
