"""From a tree of words to one that means something: every name known, every sign between things that go together."""

from dataclasses import replace
from math import isnan

from engine.errors import WatchError
from engine.watch.functions import FUNCTIONS, PLACING, Function
from engine.watch.mistake import mistake, unknown
from engine.watch.places import placed
from engine.watch.shape import Shape, joined
from engine.watch.tree import COMPARISONS, LOGIC, SIDES, Binary, Call, Node, Number, Ref, Unary, extent
from engine.watch.vocabulary import FACTS, HISTORIES, Vocabulary

Bound = tuple[Node, Shape]


class Binder:
    """Checks one watch against one net; one method a kind of node."""

    def __init__(self, text: str, words: Vocabulary) -> None:
        self.text, self.words = text, words

    def bind(self, node: Node) -> Bound:
        """Give the node with its names resolved, and its shape."""
        match node:
            case Number():
                return node, Shape()
            case Ref():
                return self._ref(node)
            case Call():
                return self._call(node)
            case Unary():
                return self._unary(node)
            case Binary():
                return self._binary(node)

    def wrong(self, node: Node, what: str, expected: str, remedy: str = "") -> WatchError:
        """Point at all of a node."""
        return mistake(self.text, extent(node), what, expected, remedy)

    def _ref(self, node: Ref) -> Bound:
        plain = node.side == "value" and not node.quoted
        if plain and node.name in {"t", *FACTS} and node.name not in self.words.lines:
            return self._fact(node)
        found = self.words.resolved(node.name) if plain else None
        if found is None and not self.words.knows(node.name):
            raise unknown(self.text, node.span, "name", self.words.every(), self.words.said)
        side, name = found or (node.side, node.name)
        bound = replace(node, side=side, name=name, kind="weight" if name in self.words.weights else "line")
        if name[-1:] == "'" and name not in self.words.weights and side != "value":
            said = f"{name} is only {name[:-1]} of the step before."
            raise self.wrong(node, said, "Ask for the gradient of the line.", f"Write d{name[:-1]}[t-1].")
        if side == "delta" and name not in self.words.weights:
            some = next(iter(self.words.weights), "")
            raise self.wrong(node, f"an update adds nothing to {name}.", f"It adds to weights, as in delta({some}).")
        return bound, Shape(placed(self.text, bound, self.words))

    def _fact(self, node: Ref) -> Bound:
        if node.picks:
            raise mistake(self.text, node.whole, f"{node.name} has no places.", "Brackets follow lines and weights.")
        bound = replace(node, kind="fact")
        if node.name == "t":
            return bound, Shape((("t", 0),))
        kind = FACTS[node.name].kind
        return bound, Shape((("update", 0),) if kind == "history" else (), kind == "condition")

    def _call(self, node: Call) -> Bound:
        if node.name == "last":
            return self._last(node)
        function = FUNCTIONS.get(node.name)
        if function is None:
            known = [*FUNCTIONS, "last", *SIDES]
            raise unknown(self.text, node.span, "function", known, f"There are {', '.join(known)}.")
        if len(node.args) != 1:
            said = f"{node.name} has {len(node.args)} arguments."
            raise mistake(self.text, node.span, said, f"It takes one, as in {node.name}({_example(function)}).")
        (given,) = node.args
        if function.gathers and isinstance(given, Ref) and given.name in HISTORIES and not given.quoted:
            given = replace(given, name=HISTORIES[given.name])
        bound, shape = self.bind(given)
        self._takes(function, bound, shape)
        gives = function.gives == "conditions"
        return replace(node, args=(bound,)), (
            shape.gathered(condition=gives) if function.gathers else replace(shape, condition=gives)
        )

    def _takes(self, function: Function, given: Node, shape: Shape) -> None:
        """Refuse what a function cannot take."""
        if shape.condition != (function.takes == "conditions"):
            wants = f"It takes {function.takes}, as in {function.name}({_example(function)})."
            raise self.wrong(given, f"{function.name} cannot take {shape.said}.", wants)
        if function.name in PLACING and len(set(shape.names) - {"t"}) != 1:
            wants = f"One kind of place, as in {function.name}(h[t]) for a unit or {function.name}(h[:, 1]) for a step."
            raise self.wrong(given, f"{function.name} cannot count in {shape.said}.", wants)

    def _last(self, node: Call) -> Bound:
        """Bind last(losses, 20)."""
        example = "It takes a history and how many, as in last(losses, 20)."
        if len(node.args) != 2:
            raise mistake(self.text, node.span, f"last has {len(node.args)} arguments.", example)
        given, count = node.args
        if isinstance(given, Ref) and given.name in HISTORIES:
            given = replace(given, name=HISTORIES[given.name])
        bound, shape = self.bind(given)
        if shape.names != ("update",):
            raise self.wrong(given, f"this is {shape.said}.", example)
        if not isinstance(count, Number) or count.value < 1 or count.value % 1:
            raise self.wrong(count, "this is not how many.", "A whole number from 1 belongs here.")
        return replace(node, args=(bound, count)), shape

    def _unary(self, node: Unary) -> Bound:
        bound, shape = self.bind(node.operand)
        if shape.condition != (node.sign == "not"):
            wants = "a condition" if node.sign == "not" else "a number"
            raise self.wrong(node.operand, f"this is {shape.said}.", f"Behind {node.sign} belongs {wants}.")
        return replace(node, operand=bound), shape

    def _binary(self, node: Binary) -> Bound:
        (left, one), (right, two) = self.bind(node.left), self.bind(node.right)
        logic = node.sign in LOGIC
        for side, shape in ((node.left, one), (node.right, two)):
            if shape.condition != logic:
                kind = "conditions, as in h[t, 1] > 0 and f[t, 1] < 0.5" if logic else "numbers"
                raise self.wrong(side, f"this is {shape.said}.", f"On both sides of {node.sign} belong {kind}.")
            if node.sign in COMPARISONS and isinstance(side, Number) and isnan(side.value):
                raise self.wrong(side, "nothing compares with nan, not even itself.", "Ask by isnan( … ).")
        shape_of_both = joined(one, two, condition=logic or node.sign in COMPARISONS)
        if shape_of_both is None:
            said = f"the left side is {one.said}, the right side {two.said}."
            wants = "Both sides must be for the same places."
            raise mistake(self.text, node.span, said, wants, _remedy(one, two))
        return replace(node, left=left, right=right), shape_of_both


def _example(function: Function) -> str:
    return "isnan(h)" if function.takes == "conditions" else "h[t]"


def _remedy(one: Shape, two: Shape) -> str:
    names = {*one.names, *two.names}
    return "Write [t] behind all of them, or behind none." if {"t", "time"} <= names else "Gather one by norm or max."
