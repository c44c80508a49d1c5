"""The files that training shares with the app. README.md lists them."""
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]

# Written for this product: pairs by each writer, and honest calls.
CONVERSATIONS = HERE / "data"
# Prompts that electron/engine/prompt.ts and prompt.py must build alike.
PROMPT_CASES = HERE / "prompt_cases.json"
# [part of a data set's name for a type of fraud, kind in the product].
KINDS = REPOSITORY / "electron/programs/eval/kinds.json"
