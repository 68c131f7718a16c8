"""Writes a trained tagger as one ONNX file with its description beside it."""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper
from torch import Tensor

from kg.tagger.features import COLUMNS
from training.tagger.corpus import Register
from training.tagger.graph import OPSETS, UNIT, ZERO, Graph
from training.tagger.model import Batch, Tagger, read_run, stack
from training.tagger.network import REGISTERS, TAGS
from training.tagger.prepare import Reader, Window, load
from training.tagger.vocabulary import lac_chain

ROUNDING = 0.002  # what eight bits may change in the probability of a tag, on average


def build(reader: Reader, tagger: Tagger, rows: np.ndarray, reach: float) -> onnx.ModelProto:
    """The network as ONNX: (time, rows) ids, (time, rows, features) and keeps to (time, rows, tags) scores.

    keeps, (time, rows, 1), is 1 where a row has a character, and 0 where it has none, as between two texts. Two sets of
    scores come out: of the tags of names, and of LAC's tags of words. `reach` is the largest number that the head's
    narrow layer gives, if it has one.
    """
    graph, lac, head = Graph(), reader.lac, tagger.head
    table = lac.embedding.weight.detach().numpy()[rows]
    largest = float(np.abs(table).max())
    whole = graph.constant((np.rint(table / largest * UNIT) + ZERO).astype(np.uint8))
    states = graph.two_way([graph.one("Gather", whole, "ids")], "keeps", lac.lower, scale=largest)
    known = graph.one("Where", "known", *(graph.constant(np.array(value, np.uint8)) for value in (ZERO + UNIT, ZERO)))
    parts = [*states, known]
    if tagger.words is None:
        states = graph.two_way(states, "keeps", lac.upper if tagger.lac is None else tagger.lac.upper)
        words = _linear(graph, graph.one("Concat", *states, axis=-1), lac.out)
        parts = [*states, graph.rounded(graph.one("Softmax", words, axis=-1)), known]
    register = head.register.weight[REGISTERS.index(Register.REAL)].detach().numpy()
    if head.down is None:
        ways = graph.two_way(parts, "keeps", head.reader, register)
    else:
        narrow = graph.one("Relu", _linear(graph, graph.one("Concat", *parts, axis=-1), head.down, register))
        unit = graph.constant(np.array(reach / UNIT, np.float32))
        ways = graph.two_way([graph.one("QuantizeLinear", narrow, unit, graph.zero)], "keeps", head.reader, scale=reach)
    read = graph.one("Concat", *ways, axis=-1)
    scores = _linear(graph, read, head.out)
    if tagger.words is not None:
        words = _linear(graph, read, tagger.words)
    for made, name in ((scores, "scores"), (words, "words")):
        graph.rename(made, name)
    of = helper.make_tensor_value_info
    inputs = [
        of("ids", TensorProto.INT32, ["time", "rows"]),
        of("known", TensorProto.BOOL, ["time", "rows", tagger.columns]),
        of("keeps", TensorProto.FLOAT, ["time", "rows", 1]),
    ]
    outputs = [
        of("scores", TensorProto.FLOAT, ["time", "rows", len(TAGS)]),
        of("words", TensorProto.FLOAT, ["time", "rows", lac.out.out_features]),
    ]
    made = helper.make_graph(graph.nodes, "tagger", inputs, outputs, graph.weights)
    return helper.make_model(made, opset_imports=OPSETS, ir_version=8)


def _linear(graph: Graph, rows: str, module: torch.nn.Linear, extra: np.ndarray | None = None) -> str:
    """A linear layer over rounded rows; `extra` is a constant tail of every input."""
    weight, bias = (value.detach().numpy() for value in (module.weight.T, module.bias))
    if extra is not None:
        bias = bias + extra @ weight[-len(extra) :]
        weight = weight[: -len(extra)]
    return graph.product(rows, weight, bias)


def check(reader: Reader, tagger: Tagger, rows: np.ndarray, path: Path) -> None:
    """Raises ValueError if the written network scores chance characters otherwise than the trained one.

    Two texts stand in one row, as kg.tagger.network packs them.
    """
    import onnxruntime

    random = np.random.default_rng(1)
    time, sizes, begins = 60, (60, 40, 15), ((0, 0), (0, 1), (41, 1))
    ids, known = random.integers(0, len(rows), (time, 2)), random.integers(0, 2, (time, 2, tagger.columns))
    keeps = np.zeros((time, 2, 1), np.float32)
    for size, (begin, row) in zip(sizes, begins, strict=True):
        keeps[begin : begin + size, row] = 1
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    found = session.run(None, {"ids": ids.astype(np.int32), "known": known.astype(bool), "keeps": keeps})
    tagger.eval()
    for size, (begin, row) in zip(sizes, begins, strict=True):
        part = slice(begin, begin + size), row
        wanted = _trained(reader, tagger, rows[ids[part]], known[part])
        for mine, its in zip(found, wanted, strict=True):
            off = (torch.tensor(mine[part]).softmax(-1) - its.softmax(-1)).abs().mean()
            if float(off) > ROUNDING:
                raise ValueError(f"{path}: its tags' probabilities are {float(off):.4f} from those that were trained")


def _trained(reader: Reader, tagger: Tagger, ids: np.ndarray, known: np.ndarray) -> tuple[Tensor, Tensor]:
    """The trained network's scores of one text's tags of names and of words."""
    lengths, register = torch.tensor([len(ids)]), torch.tensor([REGISTERS.index(Register.REAL)])
    with torch.no_grad():
        lower, states, words = reader.lac(torch.tensor(ids)[None], lengths)
        facts = torch.tensor(known)[None].float()
        batch = Batch(lower, states, words.softmax(-1), facts, torch.empty(0), None, register, lengths)
        names, words = tagger(batch)
    return names[0], words[0]


def reach(tagger: Tagger, held: Sequence[Window]) -> float:
    """The largest number that the head's narrow layer gives for these windows; 1 where it has none."""
    if tagger.head.down is None:
        return 1.0
    tagger.eval()
    largest = 0.0
    for window in held:
        batch = stack([window])
        with torch.no_grad():
            joined = tagger.head.joined(batch.lower, None, batch.known[..., : tagger.columns], batch.register)
            largest = max(largest, float(tagger.head.down(joined).max()))
    return largest


def export(tagger: Tagger, path: Path, reach: float = 1.0) -> None:
    """Writes path (.onnx) and its description (.json); the embeddings of words and unused ids are left out."""
    reader = Reader()
    held = reader.vocabulary
    chars: dict[int, list[str]] = defaultdict(list)
    for char, row in held.table.items():
        if ord(char) < 0x10000:
            chars[row].append(char)
    chars.pop(held.unknown, None)
    rows = [held.unknown, *sorted(chars)]
    onnx.save(build(reader, tagger, np.array(rows), reach), path)
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
    """Command line: a run's .pt file, the .onnx file to write, the prepared articles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("read", type=Path, help="folder that prepare.py wrote")
    args = parser.parse_args()
    tagger = read_run(args.run)
    export(tagger, args.output, reach(tagger, load(args.read)))


if __name__ == "__main__":
    main()
