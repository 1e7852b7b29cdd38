"""From words to a tree, by recursive descent.

    watch   or
    or      and { "or" and }
    and     not { "and" not }
    not     "not" not | compare
    compare sum { ("<" | "<=" | ">" | ">=" | "==" | "!=") sum }     0 < x < 1 means both
    sum     term { ("+" | "-") term }
    term    sign { ("*" | "/") sign }
    sign    "-" sign | "+" sign | power
    power   atom [ "**" sign ]
    atom    number | "(" or ")" | name [ picks ] | side "(" name ")" [ picks ] | function "(" or { "," or } ")"
    side    "d" | "delta"
    picks   "[" pick [ "," pick ] "]"
    pick    ":" | ("t" | "T") [ ("+" | "-") whole ] | whole

What the names mean is not asked here.
"""

from collections.abc import Callable

from engine.errors import WatchError
from engine.sentence import Sentence
from engine.watch.mistake import NOTHING, mistake
from engine.watch.tokens import Kind, Token, tokens
from engine.watch.tree import COMPARISONS, SIDES, Binary, Call, Node, Number, Pick, Ref, Unary

DEEPEST = 24
CONSTANTS = {"nan": float("nan"), "inf": float("inf")}
WORDS = ("and", "or", "not")
NO_VALUE = Sentence("a value is missing before it", "这里缺少一个值")
A_VALUE = Sentence("A number, a name, a function or a bracket belongs here", "这里应是数、名字、函数或括号")
NO_NAME = Sentence("a name is missing before it", "这里缺少名字")
A_NAME = Sentence("The name of a line or of a weight belongs here", "这里应是一条线或一个权重的名字")
COMPLETE = Sentence("the expression is complete before it", "表达式到此已经完整")
GOING_ON = Sentence("A sign such as + or >, and, or, or the end", "这里应是 +、> 之类的符号，and、or，或者结束")
THREE = Sentence("there are three places.", "有三个位置。")
TWO = Sentence("Two at most: [time step, unit].", "最多两个：[时间步, 单元]。")
NO_PLACE = Sentence("no place is written so", "位置不这样写")
A_PLACE = Sentence("A place is a whole number from 1, t, t-1, T or :", "位置是从 1 起的整数、t、t-1、T 或 :")
THE_LAST = Sentence("The last time step is T.", "最后一个时间步是 T。")
TOO_DEEP = Sentence("it is nested too deeply", "嵌套得太深")


def parse(text: str) -> Node:
    """Read a watch."""
    reader = Reader(text)
    node = reader.either()
    if reader.now.kind is not Kind.END:
        raise reader.wrong(COMPLETE, GOING_ON)
    return node


