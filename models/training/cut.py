"""Removes neurons of a layer's feed-forward part: keeps those that matter on our conversations, and refits their output."""
import torch

from .model import Layer, rotary

# Ridge penalty, as a share of a kept neuron's mean energy.
RIDGE = 1e-4


@torch.no_grad()
def cut_layer(weights, hidden, neurons):
    """
    weights: GGUF names → arrays. hidden: the layer's input, one [T, WIDTH] for each conversation.
    Returns the cut weights, the cut layer's output, and the share of the feed-forward output's energy that is lost.
    Neurons with the largest output energy stay. `ffn_down` is refitted by least squares to the output of all neurons
    (https://arxiv.org/abs/2208.11580, a block at a time).
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
    # The penalty is on the change: a neuron that is hardly active keeps its weights.
    missing = wanted - few @ down[:, kept].T
    refit = down[:, kept] + torch.linalg.solve(gram, few.T @ missing).T
    error = ((few @ refit.T - wanted).pow(2).sum() / wanted.pow(2).sum()).item()
    out = dict(weights)
    out["ffn_gate.weight"] = layer.ffn_gate_weight[kept].numpy()
    out["ffn_up.weight"] = layer.ffn_up_weight[kept].numpy()
    out["ffn_down.weight"] = refit.numpy()
    left = [x + i[:, kept] @ refit.T for x, i in zip(attended, inner)]
    return out, left, error
