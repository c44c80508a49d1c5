"""The network: frozen layers below, trained layers above, and the answer to the fraud question."""
import torch
import torch.nn.functional as F

from .model import HEAD, Layer, rms_norm, rotary
from .prompt import PREFIX, PROBE

# Three heads of each key-value group (see plant_pooling).
POOLING_HEADS = (0, 1, 2, 7, 8, 9)


class Network(torch.nn.Module):
    """layers: arrays, lowest first. The first `frozen` layers and the embedding are not trained."""

    def __init__(self, embedding, layers, norm, frozen, prefix, probe, closing):
        super().__init__()
        self.embedding = torch.as_tensor(embedding)
        self.layers = torch.nn.ModuleList(Layer(weights) for weights in layers)
        self.norm = torch.nn.Parameter(torch.as_tensor(norm).clone())
        self.frozen = frozen
        self.prefix, self.probe, self.closing = prefix, probe, closing
        for layer in self.layers[:frozen]:
            layer.requires_grad_(False)

    def plant_pooling(self):
        """
        Some heads of the trained layers start with a query of zero, so that they attend to all tokens alike. The question's
        position then holds an average of the transcript, from which a linear probe can tell fraud.
        Measured with 216 training pairs on three writers that were not trained on: AUC of the peak risk 0.87, without it 0.81.
        """
        with torch.no_grad():
            for layer in self.layers[self.frozen:]:
                for head in POOLING_HEADS:
                    layer.attn_q_weight[head * HEAD:(head + 1) * HEAD] = 0
                    layer.attn_q_bias[head * HEAD:(head + 1) * HEAD] = 0

    def trained(self):
        return [p for p in self.parameters() if p.requires_grad]

    @torch.no_grad()
    def lower(self, batch):
        """The input of the first trained layer, [B, T, WIDTH]."""
        cos, sin = rotary(batch.positions)
        x = self.embedding[batch.ids]
        for layer in self.layers[: self.frozen]:
            x = layer(x, cos, sin, batch.allowed)
        return x

    def upper(self, x, batch, allowed):
        """The final hidden states of the questions, [B, Q, WIDTH]. The last layer computes only these positions."""
        cos, sin = rotary(batch.positions)
        for layer in self.layers[self.frozen:-1]:
            x = layer(x, cos, sin, allowed)
        return rms_norm(self.layers[-1](x, cos, sin, allowed, batch.columns), self.norm)

    def answer(self, hidden, asked):
        """Log-odds of `true` against `false` for each question."""
        at = torch.stack([hidden[b, place] for b, place, *_ in asked])
        true, false = self.closing[1][0], self.closing[0][0]
        return at @ (self.embedding[true] - self.embedding[false])

    def writing_loss(self, hidden, asked):
        """Cross-entropy of the whole written answer, so that generated text ends where it should."""
        rows, wanted = [], []
        for b, place, fraud, _ in asked:
            for step, token in enumerate(self.closing[fraud]):
                rows.append(hidden[b, place + step])
                wanted.append(token)
        return F.cross_entropy(torch.stack(rows) @ self.embedding.T, torch.tensor(wanted))


def make_network(cut, tokenizer, frozen):
    def ids(text):
        return tokenizer.encode(text, add_special_tokens=False).ids

    closing = {1: ids("true}<|im_end|>"), 0: ids("false}<|im_end|>")}
    return Network(cut["embedding"], cut["layers"], cut["norm"], frozen, ids(PREFIX), ids(PROBE), closing)
