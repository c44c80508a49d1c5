"""Sequences → tensors. Each question is a branch: the probe's tokens behind the transcript, seeing only what was said before it."""
import torch


def lay_out(group, prefix, probe, closing):
    """
    One row a sequence: prefix, lines, then for each question the probe and the right answer's tokens.
    closing: {0: tokens of the answer "false"}…, as the model should write it on; their first token is the answer.
    Returns ids, positions, allowed [B, T, T], and (row, column, is_fraud, weight) of each probe's last token.
    """
    rows = []
    for sequence in group:
        ids = prefix + sequence["ids"]
        positions = list(range(len(ids)))
        spans, asks = [], []
        for before, fraud, weight in sequence["asks"]:
            branch = probe + closing[fraud][:-1]
            cut = len(prefix) + before
            spans.append((len(ids), len(ids) + len(branch), cut))
            asks.append((len(ids) + len(probe) - 1, fraud, weight))
            positions += range(cut, cut + len(branch))
            ids = ids + branch
        rows.append((ids, positions, spans, asks, len(prefix) + len(sequence["ids"])))
    longest = max(len(row[0]) for row in rows)
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    positions = torch.zeros(len(rows), longest, dtype=torch.long)
    allowed = torch.eye(longest, dtype=torch.bool).repeat(len(rows), 1, 1)
    asked = []
    for b, (tokens, places, spans, asks, body) in enumerate(rows):
        ids[b, : len(tokens)] = torch.tensor(tokens)
        positions[b, : len(places)] = torch.tensor(places)
        allowed[b, :body, :body] = torch.ones(body, body, dtype=torch.bool).tril()
        for start, end, cut in spans:
            allowed[b, start:end, :cut] = True
            allowed[b, start:end, start:end] = torch.ones(end - start, end - start, dtype=torch.bool).tril()
        asked += [(b, column, fraud, weight) for column, fraud, weight in asks]
    return ids, positions, allowed, asked
