"""Who may learn from what. By case and by pair, never by window; one place decides.

train: the weights. wording: the wording's weights alone. validation: thresholds and the choice between runs. test: the report,
and nothing else. check: a look at the run, no more.
"""
import hashlib

# Whole hands kept aside: neither weights, thresholds nor rules are made with them in view.
TEST_HANDS = {"f", "g", "s", "af", "al"}
# Thresholds have to hold for people whose way of talking no weight has seen.
VALIDATION_HANDS = {"l", "p", "u"}
# Written after the network's last run: the wording, two minutes' work, has learned from them; the network's next run takes them in.
WORDING_HANDS = {"ag", "ah", "ai", "aj", "ak", "am"}
# Of these sources a larger share is kept aside: few cases, and what they test counts most.
SCARCE = {"vcsum", "calls-k", "calls-w", "calls-z"}


def share(key):
    """A number in [0, 1) that belongs to this key for ever."""
    return int(hashlib.sha1(key.encode()).hexdigest()[:8], 16) / 2**32


def part_of(row):
    """'train', 'wording', 'validation', 'test', or 'check' for a pair that a trained hand keeps aside."""
    if row.get("pair"):
        if row["hand"] in TEST_HANDS:
            return "test"
        if row["hand"] in VALIDATION_HANDS:
            return "validation"
        if share(row["pair"]) < 0.08:
            return "check"
        return "wording" if row["hand"] in WORDING_HANDS else "train"
    at = share(f"{row['source']}:{row.get('group') or row['id']}")
    train, validation = (0.7, 0.85) if row["source"] in SCARCE else (0.9, 0.95)
    return "train" if at < train else "validation" if at < validation else "test"


def refuse_overlap(rows):
    """No case and no text may lie in two parts."""
    where = {}
    for row in rows:
        text = "".join(turn["text"] for turn in row["turns"])
        for key in (("case", row["source"], row.get("pair") or row.get("group") or row["id"]), ("text", text)):
            if where.setdefault(key, row["part"]) != row["part"]:
                raise SystemExit(f"The splits overlap: {row['source']} {row['id']} is in {where[key]} and in {row['part']}.")
