"""Writes a trained tagger as one ONNX file with its description beside it."""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from kg.tagger.features import COLUMNS
from training.tagger.corpus import Register
from training.tagger.model import Batch, Tagger, read_run
from training.tagger.network import REGISTERS, TAGS, TwoWay
from training.tagger.prepare import Reader
from training.tagger.vocabulary import lac_chain

HALF = 0.01  # what half precision may change in a score


class Graph:
    """An ONNX graph under construction; weights are kept in half precision and widened when it is loaded."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def add(self, kind: str, inputs: list[str], **attributes: object) -> str:
        """A node; its output's name."""
        name = f"{kind.lower()}{len(self.nodes)}"
        outputs = [name, f"{name}_last"] if kind == "GRU" else [name]
        self.nodes.append(helper.make_node(kind, inputs, outputs, **attributes))
        return name

    def weight(self, value: np.ndarray) -> str:
        """A constant array."""
        name = f"weight{len(self.weights)}"
        half = value.dtype == np.float32
        self.weights.append(numpy_helper.from_array(value.astype(np.float16) if half else value, name))
        return self.add("Cast", [name], to=TensorProto.FLOAT) if half else name

    def gru(self, rows: str, module: TwoWay, extra: np.ndarray | None = None) -> str:
        """A bidirectional GRU over (time, rows, inputs); `extra` is a constant tail of every input."""
        size = module.forth.hidden_size
        order = np.r_[size : 2 * size, 0:size, 2 * size : 3 * size]
        parts: dict[str, list[np.ndarray]] = defaultdict(list)
        for one in (module.forth, module.back):
            held = {name: value.detach().numpy() for name, value in one.named_parameters()}
            inputs, bias = held["weight_ih_l0"], held["bias_ih_l0"]
            if extra is not None:
                bias = bias + inputs[:, -len(extra) :] @ extra
                inputs = inputs[:, : -len(extra)]
            parts["inputs"].append(inputs[order])
            parts["states"].append(held["weight_hh_l0"][order])
            parts["bias"].append(np.concatenate([bias[order], held["bias_hh_l0"][order]]))
        names = [self.weight(np.stack(parts[key])) for key in ("inputs", "states", "bias")]
        read = self.add(
            "GRU", [rows, *names, "sizes"], direction="bidirectional", hidden_size=size, linear_before_reset=1
        )
        turned = self.add("Transpose", [read], perm=[0, 2, 1, 3])
        return self.add("Reshape", [turned, self.weight(np.array([0, 0, -1], np.int64))])

    def linear(self, rows: str, module: torch.nn.Linear, extra: np.ndarray | None = None) -> str:
        """A linear layer; `extra` is a constant tail of every input."""
        weight, bias = (value.detach().numpy() for value in (module.weight, module.bias))
        if extra is not None:
            bias = bias + weight[:, -len(extra) :] @ extra
            weight = weight[:, : -len(extra)]
        return self.add("Add", [self.add("MatMul", [rows, self.weight(weight.T.copy())]), self.weight(bias)])


