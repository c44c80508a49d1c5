"""
Trains the n-gram classifier: logistic regressions on character n-grams.
`python -m training.ngrams --data DIR --out ../models/starter/huidun-ngrams.json` writes what electron/ngrams/classifier.ts reads.

The weights are learned from the pairs and from rough talk, for a window of many lines. A second window of a few lines was tried
and left: on talk that people really had it costs most of what the n-grams are worth (models/evaluation/log.md).

The app normalises a line before it counts (electron/text/normalise.ts); this module only lowers the case. Normalising here too
would give other weights.
"""
import argparse
import json
import math
import random
import re
from collections import Counter

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from .data import load
from .files import KINDS

LENGTHS = (1, 2, 3)
# Lines and characters in each window.
TALK = (16, 800)
# A talk ends at a conversation's end, at this share of it, and at a random line.
EARLY = 0.6
# N-grams in the file.
KEPT = 24_000
# An n-gram in fewer windows is left out.
RARE = 3
# A text whose features are shorter than this scores near 0.
STEADY = 20.0
# Inverse of the penalty on the weights.
STRENGTH = 4.0
# For each public source: honest conversations at most, and their weight.
PUBLIC = {"teleantifraud": (400, 0.5), "vcsum": (450, 1.0), "crosswoz": (200, 0.3), "kdconv": (200, 0.3)}
# The same for frauds. Only those that were rewritten from press reports, and with little weight: with more of them, every text
# unlike our own pairs scores as fraud (strangers.py measures it).
PUBLIC_FRAUDS = {"anti_fraud_sft": (300, 0.2)}
# Weight of a fraud's opening, which counts as honest.
BEFORE_CUE = 0.4
# For the kinds of fraud: n-grams in the file, the rarest one, and conversations of a kind that a public source gives at most.
KIND_GRAMS, KIND_RARE, KIND_SHARE = 2500, 6, 150
# The parts that train (split.py).
TRAINED = ("train", "ngrams")
NAMES_TO_KINDS = json.loads(KINDS.read_text(encoding="utf-8"))

# Everything but Chinese characters, Latin letters and 0 (which stands for any number) is not counted.
UNCOUNTED = re.compile(r"[^一-鿿a-z0]")
# Lines whose scores the file holds, for the app's test.
CHECKS = ["您好，我是社区民警，下周二的反诈讲座您来吗？", "今天谈的内容对您爱人也要保密，把门关上。", "验证码 384756 不要告诉任何人"]


def counted(text):
    """The characters that count: Chinese, Latin letters, and 0 for each number."""
    return UNCOUNTED.sub("", re.sub(r"[0-9]+", "0", text.lower()))


def grams(text):
    text = counted(text)
    return [text[i:i + n] for n in LENGTHS for i in range(len(text) - n + 1)]


def window(texts, size):
    """The last lines within the bounds, at least the newest."""
    lines, characters = size
    out, length = [], 0
    for text in reversed(texts[-lines:]):
        length += len(text)
        if out and length > characters:
            break
        out.append(text)
    return out[::-1]


def talks(rows, rng, weight):
    """(lines, is_fraud, weight) of talks. A fraud without a marked first cue gives none that ends in its first half."""
    for row in rows:
        texts = [turn["text"] for turn in row["turns"]]
        first, fraud = row.get("first_cue_turn"), row["label"] == "fraud"
        for end in sorted({len(texts), math.ceil(len(texts) * EARLY), rng.randint(min(2, len(texts)), len(texts))}):
            if fraud and first is None and end < len(texts) / 2:
                continue
            seen = fraud and (first is None or end > first + 1)
            yield window(texts[:end], TALK), int(seen), weight * (1 if seen == fraud else BEFORE_CUE)


class Grams:
    """N-grams, and the inverse document frequency of each."""

    def __init__(self, chosen, seen, total):
        self.names = chosen
        self.number = {gram: i for i, gram in enumerate(chosen)}
        self.idf = np.round([1 + math.log((1 + total) / (1 + seen[gram])) for gram in chosen], 2)

    def features(self, count):
        """Indices of the known n-grams, and (1 + ln tf) · idf of each, scaled to length 1 (shorter below STEADY)."""
        known = [(self.number[gram], n) for gram, n in count.items() if gram in self.number]
        at = np.array([i for i, _ in known], dtype=int)
        x = (1 + np.log([n for _, n in known])) * self.idf[at]
        return at, x / math.sqrt(float(x @ x) + STEADY**2)

    def matrix(self, counts):
        parts = [self.features(count) for count in counts]
        rows = np.repeat(np.arange(len(parts)), [len(at) for at, _ in parts])
        values, columns = np.concatenate([x for _, x in parts]), np.concatenate([at for at, _ in parts])
        return sparse.csr_matrix((values, (rows, columns)), shape=(len(parts), len(self.names)))


def count_grams(texts):
    return Counter(gram for text in texts for gram in grams(text))


def fit(table, counts, truth, weights, **options):
    return LogisticRegression(C=STRENGTH, max_iter=2000, **options).fit(table.matrix(counts), truth, sample_weight=weights)


