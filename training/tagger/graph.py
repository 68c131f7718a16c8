"""The network as ONNX with weights and states of eight bits, which processors multiply two to four times as fast.

Everything that is multiplied lies between -1 and 1: states of GRUs, probabilities, features, and embeddings once they
are divided by the largest. So one scale, known beforehand, serves all (Jacob et al. 2018, "Quantization and training of
neural networks for efficient integer-arithmetic-only inference"): a whole number from 1 to 255 for what is read, and
one from -63 to 63 for a weight, with a scale for each output. Sums of products are whole numbers, the same on every
processor and whatever stands beside a row. A GRU's own state is kept in full; only what is multiplied is rounded.
"""

from __future__ import annotations

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

    def two_way(self, rows: str, keeps: str, module: TwoWay, extra: Values | None = None, scale: float = 1.0) -> str:
        """A GRU forwards and one backwards over rounded rows (time, rows, inputs): rounded states (time, rows, 2 size).

        `extra` is a constant tail of every input. Both are one loop: step by step the one reads on from the beginning,
        the other back from the end. `keeps` (time, rows, 2, 1) is 0 where a text begins for it: the state is forgotten.
        """
        size = module.forth.hidden_size
        nothing = self.one("Gather", keeps, self.constant(np.array(0, np.int64)), axis=0)
        nothing = self.one("Mul", nothing, self.constant(np.zeros((1, 1, size), np.float32)))
        body = self._step(_Gates(module.forth, extra), _Gates(module.back, extra), scale)
        inputs, directions = [nothing, keeps, rows, rows], [0, 0, 1]
        _, states = self.add("Scan", inputs, 2, body=body, num_scan_inputs=3, scan_input_directions=directions)
        ahead, behind = self.add("Split", [states, self.numbers(1, 1)], 2, axis=2)
        first, before, back = self.numbers(-1), self.numbers(-(2**31)), self.numbers(-1)
        behind = self.one("Slice", behind, first, before, self.numbers(0), back)  # as the text goes
        return self.one("Reshape", self.one("Concat", ahead, behind, axis=2), self.numbers(0, 0, 2 * size))

    def _step(self, forth: _Gates, back: _Gates, scale: float) -> onnx.GraphProto:
        """One step of both GRUs: states (rows, 2, size), whether to keep them, the inputs to new ones, also rounded."""
        body, size = Graph(self), len(forth.states)
        state, keep, *read = (body.name() for _ in range(4))
        flat, whole, two = body.numbers(-1, size), body.numbers(-1, 2 * size), body.numbers(-1, 2, size)
        kept = body.one("Mul", state, keep)
        rounded = body.rounded(kept)
        ways = body.add("Split", [rounded, body.numbers(1, 1)], 2, axis=1)
        gates, given = [], []
        for rows, its, way in zip(read, (forth, back), ways, strict=True):
            # What is read and the state side by side give both gates in one product.
            beside = body.one("Concat", rows, body.one("Reshape", way, flat), axis=1)
            of_gates, of_new = np.split(its.inputs, [2 * size], axis=1)
            weight = np.concatenate([of_gates * scale, its.states[:, : 2 * size]])
            gates.append(body.product(beside, weight, its.bias[: 2 * size] + its.own[: 2 * size]))
            given.append(body.product(rows, of_new, its.bias[2 * size :], scale))
        joined = body.one("Reshape", body.one("Concat", *gates, axis=1), body.numbers(-1, 2, 2 * size))
        update, reset = body.add("Split", [body.one("Sigmoid", joined), body.numbers(size, size)], 2, axis=-1)
        weight = np.zeros((2 * size, 2 * size), np.float32)  # one product for both, though half of it is 0
        weight[:size, :size], weight[size:, size:] = forth.states[:, 2 * size :], back.states[:, 2 * size :]
        bias = np.concatenate([forth.own[2 * size :], back.own[2 * size :]])
        own = body.one("Reshape", body.product(body.one("Reshape", rounded, whole), weight, bias), two)
        new = body.one("Reshape", body.one("Concat", *given, axis=1), two)
        new = body.one("Tanh", body.one("Add", new, body.one("Mul", reset, own)))
        after = body.one("Add", new, body.one("Mul", update, body.one("Sub", kept, new)))
        told = body.rounded(after)
        self.weights += body.weights
        of, width = helper.make_tensor_value_info, len(forth.inputs)
        inputs = [of(state, TensorProto.FLOAT, [None, 2, size]), of(keep, TensorProto.FLOAT, [None, 2, 1])]
        inputs += [of(x, TensorProto.UINT8, [None, width]) for x in read]
        outputs = [of(after, TensorProto.FLOAT, [None, 2, size]), of(told, TensorProto.UINT8, [None, 2, size])]
        return helper.make_graph(body.nodes, "step", inputs, outputs)


class _Gates:
    """A GRU's weights with the gates in the order update, reset, new; PyTorch has reset first."""

    def __init__(self, module: torch.nn.GRU, extra: Values | None) -> None:
        size = module.hidden_size
        order = np.r_[size : 2 * size, 0:size, 2 * size : 3 * size]
        held = {name: value.detach().numpy()[order] for name, value in module.named_parameters()}
        self.inputs, self.states = held["weight_ih_l0"].T, held["weight_hh_l0"].T
        self.bias, self.own = held["bias_ih_l0"], held["bias_hh_l0"]
        if extra is not None:
            self.bias = self.bias + extra @ self.inputs[-len(extra) :]
            self.inputs = self.inputs[: -len(extra)]