class Reader:
    """Reads words from left to right; one method a rule of the grammar."""

    def __init__(self, text: str) -> None:
        self.text, self._words, self._at, self._depth = text, tokens(text), 0, 0

    @property
    def now(self) -> Token:
        """The word that is read next."""
        return self._words[self._at]

    def wrong(self, what: Sentence, expected: Sentence, remedy: Sentence = NOTHING) -> WatchError:
        """Point at the word that does not fit."""
        shown = self.now.shown
        fits_not = "还没写完" if self.now.kind is Kind.END else f"{shown.zh}放在这里不对"
        said = Sentence(f"{shown} does not fit: {what}.", f"{fits_not}：{what.zh}。")
        return mistake(self.text, self.now.span, said, Sentence(f"{expected}.", f"{expected.zh}。"), remedy)

    def either(self) -> Node:
        """Read an or."""
        return self._chain(self._both, "or")

    def _both(self) -> Node:
        return self._chain(self._not, "and")

    def _not(self) -> Node:
        if word := self._taken("not"):
            return Unary("not", self._deeper(self._not), word.span)
        return self._compare()

    def _compare(self) -> Node:
        left, found = self._sum(), list[Node]()
        while word := self._taken(*COMPARISONS):
            right = self._sum()
            found.append(Binary(word.text, left, right, word.span))
            left = right
        if not found:
            return left
        node = found[0]
        for more in found[1:]:
            node = Binary("and", node, more, more.span)
        return node

    def _sum(self) -> Node:
        return self._chain(self._term, "+", "-")

    def _term(self) -> Node:
        return self._chain(self._sign, "*", "/")

    def _sign(self) -> Node:
        if word := self._taken("-", "+"):
            operand = self._deeper(self._sign)
            return Unary("-", operand, word.span) if word.text == "-" else operand
        base = self._atom()
        if word := self._taken("**"):
            return Binary("**", base, self._deeper(self._sign), word.span)
        return base

    def _atom(self) -> Node:
        word = self.now
        if word.kind is Kind.NUMBER:
            return Number(float(self._next().text), word.span)
        if word.kind is Kind.QUOTED:
            return self._reference()
        if self._taken("("):
            node = self._deeper(self.either)
            self._expect(")", word)
            return node
        if word.kind is not Kind.NAME or word.text in WORDS:
            raise self.wrong(NO_VALUE, A_VALUE)
        return self._named()

    def _named(self) -> Node:
        """Read what begins with a name."""
        word, after = self.now, self._words[self._at + 1].text
        if after != "(":
            return Number(CONSTANTS[self._next().text], word.span) if word.text in CONSTANTS else self._reference()
        self._next()
        bracket = self._next()
        if word.text in SIDES:
            return self._reference(word, bracket)
        args = [] if self.now.text == ")" else [self._deeper(self.either)]
        while args and self._taken(","):
            args.append(self._deeper(self.either))
        self._expect(")", bracket)
        return Call(word.text, tuple(args), word.span)

    def _reference(self, side: Token | None = None, bracket: Token | None = None) -> Ref:
        """Read a name, alone or in d( ) or delta( ), and its brackets."""
        name = self.now
        if name.kind not in {Kind.NAME, Kind.QUOTED} or name.text in WORDS:
            raise self.wrong(NO_NAME, A_NAME)
        self._next()
        if side and bracket:
            self._expect(")", bracket)
        picks = self._picks() if self.now.text == "[" else ()
        whole = (side or name).span[0], self._words[self._at - 1].span[1]
        quoted = name.kind is Kind.QUOTED
        return Ref(name.text, SIDES[side.text] if side else "value", picks, name.span, whole, quoted)

    def _picks(self) -> tuple[Pick, ...]:
        opening = self._next()
        found = [self._pick()]
        while self._taken(","):
            if len(found) == 2:
                raise mistake(self.text, opening.span, THREE, TWO)
            found.append(self._pick())
        self._expect("]", opening)
        return tuple(found)

    def _pick(self) -> Pick:
        word = self.now
        if self._taken(":"):
            return Pick(":", 0, word.span)
        if word.text in {"t", "T"}:
            self._next()
            sign = self._taken("+", "-")
            offset = self._whole() if sign else 0
            span = word.span[0], self._words[self._at - 1].span[1]
            return Pick("t" if word.text == "t" else "T", -offset if sign and sign.text == "-" else offset, span)
        return Pick("number", self._whole(), word.span)

    def _whole(self) -> int:
        word = self.now
        if not word.text.isdecimal() or len(word.text) > 6:
            raise self.wrong(NO_PLACE, A_PLACE, THE_LAST if word.text == "-" else NOTHING)
        return int(self._next().text)

    def _chain(self, part: Callable[[], Node], *signs: str) -> Node:
        """Read parts with signs between them, from left to right."""
        node = part()
        while word := self._taken(*signs):
            node = Binary(word.text, node, part(), word.span)
        return node

    def _deeper(self, part: Callable[[], Node]) -> Node:
        """Read a part inside another."""
        self._depth += 1
        if self._depth > DEEPEST:
            most = Sentence(f"At most {DEEPEST} deep", f"最多 {DEEPEST} 层")
            raise self.wrong(TOO_DEEP, most, Sentence("Write it in two watches.", "分成两个监视来写。"))
        node = part()
        self._depth -= 1
        return node

    def _next(self) -> Token:
        word = self.now
        self._at += 1
        return word

    def _taken(self, *texts: str) -> Token | None:
        """Take the next word if it is one of these."""
        return self._next() if self.now.kind in {Kind.SIGN, Kind.NAME} and self.now.text in texts else None

    def _expect(self, closing: str, opening: Token) -> None:
        """Take the bracket that closes another."""
        if not self._taken(closing):
            place = opening.span[0] + 1
            said = Sentence(f'the "{opening.text}" of character {place} is still open',
                            f"第 {place} 个字符的“{opening.text}”还没有合上")
            raise self.wrong(said, Sentence(f'A sign, or "{closing}"', f"这里应是符号，或“{closing}”"))
