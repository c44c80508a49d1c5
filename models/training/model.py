"""Qwen2 as plain torch functions."""
import numpy as np
import torch
import torch.nn.functional as F

# The shape of Qwen2.5-0.5B.
HEADS, KV_HEADS, HEAD, WIDTH = 14, 2, 64, 896
EPS, ROPE = 1e-6, 1e6


def rms_norm(x, weight):
    return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + EPS) * weight


def rotary(positions):
    """cos and sin for positions [B, T], each [B, 1, T, HEAD]."""
    freq = 1.0 / ROPE ** (torch.arange(0, HEAD, 2, dtype=torch.float32) / HEAD)
    angle = positions[..., None].float() * freq
    angle = torch.cat([angle, angle], -1)[:, None]
    return angle.cos(), angle.sin()


def rotate(x, cos, sin):
    half = x.shape[-1] // 2
    return x * cos + torch.cat([-x[..., half:], x[..., :half]], -1) * sin


def take(values, columns):
    """values [B, T, ..] at the positions `columns` [B, Q]."""
    return values.gather(1, columns[..., None].expand(-1, -1, values.shape[-1]))


class Layer(torch.nn.Module):
    """One block. `weights` maps GGUF names without `blk.N.` to arrays [out, in]."""

    def __init__(self, weights):
        super().__init__()
        for name, value in weights.items():
            self.register_parameter(name.replace(".", "_"), torch.nn.Parameter(torch.as_tensor(np.array(value, dtype=np.float32))))

    def attend(self, x, cos, sin, mask, columns=None):
        """`columns` [B, Q]: computes only these positions (the last layer needs no others); None computes all."""
        b, t, _ = x.shape
        h = rms_norm(x, self.attn_norm_weight)
        asking, turned = h, (cos, sin)
        if columns is not None:
            asking, x = take(h, columns), take(x, columns)
            turned = take(cos[:, 0], columns)[:, None], take(sin[:, 0], columns)[:, None]
            mask = take(mask, columns)
        n = asking.shape[1]
        q = F.linear(asking, self.attn_q_weight, self.attn_q_bias).view(b, n, HEADS, HEAD).transpose(1, 2)
        k = F.linear(h, self.attn_k_weight, self.attn_k_bias).view(b, t, KV_HEADS, HEAD).transpose(1, 2)
        v = F.linear(h, self.attn_v_weight, self.attn_v_bias).view(b, t, KV_HEADS, HEAD).transpose(1, 2)
        q, k = rotate(q, *turned), rotate(k, cos, sin)
        k = k.repeat_interleave(HEADS // KV_HEADS, 1)
        v = v.repeat_interleave(HEADS // KV_HEADS, 1)
        out = F.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None])
        return x + F.linear(out.transpose(1, 2).reshape(b, n, WIDTH), self.attn_output_weight)

    def inner(self, x):
        """The gated activations [.., FF], which are the input of ffn_down."""
        h = rms_norm(x, self.ffn_norm_weight)
        return F.silu(F.linear(h, self.ffn_gate_weight)) * F.linear(h, self.ffn_up_weight)

    def forward(self, x, cos, sin, mask, columns=None):
        x = self.attend(x, cos, sin, mask, columns)
        return x + F.linear(self.inner(x), self.ffn_down_weight)
