"""The training run. Seeded and resumable; prints its progress."""
import math
import random
import time

import torch
import torch.nn.functional as F

from .batch import forget, lay_out

# AdamW: peak learning rate, steps of warm-up, and the share of the rate that is left at the end.
RATE, WARM_UP, FINAL_RATE = 2e-4, 30, 0.05
BETAS, WEIGHT_DECAY, MAX_GRADIENT = (0.9, 0.98), 0.05, 1.0
TOKENS_A_BATCH = 2600
# Tokens of a sequence beside its transcript: the instructions, and the probe with the answer of each question. About.
INSTRUCTIONS, QUESTION = 70, 13
# Sequences are sorted by length with this much randomness, in tokens.
LENGTH_NOISE = 30
# Weights of the ranking loss and of the writing loss beside the answer's cross-entropy.
RANKING, WRITING = 0.5, 0.05
# Share of the transcript's tokens that the trained layers do not see in a step.
UNSEEN = 0.1
# Smoothing of the printed loss; steps between two lines of progress, and between two saved states.
SMOOTHING, PRINT_EVERY, SAVE_EVERY = 0.97, 10, 100


def batches(groups, seed):
    """Batches of whole groups of similar length, up to TOKENS_A_BATCH, in random order."""
    rng = random.Random(seed)

    def size(group):
        return max(len(s["ids"]) + INSTRUCTIONS + QUESTION * len(s["asks"]) for s in group)

    out, batch, width = [], [], 0
    for group in sorted(groups, key=lambda g: size(g) + rng.random() * LENGTH_NOISE):
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
    # A fraud must rank above its honest counterpart at the end of both.
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
    optimiser = torch.optim.AdamW(network.trained(), lr=RATE, betas=BETAS, weight_decay=WEIGHT_DECAY)
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
        cosine = 0.5 * (1 + math.cos(math.pi * step / total))
        for group in optimiser.param_groups:
            group["lr"] = RATE * min(1, (step + 1) / WARM_UP) * (FINAL_RATE + (1 - FINAL_RATE) * cosine)
        torch.manual_seed(seed * 1_000_003 + step)  # so that a resumed run hides the same tokens
        hidden = network.upper(lower[number].float(), batch, forget(batch, UNSEEN))
        loss = loss_of(network, hidden, plan[number], batch.asked)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.trained(), MAX_GRADIENT)
        optimiser.step()
        step += 1
        average = loss.item() if average is None else SMOOTHING * average + (1 - SMOOTHING) * loss.item()
        if step % PRINT_EVERY == 0 or step == total:
            spent = time.time() - started
            left = spent / (step - first) * (total - step) / 60
            print(f"step {step}/{total}  loss {average:.3f}  {spent / 60:.1f} min, about {left:.0f} min left", flush=True)
        if step % SAVE_EVERY == 0:
            torch.save({"network": network.state_dict(), "optimiser": optimiser.state_dict(), "step": step}, state_file)
