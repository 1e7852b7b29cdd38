"""From a tree of words to one that means something: every name known, every sign between things that go together."""

from dataclasses import replace
from math import isnan

from engine.errors import WatchError
from engine.sentence import Sentence
from engine.watch.functions import FUNCTIONS, PLACING, Function
from engine.watch.mistake import NOTHING, mistake, unknown
from engine.watch.places import placed
from engine.watch.shape import Shape, joined
from engine.watch.tree import COMPARISONS, LOGIC, SIDES, Binary, Call, Node, Number, Ref, Unary, extent
from engine.watch.vocabulary import FACTS, HISTORIES, Vocabulary

Bound = tuple[Node, Shape]
LIKE = "h[t, 1] > 0 and f[t, 1] < 0.5"
ASK_THE_LINE = Sentence("Ask for the gradient of the line.", "要问那条线的梯度。")
HISTORY_AND_COUNT = Sentence("It takes a history and how many, as in last(losses, 20).",
                             "它要一段历史和个数，如 last(losses, 20)。")  # fmt: skip
NOT_HOW_MANY = Sentence("this is not how many.", "这不是个数。")
A_COUNT = Sentence("A whole number from 1 belongs here.", "这里应是从 1 起的整数。")
NAN = Sentence("nothing compares with nan, not even itself.", "nan 不能作比较，连和它自己都不行。")
SAME_PLACES = Sentence("Both sides must be for the same places.", "两边的位置必须相同。")
EACH_OR_NONE = Sentence("Write [t] behind all of them, or behind none.", "要么都写 [t]，要么都不写。")
GATHER = Sentence("Gather one by norm or max.", "用 norm 或 max 把一边归成一个数。")


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

    def wrong(self, node: Node, what: Sentence, expected: Sentence, remedy: Sentence = NOTHING) -> WatchError:
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
            said = Sentence(f"{name} is only {name[:-1]} of the step before.", f"{name} 只是上一步的 {name[:-1]}。")
            raise self.wrong(node, said, ASK_THE_LINE, Sentence(f"Write d{name[:-1]}[t-1].", f"写 d{name[:-1]}[t-1]。"))
        if side == "delta" and name not in self.words.weights:
            some = next(iter(self.words.weights), "")
            raise self.wrong(node, Sentence(f"an update adds nothing to {name}.", f"更新不会给 {name} 加上什么。"),
                             Sentence(f"It adds to weights, as in delta({some}).", f"它加在权重上，如 delta({some})。"))
        return bound, Shape(placed(self.text, bound, self.words))

    def _fact(self, node: Ref) -> Bound:
        if node.picks:
            raise mistake(self.text, node.whole, Sentence(f"{node.name} has no places.", f"{node.name} 没有位置可选。"),
                          Sentence("Brackets follow lines and weights.", "方括号只跟在线和权重后面。"))
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
            there = Sentence(f"There are {', '.join(known)}.", f"函数有 {', '.join(known)}。")
            raise unknown(self.text, node.span, "function", known, there)
        if len(node.args) != 1:
            like = f"{node.name}({_example(function)})"
            raise mistake(self.text, node.span, _arguments(node),
                          Sentence(f"It takes one, as in {like}.", f"只要一个，如 {like}。"))
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
            like, takes = f"{function.name}({_example(function)})", "条件" if function.takes == "conditions" else "数"
            said = Sentence(f"{function.name} cannot take {shape.said}.", f"{function.name} 不能用于{shape.said.zh}。")
            wants = Sentence(f"It takes {function.takes}, as in {like}.", f"它要{takes}，如 {like}。")
            raise self.wrong(given, said, wants)
        if function.name in PLACING and len(set(shape.names) - {"t"}) != 1:
            one, two, kind = f"{function.name}(h[t])", f"{function.name}(h[:, 1])", shape.said
            said = Sentence(f"{function.name} cannot count in {kind}.", f"{function.name} 不能在{kind.zh}里数。")
            wants = Sentence(f"One kind of place, as in {one} for a unit or {two} for a step.",
                             f"只能留一种位置，如 {one} 数单元，{two} 数时间步。")
            raise self.wrong(given, said, wants)

    def _last(self, node: Call) -> Bound:
        """Bind last(losses, 20)."""
        if len(node.args) != 2:
            raise mistake(self.text, node.span, _arguments(node), HISTORY_AND_COUNT)
        given, count = node.args
        if isinstance(given, Ref) and given.name in HISTORIES:
            given = replace(given, name=HISTORIES[given.name])
        bound, shape = self.bind(given)
        if shape.names != ("update",):
            raise self.wrong(given, _this(shape), HISTORY_AND_COUNT)
        if not isinstance(count, Number) or count.value < 1 or count.value % 1:
            raise self.wrong(count, NOT_HOW_MANY, A_COUNT)
        return replace(node, args=(bound, count)), shape

    def _unary(self, node: Unary) -> Bound:
        bound, shape = self.bind(node.operand)
        if shape.condition != (node.sign == "not"):
            wants, zh = ("a condition", "条件") if node.sign == "not" else ("a number", "数")
            belongs = Sentence(f"Behind {node.sign} belongs {wants}.", f"{node.sign} 后面应是{zh}。")
            raise self.wrong(node.operand, _this(shape), belongs)
        return replace(node, operand=bound), shape

    def _binary(self, node: Binary) -> Bound:
        (left, one), (right, two) = self.bind(node.left), self.bind(node.right)
        logic = node.sign in LOGIC
        for side, shape in ((node.left, one), (node.right, two)):
            if shape.condition != logic:
                kind, zh = (f"conditions, as in {LIKE}", f"条件，如 {LIKE}") if logic else ("numbers", "数")
                belong = Sentence(f"On both sides of {node.sign} belong {kind}.", f"{node.sign} 两边都应是{zh}。")
                raise self.wrong(side, _this(shape), belong)
            if node.sign in COMPARISONS and isinstance(side, Number) and isnan(side.value):
                raise self.wrong(side, NAN, Sentence("Ask by isnan( … ).", "用 isnan( … ) 来问。"))
        shape_of_both = joined(one, two, condition=logic or node.sign in COMPARISONS)
        if shape_of_both is None:
            said = Sentence(f"the left side is {one.said}, the right side {two.said}.",
                            f"左边是{one.said.zh}，右边是{two.said.zh}。")
            raise mistake(self.text, node.span, said, SAME_PLACES, _remedy(one, two))
        return replace(node, left=left, right=right), shape_of_both


def _example(function: Function) -> str:
    return "isnan(h)" if function.takes == "conditions" else "h[t]"


def _arguments(node: Call) -> Sentence:
    return Sentence(f"{node.name} has {len(node.args)} arguments.", f"{node.name} 有 {len(node.args)} 个参数。")


def _this(shape: Shape) -> Sentence:
    return Sentence(f"this is {shape.said}.", f"这是{shape.said.zh}。")


def _remedy(one: Shape, two: Shape) -> Sentence:
    return EACH_OR_NONE if {"t", "time"} <= {*one.names, *two.names} else GATHER
