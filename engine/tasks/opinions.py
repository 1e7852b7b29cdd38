"""Phrases of opinion in English and Chinese: a small grammar of ours, and what is held of each word of a phrase.

A word praises or blames, turns what follows in its clause into the opposite, begins another clause, or does nothing.
The last opinion counts: after "but" it is the one behind it.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

Kind = Literal["good", "bad", "not", "join", "plain"]


@dataclass(frozen=True, slots=True)
class Grammar:
    """Pieces of phrases, words separated by spaces; each slot of a clause takes one of its pieces."""

    frames: tuple[str, ...]
    """Ways to build a clause: slots in order."""
    slots: dict[str, tuple[str, ...]]
    good: tuple[str, ...]
    bad: tuple[str, ...]
    negations: tuple[str, ...]
    joins: tuple[str, ...]

    @property
    def kinds(self) -> dict[str, Kind]:
        """What each word does."""
        found: dict[str, Kind] = {}
        for piece in (piece for pieces in self.slots.values() for piece in pieces):
            found |= dict.fromkeys(piece.split(), "plain")
        does: dict[Kind, tuple[str, ...]] = {
            "good": self.good,
            "bad": self.bad,
            "not": self.negations,
            "join": self.joins,
        }
        for kind, words in does.items():
            found |= dict.fromkeys(words, kind)
        return found


def phrase(grammar: Grammar, rng: np.random.Generator) -> tuple[str, ...]:
    """Draw a phrase of one or two clauses."""
    clauses = [_clause(grammar, rng)]
    if rng.random() < 0.5:
        clauses += [[_one_of(grammar.joins, rng)], _clause(grammar, rng)]
    return tuple(word for clause in clauses for word in clause)


def _clause(grammar: Grammar, rng: np.random.Generator) -> list[str]:
    slots = _one_of(grammar.frames, rng).split()
    return [word for slot in slots for word in _one_of(grammar.slots[slot], rng).split()]


def _one_of(pieces: tuple[str, ...], rng: np.random.Generator) -> str:
    return pieces[int(rng.integers(len(pieces)))]


def opinions(words: tuple[str, ...], kinds: dict[str, Kind]) -> list[int]:
    """Say what a phrase means after each of its words: 1 praise, −1 blame, 0 nothing yet."""
    meant, sign, found = 0, 1, []
    for word in words:
        kind = kinds[word]
        if kind == "join":
            sign = 1
        elif kind == "not":
            sign = -sign
        elif kind != "plain":
            meant = sign if kind == "good" else -sign
        found.append(meant)
    return found


def _grammar(frames: str, good: str, bad: str, negations: str, joins: str, **slots: str) -> Grammar:
    """Write a grammar: pieces are separated by slashes, words of a piece by spaces."""
    praise, blame = tuple(good.split()), tuple(bad.split())
    liked, hated = (tuple(slots.pop(name).split()) for name in ("liked", "hated"))
    pieces = {name: tuple(piece.strip() for piece in text.split("/")) for name, text in slots.items()}
    pieces |= {"how": praise + blame, "feel": liked + hated}
    both = (praise + liked, blame + hated)
    return Grammar(tuple(frames.split(" / ")), pieces, *both, tuple(negations.split()), tuple(joins.split()))


GRAMMARS = {
    "en": _grammar(
        "what is not how / what is very how / i do-not feel what / i really feel what / think what is not how / "
        "think what is very how",
        good="good great lovely clever warm funny honest exciting",
        bad="bad awful dull boring cold stupid ugly slow",
        liked="like love enjoy admire",
        hated="hate dislike regret despise",
        negations="not never nobody hardly",
        joins="but and",
        what="the film / the music / the story / this book / the food / the acting / the whole evening",
        i="i / we / my friends / all of us",
        think="i think / i do not think / nobody says / we all find / you will never hear",
        **{
            "is": "is / was / seems",
            "not": "not / never / hardly / not at all / not very / not so / not really",
            "do-not": "do not / never / can not / will never / do not really",
            "very": " / very / really / so",
            "really": " / do / really / always",
        },
    ),
    "zh": _grammar(
        "what not how / what very how / i do-not feel what / i really feel what / think what not how / "
        "think what very how",
        good="好看 精彩 好听 温暖 有趣 真诚 聪明 动人",
        bad="难看 无聊 难听 冰冷 乏味 虚假 愚蠢 拖沓",
        liked="喜欢 热爱 欣赏 推荐",
        hated="讨厌 痛恨 后悔 嫌弃",
        negations="不 没人 并不",
        joins="但是 而且",
        what="这部 电影 / 音乐 / 这个 故事 / 这本 书 / 饭菜 / 表演 / 整个 晚上",
        i="我 / 我们 / 我 朋友 / 大家",
        think="我 觉得 / 我 不 觉得 / 没人 说 / 我们 都 认为 / 你 不 会 听说",
        **{
            "not": "不 / 并不 / 一点 也 不 / 从来 不 / 不 太 / 不 那么 / 并不 怎么",
            "do-not": "不 / 从来 不 / 并不 / 一点 也 不 / 不 太",
            "very": "很 / 非常 / 真的 很 / 特别",
            "really": " / 很 / 非常 / 一直 很",
        },
    ),
}
