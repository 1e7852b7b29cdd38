"""Words in three languages, and their forms."""

import pytest

from engine.tasks.lexicon import ADJECTIVES, NOUNS, VERBS, adjectives, nouns, verbs


def test_every_cell_of_the_tables_is_read() -> None:
    kinds = ("person", "animal", "food", "thing", "place")
    assert sum(len(nouns(kind)) for kind in kinds) == NOUNS.count("|") + NOUNS.strip().count("\n") + 1
    assert len(adjectives()) == ADJECTIVES.count("|") + ADJECTIVES.strip().count("\n") + 1
    each = len(verbs(takes_object=True)) + len(verbs(takes_object=False))
    assert each == VERBS.count("|") + VERBS.strip().count("\n") + 1


def test_no_french_word_means_two_things() -> None:
    french = [noun.fr for kind in ("any", "place") for noun in nouns(kind)]
    french += [form for each in adjectives() for form in set(each.fr)]
    french += [form for takes in (True, False) for each in verbs(takes_object=takes) for form in set(each.fr)]
    assert len(french) == len(set(french))


@pytest.mark.parametrize(
    ("stem", "forms"),
    [
        ("mange", ("mange manges mange mangeons mangent", "eat eat eats eat eat", "como comes come comemos comen")),
        ("porte", ("porte portes porte portons portent", "carry carry carries carry carry",
                   "llevo llevas lleva llevamos llevan")),
        ("lave", ("lave laves lave lavons lavent", "wash wash washes wash wash", "lavo lavas lava lavamos lavan")),
    ],
)  # fmt: skip
def test_verbs_have_the_forms_of_the_grammar_books(stem: str, forms: tuple[str, str, str]) -> None:
    (verb,) = (verb for verb in verbs(takes_object=True) if verb.fr[0] == stem)
    assert (" ".join(verb.fr), " ".join(map(verb.english, range(5))), " ".join(verb.es)) == forms


def test_persons_have_no_colours() -> None:
    names = {each.en for each in adjectives()} - {each.en for each in adjectives(colours=False)}
    assert names == {"black", "white", "red", "green", "blue", "yellow"}
