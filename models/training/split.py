"""Decides which conversations may train, choose or test. Always by whole cases and pairs, never by parts of one.

train: trains the network and the n-gram classifier. ngrams: trains the n-gram classifier only. validation: chooses thresholds and
compares runs. test: for the report only. check: printed after a run, used for nothing.
"""
import hashlib

# All conversations of these writers are kept aside. Weights, thresholds and rules are made without looking at them.
TEST_WRITERS = {"f", "g", "s", "af", "al", "az", "ba"}
# Thresholds must hold for people whose way of talking no weight was trained on.
VALIDATION_WRITERS = {"l", "p", "u", "bb", "bc"}
# Written after the network's last training run, which takes hours; the n-gram classifier was trained again. The network's next
# run should include them.
NGRAM_WRITERS = {"ag", "ah", "ai", "aj", "ak", "am"}
# Share of the other writers' pairs that is only printed after a run.
CHECK_SHARE = 0.08
# (train, train + validation) shares of conversations without a pair.
SHARES = (0.9, 0.95)
# Small sources give more to validation and test, because what they test counts most.
SMALL_SOURCES = {"vcsum", "calls-k", "calls-w", "calls-z"}
SMALL_SOURCE_SHARES = (0.7, 0.85)


def share(key):
    """A number from 0 to 1 that is always the same for this key."""
    return int(hashlib.sha1(key.encode()).hexdigest()[:8], 16) / 2**32


def part_of(row):
    """'train', 'ngrams', 'validation', 'test' or 'check'."""
    if row.get("writer") in TEST_WRITERS:
        return "test"
    if row.get("writer") in VALIDATION_WRITERS:
        return "validation"
    if row.get("rough"):
        return "train"
    if row.get("pair"):
        if share(row["pair"]) < CHECK_SHARE:
            return "check"
        return "ngrams" if row["writer"] in NGRAM_WRITERS else "train"
    at = share(f"{row['source']}:{row.get('group') or row['id']}")
    train, validation = SMALL_SOURCE_SHARES if row["source"] in SMALL_SOURCES else SHARES
    return "train" if at < train else "validation" if at < validation else "test"


def refuse_overlap(rows):
    """Exits if a case or a text is in two parts."""
    where = {}
    for row in rows:
        text = "".join(turn["text"] for turn in row["turns"])
        for key in (("case", row["source"], row.get("pair") or row.get("group") or row["id"]), ("text", text)):
            if where.setdefault(key, row["part"]) != row["part"]:
                raise SystemExit(f"The splits overlap: {row['source']} {row['id']} is in {where[key]} and in {row['part']}.")
