import pytest
from training.data import read_rows, whole_pairs, without_repeats
from training.files import CONVERSATIONS
from training.split import NGRAM_WRITERS, TEST_WRITERS, VALIDATION_WRITERS, part_of, refuse_overlap


def row(text, **more):
    return {"id": text, "source": "writer-x", "writer": "x", "label": "fraud", "turns": [{"text": text}], **more}


def test_the_writers_of_test_and_validation_train_nothing():
    files = sorted(CONVERSATIONS.glob("writer-*.jsonl"))
    assert len(files) > 30
    for file in files:
        writer = file.stem.split("-")[1]
        parts = {part_of({**one, "writer": writer}) for one in read_rows(file)}
        if writer in TEST_WRITERS:
            assert parts == {"test"}
        elif writer in VALIDATION_WRITERS:
            assert parts == {"validation"}
        else:
            assert parts <= {"ngrams" if writer in NGRAM_WRITERS else "train", "check"}


def test_a_row_says_the_writer_that_its_file_is_named_for():
    for file in CONVERSATIONS.glob("writer-*.jsonl"):
        assert {one["source"] for one in read_rows(file)} == {file.stem}


def test_both_halves_of_a_pair_are_in_one_part():
    for pair in ("P1", "P2", "P3"):
        halves = [row(f"{pair} {label}", pair=pair, label=label) for label in ("fraud", "normal")]
        assert len({part_of(half) for half in halves}) == 1


def test_a_pair_that_lost_a_half_is_dropped():
    halves = [("一", "P", "fraud"), ("二", "P", "normal"), ("一", "Q", "fraud"), ("三", "Q", "normal")]
    rows = [row(text, pair=pair, label=label) for text, pair, label in halves]
    assert [one["id"] for one in whole_pairs(list(without_repeats(rows)))] == ["一", "二"]


def test_a_text_in_two_parts_is_refused():
    refuse_overlap([row("一", part="train"), row("二", part="test")])
    with pytest.raises(SystemExit, match="overlap"):
        refuse_overlap([row("一", part="train"), {**row("一", part="test"), "id": "other"}])
