"""
Measures how the n-gram classifier judges people unlike its data: `python -m training.strangers --data DIR`.
Each honest source in turn is left out of training. Printed is the share of its conversations whose peak is above two levels: those
that the shares LEVELS of the validation writers' honest conversations exceed.
"""
import argparse

import numpy as np

from .data import load
from .ngrams import PUBLIC, NgramModel

# Conversations of a source at most.
MOST = 80
# Lines between two scores of a left-out conversation.
STEP = 3
# Shares of honest conversations.
LEVELS = (0.1, 0.03)


def peak(model, row, step=1):
    """The highest score over the lines."""
    texts = [turn["text"] for turn in row["turns"]]
    return max(model.log_odds(texts[:end]) for end in sorted({*range(1, len(texts) + 1, step), len(texts)}))


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--data", required=True, help="the folder with train/ and pairs/")
    rows = load(ask.parse_args().data)
    paired = [row for row in rows if row["part"] == "validation" and row.get("pair")]
    model = NgramModel(rows)
    peaks = {label: np.array([peak(model, row) for row in paired if row["label"] == label]) for label in ("fraud", "normal")}
    levels = np.quantile(peaks["normal"], [1 - share for share in LEVELS])
    caught = [f"{(peaks['fraud'] > level).mean():.0%}" for level in levels]
    print(f"validation writers: frauds above the levels {caught[0]} and {caught[1]}", flush=True)
    for source in [*PUBLIC, *sorted({row["source"] for row in rows if row.get("near")})]:
        theirs = [row for row in rows if row["source"] == source and row["label"] == "normal"]
        stranger = NgramModel([row for row in rows if not (row["source"] == source and row["label"] == "normal")])
        found = np.array([peak(stranger, row, STEP) for row in theirs[:MOST]])
        print(f"{source:14s} left out: above the levels {(found > levels[0]).mean():.0%} and {(found > levels[1]).mean():.0%}", flush=True)


if __name__ == "__main__":
    main()