def learn(counts, truth, weights, rare, kept, **options):
    """A logistic regression on the `kept` n-grams with the largest effect in one on all n-grams. Returns n-grams and model."""
    seen = Counter(gram for count in counts for gram in count)
    table = Grams([gram for gram, n in seen.items() if n >= rare], seen, len(counts))
    matter = np.abs(fit(table, counts, truth, weights, **options).coef_).max(0) * table.idf * np.sqrt([seen[gram] for gram in table.names])
    table = Grams([table.names[i] for i in sorted(np.argsort(-matter)[:kept])], seen, len(counts))
    return table, fit(table, counts, truth, weights, **options)


class NgramModel:
    """The log-odds of fraud and the kinds of fraud. The weights are rounded as in the file, so that the scores are the file's."""

    def __init__(self, rows, seed=7):
        rng = random.Random(seed)
        shares = training_rows(rows, rng)

        def examples(windows):
            return zip(*(one for some, weight in shares for one in windows(some, rng, weight)))

        texts, truth, weights = examples(talks)
        self.grams, model = learn([count_grams(lines) for lines in texts], truth, weights, RARE, KEPT)
        self.talk = rounded(model)
        texts, truth = zip(*kind_examples(rows, rng))
        self.kind_grams, model = learn([count_grams(lines) for lines in texts], truth, None, KIND_RARE, KIND_GRAMS, class_weight="balanced")
        self.kinds, self.kind_weight, self.kind_bias = list(model.classes_), np.round(model.coef_, 2), np.round(model.intercept_, 3)

    def log_odds(self, texts):
        """Log-odds of fraud after these lines."""
        bias, weight = self.talk
        at, x = self.grams.features(count_grams(window(texts, TALK)))
        return bias + float(x @ weight[at])

    def kind_scores(self, texts):
        """The logarithm of each kind's probability, up to a common constant."""
        at, x = self.kind_grams.features(count_grams(window(texts, TALK)))
        return self.kind_bias + self.kind_weight[:, at] @ x


def rounded(model):
    return round(float(model.intercept_[0]), 4), np.round(model.coef_[0], 3)


def kind_of(fraud_type):
    return next((kind for part, kind in NAMES_TO_KINDS if part in fraud_type), "other")


def kind_examples(rows, rng):
    """(lines, kind) of frauds whose kind is known, whole and cut short. Of each public source at most KIND_SHARE of each kind."""
    found = {}
    for row in rows:
        if row["part"] in TRAINED and row["label"] == "fraud" and row.get("fraud_type"):
            kind = kind_of(row["fraud_type"])
            found.setdefault(("pairs" if row.get("pair") else row["source"], kind), []).append(row)
    for (source, kind), some in sorted(found.items()):
        for row in some if source == "pairs" else rng.sample(some, min(len(some), KIND_SHARE)):
            texts = [turn["text"] for turn in row["turns"]]
            for end in {len(texts), math.ceil(len(texts) * EARLY)}:
                yield window(texts[:end], TALK), kind


def training_rows(rows, rng):
    """[(rows, weight)]: our own conversations, and honest ones of each public source (see PUBLIC)."""
    own, public = [], {}
    for row in rows:
        if row["part"] not in TRAINED:
            continue
        if row.get("pair") or row.get("near"):
            own.append(row)
        elif row["source"] in (PUBLIC if row["label"] == "normal" else PUBLIC_FRAUDS):
            public.setdefault((row["source"], row["label"]), []).append(row)
    shares = []
    for (source, label), found in sorted(public.items()):
        most, weight = (PUBLIC if label == "normal" else PUBLIC_FRAUDS)[source]
        shares.append((rng.sample(found, min(len(found), most)), weight))
    return [(own, 1.0), *shares]


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--data", required=True, help="the folder with train/ and pairs/")
    ask.add_argument("--out", required=True, help="the JSON to write")
    args = ask.parse_args()
    model = NgramModel(load(args.data))

    def join(values):
        return " ".join(f"{value:g}" for value in values)

    def part(size, learned):
        return {"lines": size[0], "characters": size[1], "bias": learned[0], "weights": join(learned[1])}

    table = {
        "steady": STEADY,
        "fraud": {"grams": " ".join(model.grams.names), "idf": join(model.grams.idf)},
        "talk": part(TALK, model.talk),
        "kinds": {
            "grams": " ".join(model.kind_grams.names),
            "idf": join(model.kind_grams.idf),
            "bias": dict(zip(model.kinds, model.kind_bias.tolist())),
            "weights": {kind: join(row) for kind, row in zip(model.kinds, model.kind_weight)},
        },
        "checks": [
            {
                "lines": CHECKS[:n],
                "talk": round(model.log_odds(CHECKS[:n]), 6),
                "kind": model.kinds[int(model.kind_scores(CHECKS[:n]).argmax())],
            }
            for n in range(1, len(CHECKS) + 1)
        ],
    }
    with open(args.out, "w", encoding="utf-8") as file:
        json.dump(table, file, ensure_ascii=False, indent=2)
        file.write("\n")


if __name__ == "__main__":
    main()
