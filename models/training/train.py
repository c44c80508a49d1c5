"""The training run: seeded, resumable, with a line of progress."""
import math
import random
import time

import torch
import torch.nn.functional as F

from .batch import forget, lay_out

RATE, WARM = 2e-4, 30
TOKENS_A_BATCH = 2600
RANKING, WRITING = 0.5, 0.05
UNSEEN = 0.1  # share of the transcript's tokens that the trained layers do not see in a step


def batches(groups, seed):
    """Whole groups, of similar length together, up to the token budget; in random order."""
    rng = random.Random(seed)
    size = lambda group: max(len(s["ids"]) + 70 + 13 * len(s["asks"]) for s in group)
    out, batch, width = [], [], 0
    for group in sorted(groups, key=lambda g: size(g) + rng.random() * 30):
        wide = max(width, size(group))
        if batch and wide * (sum(map(len, batch)) + len(group)) > TOKENS_A_BATCH:
            out.append(batch)
            batch, wide = [], size(group)
        batch.append(group)
        width = wide
    out.append(batch)
    rng.shuffle(out)
    return out


def loss_of(network, hidden, groups, asked):
    logit = network.answer(hidden, asked)
    fraud = torch.tensor([float(f) for _, _, f, _ in asked])
    weight = torch.tensor([w for *_, w in asked])
    loss = (F.binary_cross_entropy_with_logits(logit, fraud, reduction="none") * weight).sum() / weight.sum()
    # The end of a fraud must rank above the end of its honest twin.
    last, row, ranks = {}, 0, []
    for i, (b, *_rest) in enumerate(asked):
        last[b] = i
    for group in groups:
        if len(group) == 2 and group[0]["pair"] and group[0]["pair"] == group[1]["pair"]:
            a, b = last[row], last[row + 1]
            sign = 1 if asked[a][2] > asked[b][2] else -1
            if asked[a][2] != asked[b][2]:
                ranks.append(F.softplus(-sign * (logit[a] - logit[b])))
        row += len(group)
    if ranks:
        loss = loss + RANKING * torch.stack(ranks).mean()
    return loss + WRITING * network.writing_loss(hidden, asked)


def train(network, groups, epochs, seed, state_file):
    plan = batches(groups, seed)
    total = epochs * len(plan)
    optimiser = torch.optim.AdamW(network.trained(), lr=RATE, betas=(0.9, 0.98), weight_decay=0.05)
    step, average = 0, None
    if state_file.exists():
        state = torch.load(state_file)
        network.load_state_dict(state["network"])
        optimiser.load_state_dict(state["optimiser"])
        step = state["step"]
    lower, started, first = {}, time.time(), step
    while step < total:
        epoch, at = divmod(step, len(plan))
        number = random.Random(f"{seed}:{epoch}").sample(range(len(plan)), len(plan))[at]
        sequences = [s for group in plan[number] for s in group]
        batch = lay_out(sequences, network.prefix, network.probe, network.closing)
        if number not in lower:
            lower[number] = network.lower(batch).half()
        for group in optimiser.param_groups:
            group["lr"] = RATE * min(1, (step + 1) / WARM) * (0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * step / total)))
        torch.manual_seed(seed * 1_000_003 + step)  # a resumed run forgets the same words
        hidden = network.upper(lower[number].float(), batch, forget(batch, UNSEEN))
        loss = loss_of(network, hidden, plan[number], batch.asked)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.trained(), 1.0)
        optimiser.step()
        step += 1
        average = loss.item() if average is None else 0.97 * average + 0.03 * loss.item()
        if step % 10 == 0 or step == total:
            spent = time.time() - started
            left = spent / (step - first) * (total - step) / 60
            print(f"step {step}/{total}  loss {average:.3f}  {spent / 60:.1f} min, about {left:.0f} min left", flush=True)
        if step % 100 == 0:
            torch.save({"network": network.state_dict(), "optimiser": optimiser.state_dict(), "step": step}, state_file)
