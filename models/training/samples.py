"""Training sequences: a conversation, and the turns after which the model is asked, each with its right answer."""
import random

from .augment import noisy
from .prompt import turn_lines

# Conversations that a public source gives at most. Public sets teach what talk is; the pairs teach what fraud is.
PUBLIC_SHARE = {"teleantifraud:fraud": 130, "teleantifraud:normal": 260, "anti_fraud_sft:fraud": 170,
                "vcsum:normal": 130, "crosswoz:normal": 80, "kdconv:normal": 80}
# Copies of each honest call of our own, each with other noise. No public set has such calls.
CALL_COPIES = 2
# Share of sequences without noise.
PLAIN = 0.4
MAX_TOKENS = 560
# Questions to ask after each sequence at most.
QUESTIONS = 5
# Weight of the answer "no" before a fraud's first cue (nothing can be known yet), and of "yes" between the cue and the ask.
BEFORE_CUE, BEFORE_ASK = 0.4, 0.8
# A fraud without a marked cue counts as fraud from this share of its turns on.
UNMARKED_CUE = 0.4
# Share of frauds that also appear behind an honest opening, and of honest conversations behind another's first half.
SPLICED_FRAUDS, SPLICED_HONEST = 0.35, 0.25


def targets(row):
    """[(turn, is_fraud, weight)]: the turns after which the model is asked, counted on the row's own turns."""
    n = len(row["turns"])
    if row["label"] == "normal":
        return [(i, 0, 1.0) for i in range(min(1, n - 1), n)]
    first = row.get("first_cue_turn")
    if first is None:
        flags = row.get("turn_flags")
        hot = [i for i, flag in enumerate(flags or []) if flag in (1, True, "1", "fraud")]
        start = hot[0] + 1 if hot else int(n * UNMARKED_CUE)
        return [(i, 1, 1.0) for i in range(min(n - 1, max(start, int(n * UNMARKED_CUE))), n)]
    # The turn of the cue itself is not asked: either answer is right there.
    out = [(i, 0, BEFORE_CUE) for i in range(1, first)]
    ask = row.get("ask_turn")
    out += [(i, 1, BEFORE_ASK if ask is None or i < ask else 1.0) for i in range(first + 1, n)]
    return out or [(n - 1, 1, 1.0)]


def pick(found, rng, count):
    """The last turn always, the others at random."""
    if len(found) <= count:
        return found
    return sorted(rng.sample(found[:-1], count - 1) + [found[-1]])


def build(row, tokenize, rng, questions, plain=False):
    """{'ids': tokens of all lines, 'asks': [(tokens before, is_fraud, weight)], 'pair': …}; None if the row is too short."""
    turns, asks = row["turns"], targets(row)
    if not plain:
        turns, index = noisy(turns, rng)
        # If two turns were merged, the later turn's answer is the right one.
        asks = sorted({index[i]: (index[i], fraud, weight) for i, fraud, weight in asks}.values())
    tokens, ends = [], []
    for lines in turn_lines(turns):
        for line in lines:
            tokens += tokenize(line)
        ends.append(len(tokens))
    asks = [(ends[i], fraud, weight) for i, fraud, weight in asks if ends[i] > 0]
    if not asks:
        return None
    if ends[-1] > MAX_TOKENS:
        # A window: the end of a fraud, any part of an honest conversation.
        last = MAX_TOKENS if row["label"] == "normal" and rng.random() < 0.5 else ends[-1]
        start = max([0] + [e for e in ends if e <= last - MAX_TOKENS])
        asks = [(e - start, f, w) for e, f, w in asks if start < e <= start + MAX_TOKENS]
        tokens = tokens[start:start + MAX_TOKENS]
        if not asks:
            return None
    return {"ids": tokens, "asks": pick(asks, rng, questions), "pair": (row["writer"], row["pair"]) if row.get("pair") else None}


def splice(calm, fraud):
    """An honest opening before a fraud: the risk must rise where the fraud begins."""
    head = calm["turns"][: max(3, len(calm["turns"]) // 2)]
    shift = len(head)
    first = fraud.get("first_cue_turn")
    return {
        **fraud,
        "turns": head + fraud["turns"],
        "first_cue_turn": shift + (first if first is not None else len(fraud["turns"]) // 2),
        "ask_turn": None if fraud.get("ask_turn") is None else shift + fraud["ask_turn"],
        "turn_flags": None,
        "pair": None,
    }


def training_set(rows, tokenize, seed, copies=1, questions=QUESTIONS):
    """Groups of sequences that must be in one batch: the two halves of a pair."""
    rng = random.Random(seed)
    train = [row for row in rows if row["part"] == "train"]
    pairs = {}
    for row in train:
        if row.get("pair"):
            pairs.setdefault((row["writer"], row["pair"]), []).append(row)
    groups = []
    for halves in pairs.values():
        for _ in range(copies):
            plain = rng.random() < PLAIN
            groups.append([build(row, tokenize, rng, questions, plain) for row in halves])
    for row in train:
        if row.get("near"):
            groups += [[build(row, tokenize, rng, questions, plain=rng.random() < PLAIN)] for _ in range(CALL_COPIES)]
    public = {}
    for row in train:
        if not row.get("pair"):
            public.setdefault(f"{row['source']}:{row['label']}", []).append(row)
    for name, found in sorted(public.items()):
        for row in rng.sample(found, min(len(found), PUBLIC_SHARE.get(name, 0))):
            groups.append([build(row, tokenize, rng, questions, plain=rng.random() < PLAIN)])
    calm = [row for row in train if row["label"] == "normal"]
    frauds = [row for row in train if row["label"] == "fraud" and row.get("pair")]
    for fraud in frauds:
        if rng.random() < SPLICED_FRAUDS:
            groups.append([build(splice(rng.choice(calm), fraud), tokenize, rng, questions)])
    honest = [row for row in calm if row.get("pair")]
    for row in honest:
        if rng.random() < SPLICED_HONEST:
            head = rng.choice(calm)["turns"]
            groups.append([build({**row, "turns": head[: len(head) // 2] + row["turns"], "pair": None}, tokenize, rng, questions)])
    groups = [[s for s in group if s] for group in groups]
    groups = [group for group in groups if group]
    rng.shuffle(groups)
    return groups
