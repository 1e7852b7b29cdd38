"""The ops of a cell's lines in vectors of machine code: `engine.ops` again, by name; a kernel knows no others."""

from collections.abc import Callable

from llvmlite import ir

from engine.llvm import Code

Run = Callable[..., ir.Value]
Pull = Callable[..., tuple[ir.Value, ...]]


def _rest(code: Code, y: ir.Value) -> ir.Value:
    return code.write.fsub(code.number(1.0), y)


def _relu(code: Code, z: ir.Value, given: ir.Value) -> ir.Value:
    none = code.number(0.0)
    return code.write.select(code.write.fcmp_ordered("<=", z, none), none, given)


# the name of an op -> how it is run, and pulled back: engine/ops.py again, in vectors
RUN: dict[str, Run] = {
    "sigmoid": lambda code, z: code.sigmoid(z),
    "tanh": lambda code, z: code.tanh(z),
    "identity": lambda code, z: z,
    "relu": lambda code, z: _relu(code, z, z),
    "times": lambda code, a, b: code.write.fmul(a, b),
    "diagonal": lambda code, a, p: code.write.fmul(a, p),
    "plus": lambda code, a, b: code.write.fadd(a, b),
    "rest": _rest,
    "half": lambda code, a: code.write.fmul(a, code.number(0.5)),
    "double": lambda code, a: code.write.fadd(a, a),
}
PULL: dict[str, Pull] = {
    "sigmoid": lambda code, dy, y, z: (code.write.fmul(code.write.fmul(dy, y), _rest(code, y)),),
    "tanh": lambda code, dy, y, z: (code.write.fmul(dy, _rest(code, code.write.fmul(y, y))),),
    "identity": lambda code, dy, y, z: (dy,),
    "relu": lambda code, dy, y, z: (_relu(code, y, dy),),
    "times": lambda code, dy, y, a, b: (code.write.fmul(dy, b), code.write.fmul(dy, a)),
    "diagonal": lambda code, dy, y, a, p: (code.write.fmul(dy, p),),
    "plus": lambda code, dy, y, a, b: (dy, dy),
    "rest": lambda code, dy, y, a: (code.write.fneg(dy),),
    "half": lambda code, dy, y, a: (code.write.fmul(dy, code.number(0.5)),),
    "double": lambda code, dy, y, a: (code.write.fadd(dy, dy),),
}
