"""What the gallery says of each preset, and which presets a typed text finds. No Qt here."""

from dataclasses import dataclass
from pathlib import Path

from engine.sentence import Sentence
from engine.shelf import Entry
from presets.load import Preset
from visualizer.measures import bound_words

ORDER = (
    "bptt", "brackets", "brackets2", "brackets-deep", "quotes", "capitals", "q-to-u", "weather", "memory",
    "memory-cell", "hold", "distributed", "fade", "squash", "window", "data-need", "overfit", "next-step",
    "oscillation", "network-flow", "transactions", "patients", "grid-load", "customers", "handwriting", "speech",
    "spoken-digits", "captions",
    "sentiment", "translation", "video", "image-class", "adding", "temporal-order", "reber", "copy", "a-n-b-n",
    "forget-bias",
)  # fmt: skip
"""As the lecture comes to them; what is not listed follows by name."""


@dataclass(frozen=True, slots=True)
class Card:
    """A preset's file in the gallery, and what was read of it; nothing yet if `entry` is None."""

    path: Path
    own: bool
    entry: Entry | None = None

    @property
    def preset(self) -> Preset | None:
        """The preset, if it was read and is whole."""
        return self.entry.preset if self.entry else None

    @property
    def mistakes(self) -> tuple[Sentence, ...]:
        """What is wrong with it."""
        return self.entry.mistakes if self.entry else ()

    def title(self, lang: str) -> str:
        """What it is called."""
        if self.preset is None:
            return self.path.stem
        return self.preset.title.zh if lang == "zh" else self.preset.title.en

    def about(self, lang: str) -> str:
        """One line on what it is about."""
        if self.preset is None:
            return ""
        return self.preset.about.zh if lang == "zh" else self.preset.about.en

    @property
    def words(self) -> str:
        """All that a search looks at, in both languages."""
        preset = self.preset
        parts = [self.path.stem, *(("own", "自己的") if self.own else ())]
        parts += [words for told in self.mistakes for words in (told, told.zh)]
        if preset is not None:
            texts = [words for words in (preset.title, preset.about, preset.look, preset.source) if words]
            parts += [*preset.keywords, *(text for words in texts for text in (words.zh, words.en))]
            parts += [part for run in preset.runs.values() for part in (run.task, run.cell)]
        return "\n".join(parts).casefold()


def ordered(cards: list[Card]) -> list[Card]:
    """The user's own first, then ours as the lecture comes to them."""
    place = {name: number for number, name in enumerate(ORDER)}
    return sorted(cards, key=lambda card: (not card.own, place.get(card.path.stem, len(place)), card.path.stem))


def found(cards: list[Card], query: str) -> list[Card]:
    """The cards in which every word of a query stands; those with all of them in the title first."""
    words = query.casefold().split()
    hits = [card for card in cards if all(word in card.words for word in words)]
    titles = {card.path: f"{card.path.stem} {card.title('zh')} {card.title('en')}".casefold() for card in hits}
    return sorted(hits, key=lambda card: not all(word in titles[card.path] for word in words))


def verdict(preset: Preset, lang: str) -> str:
    """What it is proven to do, said as it was measured."""
    zh = lang == "zh"
    if preset.proof is not None:
        met, of, seconds = preset.proof.met, preset.proof.of, preset.proof.seconds
        return f"{of} 个种子中 {met} 个达标，每个 {seconds:g} 秒" if zh else f"met {met} of {of}, {seconds:g} s a seed"
    if preset.solved:
        return "有标准，尚未测量" if zh else "has a criterion, not measured yet"
    return "没有标准，不作承诺" if zh else "no criterion, promises nothing"


def criterion(preset: Preset, lang: str) -> str:
    """What had to hold, and where and when it was measured."""
    bounds = ("，" if lang == "zh" else ", ").join(bound_words(each, lang) for each in preset.solved)
    if not bounds:
        return ""
    told = ("标准：" if lang == "zh" else "criterion: ") + bounds
    return told if preset.proof is None else f"{told}   ·   {preset.proof.machine}, {preset.proof.date}"
