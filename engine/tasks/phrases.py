"""A grammar of French phrases, each with what it is in English and in Spanish, by rules and not word by word.

French puts most adjectives behind the noun, gives them its gender, negates around the verb and swallows vowels (l', n',
j'); English negates with "do"; Spanish leaves out pronouns, and has a before persons and al for a el.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import TypeVar

from engine.tasks.lexicon import (
    ADVERBS,
    DETERMINERS,
    PERSONS,
    PLACES,
    PRONOUNS,
    THIRD,
    TO_BE,
    Adjective,
    Noun,
    Verb,
    adjectives,
    nouns,
    verbs,
)

Words = tuple[str, ...]
T = TypeVar("T")
LANGUAGES = ("fr", "en", "es")
VOWELS = "aeiouéèêâîôûœ"
ELIDED = {"le": "l'", "la": "l'", "ne": "n'", "je": "j'", "ce": "cet", "ma": "mon", "ta": "ton"}
"""What French words become before a vowel."""
BY_PRONOUN, DESCRIBED, DENIED, PLACED, SAID_HOW = 0.35, 0.35, 0.25, 0.5, 0.3
KINDS, SHARES = ("does to", "does", "is"), (0.55, 0.25, 0.2)
"""What a sentence is about, and how often."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """The same in each language."""

    fr: Words
    en: Words
    es: Words

    def __add__(self, other: "Phrase") -> "Phrase":
        return Phrase(self.fr + other.fr, self.en + other.en, self.es + other.es)


def same(fr: str, en: str, es: str) -> Phrase:
    """Make a phrase of words; an empty one is none."""
    return Phrase(*(tuple(word.split()) for word in (fr, en, es)))


NOTHING = same("", "", "")


@dataclass(frozen=True, slots=True)
class Subject:
    """Who does it: the phrase, the person of the verb, and the gender in French and Spanish."""

    phrase: Phrase
    person: int
    genders: tuple[int, int]
    kind: str = "person"


def sentence(dice: Random) -> Phrase:
    """Draw a sentence."""
    (kind,) = dice.choices(KINDS, SHARES)
    deny = dice.random() < DENIED
    if kind == "is":
        subject = _subject(dice, len(TO_BE))
        adjective = _one(dice, adjectives(colours=subject.kind == "animal"))
        return spelled(subject.phrase + _is(subject, adjective, deny=deny))
    subject = _subject(dice, len(PRONOUNS))
    verb = _one(dice, verbs(takes_object=kind == "does to"))
    done = _done(subject.person, verb, deny=deny)
    rest = _object(dice, verb) if verb.objects else _place(dice)
    how = same(*_one(dice, ADVERBS)) if dice.random() < SAID_HOW * (rest == NOTHING or bool(verb.objects)) else NOTHING
    return spelled(subject.phrase + done + rest + how)


def _one(dice: Random, of: Sequence[T]) -> T:
    return of[int(dice.random() * len(of))]


def _subject(dice: Random, persons: int) -> Subject:
    """Draw a pronoun, or a person or an animal."""
    if dice.random() < BY_PRONOUN:
        place = int(dice.random() * sum(person < persons for person in PERSONS))
        gender = int(place == PERSONS.index(THIRD) + 1 or (PERSONS[place] < THIRD and dice.random() < 0.5))
        return Subject(same(*PRONOUNS[place]), PERSONS[place], (gender, gender))
    noun = _one(dice, nouns("person") + nouns("animal"))
    return Subject(_named(dice, noun), THIRD, (noun.fr_gender, noun.es_gender), noun.kind)


def _named(dice: Random, noun: Noun, *, plain: bool = False) -> Phrase:
    """Draw a determiner and perhaps an adjective for a noun."""
    french, english, spanish = _one(dice, DETERMINERS)
    said = same(french[noun.fr_gender], english, spanish[noun.es_gender])
    if plain or dice.random() >= DESCRIBED:
        return said + same(noun.fr, noun.en, noun.es)
    adjective = _one(dice, adjectives(colours=noun.kind != "person"))
    fr, es = adjective.fr[noun.fr_gender], adjective.es[noun.es_gender]
    ordered = f"{fr} {noun.fr}" if adjective.kind == "before" else f"{noun.fr} {fr}"
    return said + same(ordered, f"{adjective.en} {noun.en}", f"{noun.es} {es}")


def _done(person: int, verb: Verb, *, deny: bool) -> Phrase:
    """Say that somebody does it, or not."""
    if not deny:
        return same(verb.fr[person], verb.english(person), verb.es[person])
    do = "does" if person == THIRD else "do"
    return same(f"ne {verb.fr[person]} pas", f"{do} not {verb.english(person, base=True)}", f"no {verb.es[person]}")


def _is(subject: Subject, adjective: Adjective, *, deny: bool) -> Phrase:
    """Say what somebody is, or is not; of me and you French must tell whether it is a she."""
    fr, en, es = TO_BE[subject.person]
    be = same(f"ne {fr} pas", f"{en} not", f"no {es}") if deny else same(fr, en, es)
    he_or_she = subject.person == THIRD or adjective.fr[0] != adjective.fr[1]
    fr_gender, es_gender = subject.genders if he_or_she else (0, 0)
    return be + same(adjective.fr[fr_gender], adjective.en, adjective.es[es_gender])


def _object(dice: Random, verb: Verb) -> Phrase:
    """Draw what it is done to; Spanish puts a before persons."""
    noun = _one(dice, nouns(_one(dice, verb.objects)))
    return Phrase((), (), ("a",) * (noun.kind == "person")) + _named(dice, noun)


def _place(dice: Random) -> Phrase:
    if dice.random() >= PLACED:
        return NOTHING
    return same(*_one(dice, PLACES)) + _named(dice, _one(dice, nouns("place")), plain=True)


def spelled(phrase: Phrase) -> Phrase:
    """Let neighbours change each other: l'ami, an apple, al rey."""
    fr = (ELIDED.get(word, word) if _vowel(then) else word for word, then in _pairs(phrase.fr))
    en = ("an" if word == "a" and _vowel(then) else word for word, then in _pairs(phrase.en))
    es = ("al" if (word, then) == ("a", "el") else word for word, then in _pairs(phrase.es))
    after = zip(("", *phrase.es), es, strict=False)
    return Phrase(tuple(fr), tuple(en), tuple(word for was, word in after if (was, word) != ("a", "el")))


