"""The network as ONNX with weights and states of eight bits, which processors multiply two to four times as fast.

Everything that is multiplied lies between -1 and 1: states of GRUs, probabilities, features, and embeddings once they
are divided by the largest. So one scale, known beforehand, serves all (Jacob et al. 2018, "Quantization and training of
neural networks for efficient integer-arithmetic-only inference"): a whole number from 1 to 255 for what is read, and
one from -63 to 63 for a weight, with a scale for each output. Sums of products are whole numbers, the same on every
processor and whatever stands beside a row. A GRU's own state is kept in full; only what is multiplied is rounded.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from training.tagger.network import TwoWay

# Seven bits with the sign: the sum of two products with an unsigned byte fits 16 bits, in which AVX2 adds them.
WEIGHT = 63
UNIT, ZERO = 127, 128  # a read value is (whole number - ZERO) / UNIT
OPSETS = (helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1))
Values = NDArray[np.float32]


class Graph:
    """An ONNX graph under construction, or the body of a loop in one."""

    def __init__(self, outside: Graph | None = None) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self._names = [0] if outside is None else outside._names
        if outside is None:
            self.unit = self.constant(np.array(1 / UNIT, np.float32))
            self.zero = self.constant(np.array(ZERO, np.uint8))
        else:
            self.unit, self.zero = outside.unit, outside.zero

    def name(self) -> str:
        """A name that nothing has."""
        self._names[0] += 1
        return f"v{self._names[0]}"

    def add(self, kind: str, inputs: list[str], count: int = 1, domain: str = "", **attributes: object) -> list[str]:
        """A node; the names of its outputs."""
        names = [self.name() for _ in range(count)]
        self.nodes.append(helper.make_node(kind, inputs, names, domain=domain, **attributes))
        return names

    def one(self, kind: str, *inputs: str, **attributes: object) -> str:
        """A node with one output; its name."""
        return self.add(kind, list(inputs), **attributes)[0]  # type: ignore[arg-type]

    def constant(self, value: NDArray[np.generic]) -> str:
        """A constant array."""
        name = self.name()
        self.weights.append(numpy_helper.from_array(value, name))
        return name

    def numbers(self, *values: int) -> str:
        """Some whole numbers, as shapes and axes are told."""
        return self.constant(np.array(values, np.int64))

    def rename(self, value: str, name: str) -> None:
        """Give a value another name, as outputs have."""
        for node in self.nodes:
            for names in (node.input, node.output):
                names[:] = [name if its == value else its for its in names]

    def rounded(self, values: str) -> str:
        """Values from -1 to 1 as the eight bits that are multiplied."""
        return self.one("QuantizeLinear", values, self.unit, self.zero)

    def product(self, rows: str, weight: Values, bias: Values, scale: float = 1.0) -> str:
        """Rounded rows (…, inputs) times weight (inputs, outputs), plus bias; a 1 in the rows stands for `scale`."""
        largest = np.abs(weight).max(0)
        steps = np.where(largest > 0, largest / WEIGHT, 1).astype(np.float32)
        whole = np.rint(weight / steps).astype(np.int8)
        inputs = [rows, self.constant(whole), self.unit, self.constant((steps * scale).astype(np.float32)), self.zero]
        return self.one("MatMulIntegerToFloat", *inputs, "", self.constant(bias), domain="com.microsoft")

    def two_way(
        self, parts: list[str], keeps: str, module: TwoWay, extra: Values | None = None, scale: float = 1.0
    ) -> list[str]:
        """A GRU forwards and one backwards over rounded rows (time, rows, inputs), which are given in parts.

        Returns the rounded states of each, (time, rows, size). `extra` is a constant tail of every input. Both are one
        loop: step by step the one reads on from the beginning, the other back from the end. `keeps` (time, rows, 1) is
        0 where a row has no character, else 1: there the state is forgotten.
        """
        nothing = self.one("Gather", keeps, self.constant(np.array(0, np.int64)), axis=0)
        nothing = self.one("Mul", nothing, self.constant(np.zeros((1, module.forth.hidden_size), np.float32)))
        empty = self.rounded(nothing)
        read = [keeps, keeps, *parts, *parts]
        told: dict[str, object] = {
            "body": self._body([_Gates(way, extra, scale) for way in (module.forth, module.back)], len(parts)),
            "num_scan_inputs": len(read),
            "scan_input_directions": [0, 1, *[0] * len(parts), *[1] * len(parts)],
            "scan_output_directions": [0, 1],
        }
        return self.add("Scan", [nothing, nothing, empty, empty, *read], 6, **told)[4:]

    def _body(self, ways: list[_Gates], parts: int) -> onnx.GraphProto:
        """One step of both GRUs: of each the state, the state rounded, whether to keep the new one and the input's
        parts, to the new states, these rounded, and the same once more, to be told.
        """
        body, size = Graph(self), len(ways[0].states[0])
        states, rounded, keeps = ([body.name(), body.name()] for _ in range(3))
        read = [[body.name() for _ in range(parts)] for _ in ways]
        made = [body._step(*each) for each in zip(states, rounded, keeps, read, ways, strict=True)]
        after, whole = zip(*made, strict=True)
        told = [body.one("Identity", its) for its in whole]
        self.weights += body.weights

        def of(names: Iterable[str], kind: int, width: int | None) -> list[onnx.ValueInfoProto]:
            return [helper.make_tensor_value_info(name, kind, ["rows", width]) for name in names]

        floats, bits = TensorProto.FLOAT, TensorProto.UINT8
        inputs = of(states, floats, size) + of(rounded, bits, size) + of(keeps, floats, 1)
        inputs += of(chain(*read), bits, None)
        outputs = of(after, floats, size) + of(whole, bits, size) + of(told, bits, size)
        return helper.make_graph(body.nodes, "step", inputs, outputs)

    def _step(self, state: str, rounded: str, keep: str, parts: list[str], its: _Gates) -> tuple[str, str]:
        """One step of one GRU: the new state (rows, size), and rounded."""
        rows = self.one("Concat", *parts, axis=1) if len(parts) > 1 else parts[0]
        beside = self.one("Concat", rows, rounded, axis=1)  # one product of what is read and the state gives a gate
        update, reset = (
            self.one("Sigmoid", self.product(beside, np.concatenate([inputs * its.scale, states]), bias + own))
            for inputs, states, bias, own in zip(its.inputs[:2], its.states[:2], its.bias, its.own, strict=False)
        )
        given = self.product(rows, its.inputs[2], its.bias[2], its.scale)
        new = self.one("Mul", reset, self.product(rounded, its.states[2], its.own[2]))
        new = self.one("Tanh", self.one("Add", given, new))
        after = self.one("Add", new, self.one("Mul", update, self.one("Sub", state, new)))
        kept = self.one("Mul", after, keep)
        return kept, self.rounded(kept)


class _Gates:
    """A GRU's weights, each in three: of the gates update and reset, and of the new state; PyTorch has reset first.

    Of what is read (inputs, size), of the state (size, size), and the biases of both (size). A 1 in what is read stands
    for `scale`.
    """

    def __init__(self, module: torch.nn.GRU, extra: Values | None, scale: float) -> None:
        size = module.hidden_size
        order = np.r_[size : 2 * size, 0:size, 2 * size : 3 * size]
        held = {name: value.detach().numpy()[order] for name, value in module.named_parameters()}
        inputs, bias = held["weight_ih_l0"].T, held["bias_ih_l0"]
        if extra is not None:
            bias = bias + extra @ inputs[-len(extra) :]
            inputs = inputs[: -len(extra)]
        self.scale = scale
        self.inputs, self.states = np.split(inputs, 3, axis=1), np.split(held["weight_hh_l0"].T, 3, axis=1)
        self.bias, self.own = np.split(bias, 3), np.split(held["bias_hh_l0"], 3)
