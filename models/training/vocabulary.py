"""Cuts the vocabulary to the tokens that our text needs. Common text is still tokenised as by Qwen2."""
from collections import Counter

from .prompt import PREFIX, PROBE, turn_lines
from .tokenizer import SPECIAL, make_tokenizer

# The characters of GB 2312 level 1: the 3,755 most used ones.
COMMON = [bytes([high, low]).decode("gb2312", "ignore") for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF)]


def prune(tokens, merges, rows, least=2):
    """
    tokens: all of them, in id order. merges: all of them, as (left, right).
    Returns the kept old ids in order, the new tokens and the new merges. Kept: every byte, every token that occurs at least
    `least` times in the rows or builds a common character, and all tokens that those are merged from.
    """
    full = make_tokenizer(tokens, merges)
    number = {token: i for i, token in enumerate(tokens)}
    count = Counter()
    for row in rows:
        for lines in turn_lines(row["turns"]):
            for line in lines:
                count.update(full.encode(line, add_special_tokens=False).tokens)
    wanted = {token for token, n in count.items() if n >= least}
    for text in [PREFIX, PROBE, "true", "false", "}", *COMMON]:
        wanted.update(full.encode(text, add_special_tokens=False).tokens)
    made_of = {}
    for left, right in merges:
        made_of.setdefault(left + right, (left, right))
    todo = list(wanted)
    while todo:
        for part in made_of.get(todo.pop(), ()):
            if part not in wanted:
                wanted.add(part)
                todo.append(part)
    wanted.update(token for token in tokens if len(token) == 1)
    wanted.update(SPECIAL)
    kept = sorted(number[token] for token in wanted if token in number)
    names = [tokens[i] for i in kept]
    have = set(names)
    return kept, names, [(a, b) for a, b in merges if a in have and b in have and a + b in have]
