"""Writes the network as a GGUF of the Qwen2 architecture."""
import gguf
import numpy as np
import torch
from gguf.quants import dequantize, quantize

from .model import EPS, HEADS, KV_HEADS, ROPE
from .tokenizer import SPECIAL

# Longer than any window of the app.
CONTEXT_LENGTH = 4096
CHAT = (
    "{% for message in messages %}{% if loop.first and messages[0]['role'] != 'system' %}"
    "{{ '<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n' }}{% endif %}"
    "{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
Q = gguf.GGMLQuantizationType
# The upper layers and the embedding decide the answer by small differences, so they keep eight bits.
LOWER, UPPER = Q.Q5_0, Q.Q8_0


def tensors_of(network):
    """(GGUF name, float32 array, type)."""
    yield "token_embd.weight", network.embedding.numpy(), Q.Q8_0
    yield "output_norm.weight", network.norm.detach().numpy(), Q.F32
    for number, layer in enumerate(network.layers):
        kind = LOWER if number < network.frozen else UPPER
        for name, value in layer.named_parameters():
            array = value.detach().numpy()
            yield f"blk.{number}.{'.'.join(name.rsplit('_', 1))}", array, Q.F32 if array.ndim == 1 else kind


def as_shipped(network):
    """Rounds the network's weights to the file's precision, so that the scores are those of the file."""
    state = dict(network.named_parameters())
    for name, array, kind in tensors_of(network):
        if kind == Q.F32:
            continue
        rounded = torch.as_tensor(dequantize(quantize(array, kind), kind))
        if name == "token_embd.weight":
            network.embedding = rounded
        else:
            _, number, rest = name.split(".", 2)
            state[f"layers.{number}.{rest.replace('.', '_')}"].data.copy_(rounded)


def write(path, network, tokens, merges):
    first = network.layers[0]
    writer = gguf.GGUFWriter(path, "qwen2")
    writer.add_name("Huidun starter")
    writer.add_license("apache-2.0")
    writer.add_block_count(len(network.layers))
    writer.add_context_length(CONTEXT_LENGTH)
    writer.add_embedding_length(network.embedding.shape[1])
    writer.add_feed_forward_length(first.ffn_gate_weight.shape[0])
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(KV_HEADS)
    writer.add_rope_freq_base(ROPE)
    writer.add_layer_norm_rms_eps(EPS)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    writer.add_token_list(tokens)
    control = gguf.TokenType.CONTROL
    writer.add_token_types([control if token in SPECIAL else gguf.TokenType.NORMAL for token in tokens])
    writer.add_token_merges([" ".join(pair) for pair in merges])
    writer.add_eos_token_id(tokens.index("<|im_end|>"))
    writer.add_bos_token_id(tokens.index("<|endoftext|>"))
    writer.add_pad_token_id(tokens.index("<|endoftext|>"))
    writer.add_add_bos_token(False)
    writer.add_chat_template(CHAT)
    for name, array, kind in tensors_of(network):
        array = np.ascontiguousarray(array, dtype=np.float32)
        if kind == Q.F32:
            writer.add_tensor(name, array)
        else:
            writer.add_tensor(name, quantize(array, kind), raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
