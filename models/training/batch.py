"""
Makes tensors of sequences. Each question is a branch behind the transcript: the probe's tokens, which attend only to the lines
before the question.
"""
from typing import NamedTuple

import torch


class Batch(NamedTuple):
    """`said`: which tokens are the transcript's. `columns` [B, Q]: positions that answer, padded with 0."""

    ids: torch.Tensor
    positions: torch.Tensor
    allowed: torch.Tensor
    said: torch.Tensor
    columns: torch.Tensor
    # For each question (row, index in columns of the probe's last token, is_fraud, weight). The answer's other tokens follow it.
    asked: list


def lay_out(group, prefix, probe, closing):
    """
    One row for each sequence: prefix, lines, then for each question the probe and the tokens of the right answer.
    closing: {0: tokens of "false" to the end of the answer, 1: those of "true"}; the first token is the answer.
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
            asks.append((len(ids) + len(probe) - 1, len(closing[fraud]), fraud, weight))
            positions += range(cut, cut + len(branch))
            ids = ids + branch
        rows.append((ids, positions, spans, asks, len(prefix) + len(sequence["ids"])))
    longest = max(len(row[0]) for row in rows)
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    positions = torch.zeros(len(rows), longest, dtype=torch.long)
    allowed = torch.eye(longest, dtype=torch.bool).repeat(len(rows), 1, 1)
    said = torch.zeros(len(rows), longest, dtype=torch.bool)
    columns = torch.zeros(len(rows), max(sum(n for _, n, *_ in row[3]) for row in rows), dtype=torch.long)
    asked = []
    for b, (tokens, places, spans, asks, body) in enumerate(rows):
        ids[b, : len(tokens)] = torch.tensor(tokens)
        positions[b, : len(places)] = torch.tensor(places)
        said[b, len(prefix):body] = True
        allowed[b, :body, :body] = torch.ones(body, body, dtype=torch.bool).tril()
        for start, end, cut in spans:
            allowed[b, start:end, :cut] = True
            allowed[b, start:end, start:end] = torch.ones(end - start, end - start, dtype=torch.bool).tril()
        place = 0
        for column, count, fraud, weight in asks:
            columns[b, place:place + count] = torch.arange(column, column + count)
            asked.append((b, place, fraud, weight))
            place += count
    return Batch(ids, positions, allowed, said, columns, asked)


def forget(batch, share):
    """The mask with a random `share` of the transcript hidden, so that no answer depends on one word. A token always sees itself."""
    unseen = batch.said & (torch.rand(batch.said.shape) < share)
    return (batch.allowed & ~unseen[:, None]) | torch.eye(batch.ids.shape[1], dtype=torch.bool)
