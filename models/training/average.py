"""
Averages the weights of several runs. `python -m training.average RUN.gguf RUN.gguf --out FILE`

Runs from the same cut base that differ only by their seed make different mistakes. The mean of their weights is more accurate
than each, at the cost of one model (https://arxiv.org/abs/2203.05482).
"""
import argparse
import hashlib
from pathlib import Path

import numpy as np

from .base import Base
from .export import write
from .network import make_network
from .tokenizer import make_tokenizer


def read(path):
    """The parts of a network, read from a run's file."""
    file = Base(path)
    layers = [file.layer(number) for number in range(file.field("qwen2.block_count"))]
    return {
        "tokens": file.field("tokenizer.ggml.tokens"),
        "merges": [tuple(merge.split(" ")) for merge in file.field("tokenizer.ggml.merges")],
        "embedding": file.weight("token_embd.weight"),
        "layers": layers,
        "norm": file.weight("output_norm.weight"),
    }


def average(runs, frozen):
    """Averages the trained layers. The frozen layers must be equal to the bit, else the trained layers do not fit together."""
    first, *others = runs
    def below(run):
        return [run["embedding"], *(weight for layer in run["layers"][:frozen] for weight in layer.values())]

    for run in others:
        if run["tokens"] != first["tokens"] or not all(map(np.array_equal, below(first), below(run))):
            raise SystemExit("These runs do not begin with the same cut base.")

    def mean(weights):
        return np.mean(weights, axis=0, dtype=np.float64).astype(np.float32)

    layers = [{name: mean([run["layers"][i][name] for run in runs]) for name in layer} for i, layer in enumerate(first["layers"])]
    return {**first, "layers": layers, "norm": mean([run["norm"] for run in runs])}


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("runs", nargs="+", help="the GGUFs of the runs")
    ask.add_argument("--out", required=True, help="the GGUF to write")
    ask.add_argument("--frozen", type=int, default=4)
    args = ask.parse_args()
    cut = average([read(run) for run in args.runs], args.frozen)
    write(args.out, make_network(cut, make_tokenizer(cut["tokens"], cut["merges"]), args.frozen), cut["tokens"], cut["merges"])
    print(args.out, hashlib.sha256(Path(args.out).read_bytes()).hexdigest())


if __name__ == "__main__":
    main()
