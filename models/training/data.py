"""
Reads the conversations: the public sets and earlier pairs from --data, our own pairs and honest calls from data/ beside this file.
`python -m training.data --data DIR --out DIR` writes train.jsonl, validation.jsonl and test.jsonl for the evaluation command.
"""
import argparse
import json
from pathlib import Path

from .split import part_of, refuse_overlap

OWN = Path(__file__).parent / "data"
PUBLIC = ["teleantifraud", "anti_fraud_sft", "vcsum", "crosswoz", "kdconv"]


def read_rows(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def load(folder):
    """All rows, each with `source`, `hand` (pairs only) and `part`. Texts that occur twice are kept once."""
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
    for path in pairs + sorted(OWN.glob("hand-*.jsonl")):
        hand = path.stem.split("-")[1]
        rows += [{**row, "source": f"hand-{hand}", "hand": hand} for row in read_rows(path)]
    for path in sorted(OWN.glob("calls-*.jsonl")):
        rows += [{**row, "source": path.stem, "near": True} for row in read_rows(path)]
    seen, kept = set(), []
    for row in rows:
        text = "".join(turn["text"] for turn in row["turns"])
        if text in seen:
            continue
        seen.add(text)
        kept.append({**row, "part": part_of(row)})
    # A pair that lost a half to the line above is no pair.
    whole = {}
    for row in kept:
        if row.get("pair"):
            whole.setdefault((row["hand"], row["pair"]), set()).add(row["label"])
    kept = [row for row in kept if not row.get("pair") or len(whole[row["hand"], row["pair"]]) == 2]
    refuse_overlap(kept)
    return kept


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--data", required=True, help="the folder with train/ and pairs/")
    ask.add_argument("--out", required=True, help="where to write the three files, outside the repository")
    args = ask.parse_args()
    out = Path(args.out)
    if Path(__file__).resolve().parents[2] in out.resolve().parents:
        raise SystemExit("--out lies in the repository; the public sets must not get into it.")
    out.mkdir(parents=True, exist_ok=True)
    rows = load(args.data)
    for name, parts in (("train", ("train", "wording")), ("validation", ("validation",)), ("test", ("test",))):
        with (out / f"{name}.jsonl").open("w", encoding="utf-8") as file:
            for row in rows:
                if row["part"] in parts:
                    file.write(json.dumps({k: v for k, v in row.items() if k != "part"}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
