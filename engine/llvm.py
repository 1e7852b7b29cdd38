"""Machine code for the numbers and the processor at hand: vectors, loops and squashing, made by LLVM in memory.

LLVM comes with llvmlite, the compiler under Numba. Numba itself would spend seconds on a kernel and then need a cache
on disk; code that says what it wants in vectors is compiled in a tenth of one, so there is nothing to cache and no
moment at which a run would change from one way of computing to another.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

import llvmlite.binding as llvm
from llvmlite import ir

WHOLE, ADDRESS = ir.IntType(64), ir.PointerType()
LARGEST = {"float32": 87.0, "float64": 708.0}
"""e to this, and its reciprocal, are ordinary numbers."""
TERMS = {"float32": 7, "float64": 13}
"""Terms of the series of e^r − 1 for |r| ≤ ln 2 / 2 until they are below half a unit of the last digit."""
LN2 = {"float32": (0.693359375, -2.12194440e-4), "float64": (0.6931471803691238, 1.9082149292705877e-10)}
"""ln 2 in two parts, of which the first has so few digits that its small multiples are exact."""


@dataclass(frozen=True, slots=True)
class Processor:
    """How wide its vectors are, in bytes, and how many rows of a product fit into its registers."""

    wide: int
    tall: int


@cache
def features() -> llvm.FeatureMap:
    """What the processor can do, as far as LLVM can tell."""
    try:
        return llvm.get_host_cpu_features()
    except RuntimeError:  # it cannot on every system
        return llvm.FeatureMap()


@cache
def processor() -> Processor:
    """Look at the processor we run on."""
    has = features()
    if has.get("avx512f"):
        return Processor(64, 8)
    return Processor(32, 4) if has.get("avx2") and has.get("fma") else Processor(16, 4)


class Code:
    """Functions in the making, over one type of numbers."""

    def __init__(self, dtype: str) -> None:
        self.dtype = dtype
        self.size, self.bits = (4, ir.IntType(32)) if dtype == "float32" else (8, ir.IntType(64))
        self.real = ir.FloatType() if dtype == "float32" else ir.DoubleType()
        self.lanes = processor().wide // self.size
        self.vector = ir.VectorType(self.real, self.lanes)
        self.module = ir.Module()
        self.write = ir.IRBuilder()
        self._known: dict[str, ir.Function] = {}

    @contextmanager
    def function(self, name: str, *kinds: ir.Type, inner: bool = False) -> Iterator[tuple[ir.Value, ...]]:
        """Write a function, and go on where we were; gives its arguments."""
        made = ir.Function(self.module, ir.FunctionType(ir.VoidType(), kinds), name=name)
        made.linkage = "internal" if inner else ""
        before, self.write = self.write, ir.IRBuilder(made.append_basic_block())
        yield made.args
        self.write.ret_void()
        self.write = before
        self._known[name] = made

    def call(self, name: str, *args: ir.Value) -> None:
        """Call one of our functions."""
        self.write.call(self._known[name], args)

    def knows(self, name: str) -> bool:
        """Whether that function is written already."""
        return name in self._known

    @contextmanager
    def loop(self, begin: ir.Value, end: ir.Value, step: int = 1) -> Iterator[ir.Value]:
        """Repeat what is written inside, for begin, begin + step, … while below end."""
        block = self.write.block
        head, body, after = (self.write.append_basic_block() for _ in range(3))
        self.write.branch(head)
        self.write.position_at_end(head)
        at = self.write.phi(WHOLE)
        at.add_incoming(begin, block)
        self.write.cbranch(self.write.icmp_signed("<", at, end), body, after)
        self.write.position_at_end(body)
        yield at
        at.add_incoming(self.write.add(at, whole(step)), self.write.block)
        self.write.branch(head)
        self.write.position_at_end(after)

    def place(self, address: ir.Value, index: ir.Value) -> ir.Value:
        """The address of a number so many numbers further on."""
        return self.write.gep(address, [index], source_etype=self.real)

    def get(self, address: ir.Value) -> ir.Value:
        """Load a vector."""
        return self.write.load(address, typ=self.vector, align=self.size)

    def put(self, vector: ir.Value, address: ir.Value) -> None:
        """Store a vector."""
        self.write.store(vector, address, align=self.size)

    def spread(self, address: ir.Value) -> ir.Value:
        """Load one number into all lanes."""
        one = self.write.load(address, typ=self.real, align=self.size)
        first = self.write.insert_element(ir.Constant(self.vector, ir.Undefined), one, ir.Constant(ir.IntType(32), 0))
        lanes = ir.Constant(ir.VectorType(ir.IntType(32), self.lanes), [0] * self.lanes)
        return self.write.shuffle_vector(first, ir.Constant(self.vector, ir.Undefined), lanes)

    def number(self, value: float) -> ir.Value:
        """One number in all lanes."""
        return ir.Constant(self.vector, [value] * self.lanes)

    def fused(self, a: ir.Value, b: ir.Value, c: ir.Value) -> ir.Value:
        """a × b + c, rounded once where the processor can."""
        return self.write.call(self._intrinsic("fmuladd", 3), (a, b, c))

    def tanh(self, z: ir.Value) -> ir.Value:
        """Tanh with all its digits, also near zero: −u / (u + 2) of u = e^(−2|z|) − 1, with the sign of z."""
        write = self.write
        size = write.call(self._intrinsic("fabs", 1), (z,))
        scale, part = self._powers(write.fmul(size, self.number(-2.0)))
        below = self.fused(scale, part, write.fsub(scale, self.number(1.0)))
        ratio = write.fdiv(write.fneg(below), write.fadd(below, self.number(2.0)))
        return write.call(self._intrinsic("copysign", 2), (ratio, z))

    def sigmoid(self, z: ir.Value) -> ir.Value:
        """1 / (1 + e^−z)."""
        scale, part = self._powers(self.write.fneg(z))
        raised = self.fused(scale, part, self.write.fadd(scale, self.number(1.0)))
        return self.write.fdiv(self.number(1.0), raised)

    def _powers(self, z: ir.Value) -> tuple[ir.Value, ir.Value]:
        """Write e^z as s + s × p: s a power of two, p = e^r − 1 of a small rest r; what is no number stays none."""
        write, limit = self.write, LARGEST[self.dtype]
        for bound, beyond in ((limit, ">"), (-limit, "<")):
            z = write.select(write.fcmp_ordered(beyond, z, self.number(bound)), self.number(bound), z)
        digits = 23 if self.size == 4 else 52
        shift = self.number(1.5 * 2.0**digits)  # the sum ends at the point, so its last bits are a whole number
        shifted = self.fused(z, self.number(1 / math.log(2)), shift)
        count = write.fsub(shifted, shift)
        rest = z
        for part in LN2[self.dtype]:
            rest = self.fused(count, self.number(-part), rest)
        series = self.number(1 / math.factorial(TERMS[self.dtype]))
        for n in reversed(range(1, TERMS[self.dtype])):
            series = self.fused(series, rest, self.number(1 / math.factorial(n)))
        whole_lanes = ir.VectorType(self.bits, self.lanes)
        raised = write.shl(write.bitcast(shifted, whole_lanes), ir.Constant(whole_lanes, [digits] * self.lanes))
        scale = write.bitcast(write.add(raised, write.bitcast(self.number(1.0), whole_lanes)), self.vector)
        return scale, write.fmul(series, rest)

    def _intrinsic(self, name: str, count: int) -> ir.Function:
        full = f"llvm.{name}.v{self.lanes}f{8 * self.size}"
        if full not in self._known:
            kind = ir.FunctionType(self.vector, [self.vector] * count)
            self._known[full] = ir.Function(self.module, kind, name=full)
        return self._known[full]


def whole(value: int) -> ir.Value:
    """A whole number."""
    return ir.Constant(WHOLE, value)


def compiled(code: Code) -> llvm.ExecutionEngine:
    """Turn the functions into machine code; they live as long as what this gives."""
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    target = llvm.Target.from_default_triple().create_target_machine(
        cpu=llvm.get_host_cpu_name(), features=features().flatten(), opt=2, jit=True
    )
    module = llvm.parse_assembly(str(code.module))
    passes = llvm.create_pass_builder(target, llvm.create_pipeline_tuning_options(2))
    passes.getModulePassManager().run(module, passes)
    engine = llvm.create_mcjit_compiler(module, target)
    engine.finalize_object()
    return engine
