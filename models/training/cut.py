"""Halves a layer's feed-forward part: keeps the neurons that matter on our talk and refits what they write."""
import torch

from .model import Layer, rotary

RIDGE = 1e-4  # of the mean energy of a kept neuron


@torch.no_grad()
def cut_layer(weights, hidden, neurons):
    """
    weights: GGUF names → arrays; hidden: what enters the layer, one [T, WIDTH] a conversation.
    Returns the cut weights, what leaves the cut layer, and the share of the feed-forward output's energy that is lost.
    A neuron counts by the energy it writes; `ffn_down` is refitted by least squares to the whole part's output
    (the pruning of Optimal Brain Compression, Frantar & Alistarh 2022, a block at a time).
    """
    layer = Layer(weights)
    attended, inner = [], []
    for x in hidden:
        t = x.shape[0]
        cos, sin = rotary(torch.arange(t)[None])
        after = layer.attend(x[None], cos, sin, torch.ones(1, t, t, dtype=torch.bool).tril())[0]
        attended.append(after)
        inner.append(layer.inner(after))
    acts = torch.cat(inner)
    down = layer.ffn_down_weight
    energy = acts.pow(2).mean(0) * down.pow(2).sum(0)
    kept = energy.topk(neurons).indices.sort().values
    wanted = acts @ down.T
    few = acts[:, kept]
    gram = few.T @ few
    gram += RIDGE * gram.diagonal().mean() * torch.eye(neurons)
    # Around the old weights: a neuron that hardly fires keeps what it wrote.
    missing = wanted - few @ down[:, kept].T
    refit = down[:, kept] + torch.linalg.solve(gram, few.T @ missing).T
    error = ((few @ refit.T - wanted).pow(2).sum() / wanted.pow(2).sum()).item()
    out = dict(weights)
    out["ffn_gate.weight"] = layer.ffn_gate_weight[kept].numpy()
    out["ffn_up.weight"] = layer.ffn_up_weight[kept].numpy()
    out["ffn_down.weight"] = refit.numpy()
    left = [x + i[:, kept] @ refit.T for x, i in zip(attended, inner)]
    return out, left, error
