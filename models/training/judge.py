"""Judges conversations with the network, turn by turn as the app does, and prints what the scores are worth."""
import torch

from .batch import lay_out
from .prompt import turn_lines

# Tokens of a conversation in view, and questions asked in one pass.
WINDOW = 900
QUESTIONS = 12


@torch.no_grad()
def risks(network, tokenize, turns):
    """P(fraud) after each turn."""
    tokens, ends = [], []
    for lines in turn_lines(turns):
        for line in lines:
            tokens += tokenize(line)
        ends.append(len(tokens))
    out = []
    for start in range(0, len(ends), QUESTIONS):
        asked_ends = ends[start:start + QUESTIONS]
        first = max([0] + [e for e in ends if e <= asked_ends[-1] - WINDOW])
        sequence = {"ids": tokens[first:asked_ends[-1]], "asks": [(max(0, e - first), 0, 1.0) for e in asked_ends]}
        batch = lay_out([sequence], network.prefix, network.probe, network.closing)
        hidden = network.upper(network.lower(batch), batch, batch.allowed)
        out += torch.sigmoid(network.answer(hidden, batch.asked)).tolist()
    return out


def auc(high, low):
    """The probability that one of `high` is above one of `low`; ties count half."""
    if not high or not low:
        return float("nan")
    return sum((a > b) + 0.5 * (a == b) for a in high for b in low) / (len(high) * len(low))


def report(rows, peaks, danger):
    """Lines of text: for each source and label the share that reaches `danger`; for each writer the pairs ranked right."""
    lines = []
    for source in sorted({row["source"] for row in rows}):
        for label in ("fraud", "normal"):
            found = [p for row, p in zip(rows, peaks) if row["source"] == source and row["label"] == label]
            if found:
                lines.append(f"{source:16s} {label:7s} {len(found):4d}  danger {sum(p >= danger for p in found) / len(found):6.1%}")
    halves = {}
    for row, peak in zip(rows, peaks):
        if row.get("pair"):
            halves.setdefault((row["writer"], row["pair"]), {})[row["label"]] = peak
    for writer in sorted({key[0] for key in halves}):
        found = [h for key, h in halves.items() if key[0] == writer and len(h) == 2]
        right = sum(h["fraud"] > h["normal"] for h in found) / len(found)
        area = auc([h["fraud"] for h in found], [h["normal"] for h in found])
        lines.append(f"writer {writer}: {len(found)} pairs, ranked right {right:.1%}, AUC {area:.3f}")
    return lines