def build(reader: Reader, tagger: Tagger, rows: np.ndarray) -> onnx.ModelProto:
    """The network as ONNX: (time, rows) ids, (time, rows, features) and (rows,) sizes to (time, rows, tags) scores.

    Two sets of scores come out: of the tags of names, and of LAC's tags of words.
    """
    graph, lac, head = Graph(), reader.lac, tagger.head
    known = graph.add("Cast", ["known"], to=TensorProto.FLOAT)
    table = graph.weight(lac.embedding.weight.detach().numpy()[rows])
    states = graph.gru(graph.add("Gather", [table, "ids"]), lac.lower)
    parts = [states, known]
    if tagger.words is None:
        states = graph.gru(states, lac.upper if tagger.lac is None else tagger.lac.upper)
        words = graph.linear(states, lac.out)
        parts = [states, graph.add("Softmax", [words], axis=-1), known]
    joined = graph.add("Concat", parts, axis=-1)
    register = head.register.weight[REGISTERS.index(Register.REAL)].detach().numpy()
    if head.down is None:
        read = graph.gru(joined, head.reader, register)
    else:
        read = graph.gru(graph.add("Relu", [graph.linear(joined, head.down, register)]), head.reader)
    scores = graph.linear(read, head.out)
    if tagger.words is not None:
        words = graph.linear(read, tagger.words)
    for made, name in ((scores, "scores"), (words, "words")):
        graph.nodes.append(helper.make_node("Identity", [made], [name]))
    of = helper.make_tensor_value_info
    inputs = [
        of("ids", TensorProto.INT32, ["time", "rows"]),
        of("known", TensorProto.UINT8, ["time", "rows", tagger.columns]),
        of("sizes", TensorProto.INT32, ["rows"]),
    ]
    outputs = [
        of("scores", TensorProto.FLOAT, ["time", "rows", len(TAGS)]),
        of("words", TensorProto.FLOAT, ["time", "rows", lac.out.out_features]),
    ]
    made = helper.make_graph(graph.nodes, "tagger", inputs, outputs, graph.weights)
    return helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def check(reader: Reader, tagger: Tagger, rows: np.ndarray, path: Path) -> None:
    """Raises ValueError if the written network scores chance characters otherwise than the trained one."""
    import onnxruntime

    random = np.random.default_rng(1)
    time, count = 40, 3
    ids, known = random.integers(0, len(rows), (time, count)), random.integers(0, 2, (time, count, tagger.columns))
    sizes = np.array([40, 30, 7], np.int32)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    found = session.run(None, {"ids": ids.astype(np.int32), "known": known.astype(np.uint8), "sizes": sizes})
    batch = [torch.tensor(value).transpose(0, 1) for value in (rows[ids], known)]
    lengths, register = torch.tensor(sizes).long(), torch.full((count,), REGISTERS.index(Register.REAL))
    with torch.no_grad():
        lower, states, words = reader.lac(batch[0], lengths)
        chances, nothing = words.softmax(-1), torch.empty(0)
        tagger.eval()
        wanted = tagger(Batch(lower, states, chances, batch[1].float(), nothing, None, register, lengths))
    found[1] = torch.tensor(found[1]).log_softmax(-1).numpy()
    for row, size in enumerate(sizes):
        for mine, its in zip(found, wanted, strict=True):
            far = float(np.abs(mine[:size, row] - its[row, :size].numpy()).max())
            if far > HALF:
                raise ValueError(f"{path}: its scores differ by {far:.3f} from those of the network that was trained")


def export(tagger: Tagger, path: Path) -> None:
    """Writes path (.onnx) and its description (.json); the embeddings of words and unused ids are left out."""
    reader = Reader()
    held = reader.vocabulary
    chars: dict[int, list[str]] = defaultdict(list)
    for char, row in held.table.items():
        if ord(char) < 0x10000:
            chars[row].append(char)
    chars.pop(held.unknown, None)
    rows = [held.unknown, *sorted(chars)]
    onnx.save(build(reader, tagger, np.array(rows)), path)
    check(reader, tagger, np.array(rows), path)
    word_tags, word_moves = lac_chain()
    moves = (tagger.crf.moves + tagger.crf.barred).detach().numpy()
    told = {
        "columns": COLUMNS[: tagger.columns],
        "tags": TAGS,
        "characters": ["", *("".join(sorted(chars[row])) for row in rows[1:])],
        "moves": [[round(float(v), 4) for v in row] for row in moves],
        "first": tagger.crf.first.tolist(),
        "last": tagger.crf.last.tolist(),
        "word_tags": word_tags,
        "word_moves": [[round(float(v), 6) for v in row] for row in word_moves],
    }
    path.with_suffix(".json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf8")


def main() -> None:
    """Command line: a run's .pt file, the .onnx file to write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("output", type=Path)
    args = parser.parse_args()
    export(read_run(args.run), args.output)


if __name__ == "__main__":
    main()
