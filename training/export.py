"""The checkpoint as the runtime's model: one int8 ONNX graph and a description of its outputs."""

import json
import logging
import shutil
import tempfile
from pathlib import Path
from typing import cast

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn

from dragoman.language.pieces import SHAPES

from .encoder import HEADS, WIDTH, base_file
from .network import LABEL, Batch, Network

log = logging.getLogger(__name__)

OPSET = 17
FORMAT = 2
TAGS = ("starts", "upos", "feats", "lemma", "names", "source", "cue", "content", "events")
OUTPUTS = ("tags", "arcs", "roots", "label_words", "label_heads")


class Graph(nn.Module):
    """One window without padding: what the runtime gives and wants."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, ids: Tensor, shapes: Tensor, first: Tensor, last: Tensor, guideline: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """``ids``/``shapes`` (1, length), ``first``/``last`` (words), ``guideline`` (1) to OUTPUTS, one row a word."""
        network = self.network
        states = network.encoder(ids, shapes, torch.ones_like(ids))
        mixed = network.mixes(states)
        words = {
            family: (one[0].index_select(0, first) + one[0].index_select(0, last)).unsqueeze(0) * 0.5
            for family, one in mixed.items()
        }
        batch = Batch(ids, shapes, ids, first, last, first, guideline, {})
        tags = network.tags(words, batch)
        dependent, head, root, label_word, label_head = network.projections(words["syntax"])
        arcs = torch.matmul(dependent, head.transpose(1, 2))
        pairs = torch.matmul(label_word, network.label_pair)
        return torch.cat([tags[name] for name in TAGS], -1)[0], arcs[0], root[0, :, 0], pairs[0], label_head[0]


def trace(network: Network, path: Path) -> None:
    """The fp32 graph."""
    ids = torch.tensor([[101, 1996, 3899, 2003, 2182, 1012, 102]])
    first = torch.tensor([1, 2, 3, 4, 5])
    inputs = (ids, torch.zeros_like(ids), first, first.clone(), torch.tensor([0]))
    names = ["ids", "shapes", "first", "last", "guideline"]
    axes: dict[str, dict[int, str]] = {name: {1: "length"} for name in names[:2]}
    axes.update({name: {0: "words"} for name in ("first", "last", *OUTPUTS)})
    axes["arcs"] = {0: "words", 1: "words"}
    torch.onnx.export(
        Graph(network).eval(), inputs, str(path), input_names=names, output_names=list(OUTPUTS), dynamic_axes=axes,
        opset_version=OPSET, dynamo=False,
    )  # fmt: skip


def fuse(source: Path, target: Path) -> dict[str, int]:
    """ONNX Runtime's transformer fusions; returns how many of each."""
    options = FusionOptions("bert")
    options.enable_embed_layer_norm = False  # its int8 form is not portable, and it gains nothing here
    model = optimize_model(str(source), "bert", num_heads=HEADS, hidden_size=WIDTH, optimization_options=options)
    model.save_model_to_file(str(target))
    return cast("dict[str, int]", model.get_fused_operator_statistics())


def quantize(source: Path, target: Path, reduce_range: bool) -> None:
    """Dynamic int8, a scale for each column, embeddings included. ``reduce_range`` keeps AVX2 from saturating."""
    quantize_dynamic(
        str(source), str(target), per_channel=True, reduce_range=reduce_range, weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Attention", "Gather", "Gemm"],
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},  # without it the embeddings stay in fp32
    )  # fmt: skip


def load(out: Path) -> tuple[Network, dict[str, list[str]]]:
    """The network of a checkpoint, ready to be asked."""
    saved = torch.load(out / "checkpoint.pt", weights_only=True)
    network = Network(saved["labels"])
    network.load_state_dict(saved["state"])
    return network.eval(), saved["labels"]


def describe(labels: dict[str, list[str]], quantization: str) -> dict[str, object]:
    """``model.json``: what the runtime needs to read the outputs."""
    sizes = {name: 1 if name == "starts" else len(labels[name]) for name in TAGS}
    return {
        "format": FORMAT,
        "language": "en",
        "base": "all-MiniLM-L6-v2 (Apache-2.0)",
        "quantization": quantization,
        "shapes": list(SHAPES),
        "tags": sizes,
        "label_width": LABEL + 1,
        "labels": labels,
    }


def export(base: Path, out: Path, to: Path) -> None:
    """Write ``encoder.onnx`` (int8), ``model.json``, ``tokenizer.json`` to ``to``; fp32 to ``out``."""
    network, labels = load(out)
    to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        trace(network, Path(folder) / "plain.onnx")
        log.info("fused: %s", fuse(Path(folder) / "plain.onnx", Path(folder) / "fused.onnx"))
        for name, target in (("fp32", out / "fp32"), ("int8", out / "int8"), ("int8, reduced range", to)):
            target.mkdir(parents=True, exist_ok=True)
            if name == "fp32":
                shutil.copy(Path(folder) / "fused.onnx", target / "encoder.onnx")
            else:
                quantize(Path(folder) / "fused.onnx", target / "encoder.onnx", name != "int8")
            (target / "model.json").write_text(
                json.dumps(describe(labels, name), ensure_ascii=False, indent=1) + "\n", "utf-8"
            )
            (target / "tokenizer.json").write_bytes(base_file(base, "tokenizer.json"))
            log.info("%s: %.1f MB", target, sum(path.stat().st_size for path in target.iterdir()) / 1e6)
