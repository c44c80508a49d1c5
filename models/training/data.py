"""
Reads the conversations: public sets and earlier pairs from --data, our own pairs and honest calls from the folder data/ here.
`python -m training.data --data DIR --out DIR` writes train.jsonl, validation.jsonl and test.jsonl for `npm run eval`.
"""
import argparse
import json
from pathlib import Path

from .files import CONVERSATIONS, REPOSITORY
from .split import part_of, refuse_overlap

PUBLIC = ["teleantifraud", "anti_fraud_sft", "vcsum", "crosswoz", "kdconv"]
# The files that `main` writes, and the parts in each.
WRITTEN = {"train": ("train", "ngrams"), "validation": ("validation",), "test": ("test",)}


def read_rows(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def load(folder):
    """All rows, each with `source`, `part` and, for pairs, `writer`. A text that occurs twice is kept once."""
    folder = Path(folder)
    rows = []
    for name in PUBLIC:
        path = folder / "train" / f"{name}.jsonl"
        if not path.exists():
            raise SystemExit(f"{name}.jsonl is missing in {folder}/train; --data must name the folder that holds train/ and pairs/.")
        rows += [{**row, "source": name} for row in read_rows(path)]
    pairs = sorted((folder / "pairs").glob("pairs-*.jsonl"))
    if not pairs:
        raise SystemExit(f"No pairs-*.jsonl in {folder}/pairs; --data must name the folder that holds train/ and pairs/.")
    for path in pairs + sorted(CONVERSATIONS.glob("writer-*.jsonl")):
        writer = path.stem.split("-")[1]
        rows += [{**row, "source": f"writer-{writer}", "writer": writer} for row in read_rows(path)]
    for path in sorted(CONVERSATIONS.glob("rough-*.jsonl")):
        writer = path.stem.split("-")[1]
        for row in read_rows(path):
            rows.append({**row, "source": path.stem, "writer": writer, "rough": True, "near": not row.get("pair")})
    for path in sorted(CONVERSATIONS.glob("calls-*.jsonl")):
        rows += [{**row, "source": path.stem, "near": True} for row in read_rows(path)]
    kept = whole_pairs([{**row, "part": part_of(row)} for row in without_repeats(rows)])
    refuse_overlap(kept)
    return kept


def without_repeats(rows):
    """Keeps the first row of each text."""
    seen = set()
    for row in rows:
        text = "".join(turn["text"] for turn in row["turns"])
        if text not in seen:
            seen.add(text)
            yield row


def whole_pairs(rows):
    """Drops a pair that has lost one of its two halves."""
    labels = {}
    for row in rows:
        if row.get("pair"):
            labels.setdefault((row["writer"], row["pair"]), set()).add(row["label"])
    return [row for row in rows if not row.get("pair") or len(labels[row["writer"], row["pair"]]) == 2]


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--data", required=True, help="the folder with train/ and pairs/")
    ask.add_argument("--out", required=True, help="where to write the three files, outside the repository")
    args = ask.parse_args()
    out = Path(args.out)
    if REPOSITORY in out.resolve().parents:
        raise SystemExit("--out lies in the repository; the public sets must not get into it.")
    out.mkdir(parents=True, exist_ok=True)
    rows = load(args.data)
    for name, parts in WRITTEN.items():
        with (out / f"{name}.jsonl").open("w", encoding="utf-8") as file:
            for row in rows:
                if row["part"] in parts:
                    file.write(json.dumps({k: v for k, v in row.items() if k != "part"}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
