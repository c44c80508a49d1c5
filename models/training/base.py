"""A GGUF file: its metadata, and its weights as float32."""
import numpy as np
from gguf import GGUFReader
from gguf.quants import dequantize


class Base:
    def __init__(self, path):
        self.reader = GGUFReader(path)
        self.tensors = {t.name: t for t in self.reader.tensors}

    def field(self, name):
        return self.reader.fields[name].contents()

    def weight(self, name):
        """As [out, in] for matrices."""
        tensor = self.tensors[name]
        return np.ascontiguousarray(dequantize(tensor.data, tensor.tensor_type), dtype=np.float32)

    def layer(self, number):
        return {name: self.weight(f"blk.{number}.{name}") for name in self.layer_names(number)}

    def layer_names(self, number):
        prefix = f"blk.{number}."
        return [name[len(prefix):] for name in self.tensors if name.startswith(prefix)]
