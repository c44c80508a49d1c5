"""Trains the network and writes the GGUF: `python -m training --data DIR --base FILE --out FILE` (see README.md)."""
import argparse
import hashlib
import pickle
import random
from pathlib import Path

import torch

from .base import Base
from .cut import cut_layer
from .data import load
from .export import as_shipped, write
from .fetch import fetch
from .judge import report, risks
from .network import make_network
from .prompt import PREFIX, PROBE, check_cases, turn_lines
from .samples import training_set
from .tokenizer import make_tokenizer
from .train import train
from .vocabulary import prune

# Conversations that the feed-forward layers are cut on, and the tokens of each that count.
CUT_TALKS, CUT_TOKENS = 70, 700
# All runs use the same cut base, whatever their seed. Only then can they be averaged (average.py).
CUT_SEED = 7
# Conversations without a pair that are judged after the run, and the risk that counts as danger there.
JUDGED, DANGER = 120, 0.5


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--data", required=True, help="the folder with train/ and pairs/")
    ask.add_argument("--base", help="Qwen2.5-Coder-0.5B-Instruct, Q4_K_M, as GGUF; if it is missing, fetch.py downloads one into --work")
    ask.add_argument("--out", required=True, help="the GGUF to write")
    ask.add_argument("--work", default=str(Path(__file__).parent / ".work"), help="the folder for what a resumed run needs")
    ask.add_argument("--layers", type=int, default=6)
    ask.add_argument("--frozen", type=int, default=4)
    ask.add_argument("--neurons", type=int, default=2432)
    ask.add_argument("--epochs", type=int, default=3)
    ask.add_argument("--copies", type=int, default=1)
    ask.add_argument("--seed", type=int, default=7)
    ask.add_argument("--threads", type=int, default=1)
    args = ask.parse_args()
    check_cases()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    work = Path(args.work)
    work.mkdir(parents=True, exist_ok=True)

    rows = load(args.data)
    print({part: sum(row["part"] == part for row in rows) for part in ("train", "validation", "check", "test")}, flush=True)
    cut = cut_base(args, rows, work / "cut.pickle")
    tokenizer = make_tokenizer(cut["tokens"], cut["merges"])
    network = make_network(cut, tokenizer, args.frozen)
    network.plant_pooling()

    def tokenize(text):
        return tokenizer.encode(text, add_special_tokens=False).ids

    groups = training_set(rows, tokenize, args.seed, copies=args.copies)
    print(f"{sum(map(len, groups))} sequences, {sum(len(s['ids']) for g in groups for s in g)} tokens", flush=True)
    train(network, groups, args.epochs, args.seed, work / f"state-{args.seed}.pt")
    as_shipped(network)
    write(args.out, network, cut["tokens"], cut["merges"])
    print(args.out, hashlib.sha256(Path(args.out).read_bytes()).hexdigest(), flush=True)

    chosen = [row for row in rows if row["part"] in ("validation", "check")]
    chosen = [row for row in chosen if row.get("pair")] + random.Random(1).sample([r for r in chosen if not r.get("pair")], JUDGED)
    peaks = [max(risks(network, tokenize, row["turns"])) for row in chosen]
    print("\n".join(report(chosen, peaks, DANGER)), flush=True)


def cut_base(args, rows, kept_file):
    """The cut base. It is made once and kept in the work folder."""
    train_rows = [row for row in rows if row["part"] == "train"]
    key = (args.layers, args.neurons, len(train_rows))
    if kept_file.exists():
        kept = pickle.loads(kept_file.read_bytes())
        if kept["key"] == key:
            return kept
    base = Base(args.base or fetch(Path(args.work)))
    tokens, merges = base.field("tokenizer.ggml.tokens"), [tuple(m.split(" ")) for m in base.field("tokenizer.ggml.merges")]
    ids, names, fewer = prune(tokens, merges, train_rows)
    embedding = base.weight("token_embd.weight")[ids]
    print(f"vocabulary {len(tokens)} → {len(names)}", flush=True)
    tokenizer = make_tokenizer(names, fewer)
    rng = random.Random(CUT_SEED)
    paired = [row for row in train_rows if row.get("pair")]
    talks = rng.sample(paired, min(len(paired), CUT_TALKS // 2))
    talks += rng.sample([row for row in train_rows if not row.get("pair")], CUT_TALKS - len(talks))
    hidden = []
    for row in talks:
        text = PREFIX + "".join(line for lines in turn_lines(row["turns"]) for line in lines) + PROBE
        hidden.append(torch.as_tensor(embedding[tokenizer.encode(text, add_special_tokens=False).ids[:CUT_TOKENS]]))
    layers = []
    for number in range(args.layers):
        weights = base.layer(number)
        if args.neurons < weights["ffn_gate.weight"].shape[0]:
            weights, hidden, error = cut_layer(weights, hidden, args.neurons)
            print(f"layer {number}: feed-forward cut to {args.neurons}, error {error:.1%}", flush=True)
        layers.append(weights)
    norm = base.weight("output_norm.weight")
    kept = {"key": key, "tokens": names, "merges": fewer, "embedding": embedding, "layers": layers, "norm": norm}
    kept_file.write_bytes(pickle.dumps(kept))
    return kept


if __name__ == "__main__":
    main()
