"""A grammar of three languages: every phrase has one meaning, and the neighbours of a word change it."""

from collections import defaultdict
from random import Random

import pytest

from engine.tasks.phrases import LANGUAGES, Phrase, sentence, spelled, vocabulary

MANY = [sentence(dice) for dice in [Random(0)] for _ in range(8000)]


def test_a_french_phrase_has_one_translation() -> None:
    meanings = defaultdict(set)
    for phrase in MANY:
        meanings[phrase.fr].add((phrase.en, phrase.es))
    assert len(meanings) > 5000
    assert {len(each) for each in meanings.values()} == {1}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_vocabulary_is_what_phrases_are_made_of(language: str) -> None:
    known, said = vocabulary(language), {word for phrase in MANY for word in getattr(phrase, language)}
    assert said == set(known)
    assert list(known) == sorted(known)
    assert language != "fr" or len(known) >= 200


@pytest.mark.parametrize(
    ("plain", "wanted"),
    [
        (("le ami", "a apple", "ama a el rey"), ("l' ami", "an apple", "ama al rey")),
        (("ma école ne est", "my school", "ama el gato"), ("mon école n' est", "my school", "ama el gato")),
        (("ce œuf", "this egg", "a la chica"), ("cet œuf", "this egg", "a la chica")),
        (("le chat", "a cat", "ve a el"), ("le chat", "a cat", "ve al")),
    ],
)
def test_neighbours_change_each_other(plain: tuple[str, str, str], wanted: tuple[str, str, str]) -> None:
    def phrase(words: tuple[str, str, str]) -> Phrase:
        return Phrase(*(tuple(each.split()) for each in words))

    assert spelled(phrase(plain)) == phrase(wanted)


def test_french_swallows_every_vowel_that_it_should() -> None:
    for phrase in MANY:
        for word, then in zip(phrase.fr, phrase.fr[1:], strict=False):
            assert not (word in {"le", "la", "ne", "je", "ce", "ma", "ta"} and then[0] in "aeiouéèêâîôûœ")
            assert not (word in {"l'", "n'", "j'", "cet"} and then[0] not in "aeiouéèêâîôûœ")


def test_english_and_spanish_deny_when_french_does() -> None:
    for phrase in MANY:
        denied = "pas" in phrase.fr
        assert denied == ("not" in phrase.en) == ("no" in phrase.es) == bool({"ne", "n'"} & set(phrase.fr))
