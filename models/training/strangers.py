"""
How the wording takes people it has never heard: `python -m training.strangers --data DIR`.
Each honest source is left out of training in turn; then, of its conversations, the share whose peak lies above what one in
ten unseen honest twins reaches, and above what three in a hundred do.
"""
import argparse

import numpy as np

from .data import load
from .wording import MOMENT, PUBLIC, Wording

MOST = 80  # conversations a source


def peak(model, row, step=1):
    """The highest that talk and gravest moment come to together, as verdict/course.ts adds them (without its fading)."""
    texts = [turn["text"] for turn in row["turns"]]
    highest = gravest = -np.inf
    for end in sorted({*range(1, len(texts) + 1, step), len(texts)}):
        gravest = max(gravest, model.odds(texts[:end], MOMENT))
        highest = max(highest, model.odds(texts[:end]) + gravest)
    return highest


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--data", required=True, help="the folder with train/ and pairs/")
    rows = load(ask.parse_args().data)
    twins = [row for row in rows if row["part"] == "validation" and row.get("pair")]
    model = Wording(rows)
    peaks = {label: np.array([peak(model, row) for row in twins if row["label"] == label]) for label in ("fraud", "normal")}
    bars = np.quantile(peaks["normal"], [0.9, 0.97])
    caught = [f"{(peaks['fraud'] > bar).mean():.0%}" for bar in bars]
    print(f"unseen twins: frauds above the bars {caught[0]} and {caught[1]}", flush=True)
    for source in [*PUBLIC, *sorted({row["source"] for row in rows if row.get("near")})]:
        theirs = [row for row in rows if row["source"] == source and row["label"] == "normal"]
        stranger = Wording([row for row in rows if not (row["source"] == source and row["label"] == "normal")])
        found = np.array([peak(stranger, row, 3) for row in theirs[:MOST]])
        print(f"{source:14s} left out: above the bars {(found > bars[0]).mean():.0%} and {(found > bars[1]).mean():.0%}", flush=True)


if __name__ == "__main__":
    main()