def _pairs(words: Words) -> Iterator[tuple[str, str]]:
    """Each word with the one after it."""
    return zip(words, (*words[1:], ""), strict=True)


def _vowel(word: str) -> bool:
    return word[:1] in set(VOWELS)


@cache
def vocabulary(language: str) -> Words:
    """Every word of a language that a sentence may have, in the order of the alphabet."""
    named = {word for french, english, spanish in DETERMINERS for word in _listed(language, french, english, spanish)}
    fixed = {word for row in (*PLACES, *ADVERBS, *PRONOUNS, *TO_BE) for word in row[LANGUAGES.index(language)].split()}
    some = {"fr": {"ne", "pas", *ELIDED.values()}, "en": {"an", "not", "do", "does"}, "es": {"no", "a", "al"}}[language]
    return tuple(sorted(named | fixed | some | _inflected(language)))


def _inflected(language: str) -> set[str]:
    """Nouns, adjectives and verbs in all their forms."""
    every = (*nouns("any"), *nouns("place"))
    words = {str(getattr(noun, language)) for noun in every}
    words |= {word for each in adjectives() for word in _listed(language, each.fr, each.en, each.es)}
    for verb in (*verbs(takes_object=True), *verbs(takes_object=False)):
        words |= set(_listed(language, verb.fr, (verb.en, verb.english(THIRD)), verb.es))
    return words


def _listed(language: str, fr: Words, en: Words | str, es: Words) -> Words:
    """The forms of one language."""
    forms = {"fr": fr, "en": (en,) if isinstance(en, str) else en, "es": es}
    return forms[language]
