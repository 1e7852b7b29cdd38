"""What stands on a sheet: how tall it is, and where its parts are."""

from itertools import pairwise

import pytest

from engine.by_hand import Section, sections
from engine.hand_writing import Slot
from engine.origin import Address
from tests.visualizer.worksheet.small import small
from visualizer.paint import Look
from visualizer.views.symbol import symbol
from visualizer.worksheet.items import GAP, OFF, PITCH, RESULT, ROW, SIGN, blanks, given, sentences
from visualizer.worksheet.paper import LEFT, RIGHT_EDGE, SIZE

pytestmark = pytest.mark.usefixtures("fonts")


def parts(run: str, kind: str) -> list[Section]:
    return [part for part in sections(small(run)) if part.kind == kind]


@pytest.mark.parametrize("run", ["rnn", "gru", "lstm"])
def test_numbers_have_room_before_the_result_beside_the_names_or_under_them(run: str) -> None:
    end = RIGHT_EDGE - OFF - RESULT - SIGN - GAP
    for part in sections(small(run)):
        for blank in blanks(part, Look()):
            names = symbol(Look(), blank.row.formula.names, SIZE).width
            numbers = symbol(Look(), blank.row.formula.numbers, SIZE).width
            assert blank.tall == ROW * (1 + blank.double)
            assert blank.equals + SIGN + names <= RIGHT_EDGE
            if not blank.double and not blank.row.copied:
                assert blank.numbers >= blank.equals + SIGN + names
                assert blank.numbers + SIGN + numbers <= end
            if blank.double:
                assert numbers * 0.6 <= end - blank.numbers - SIGN, "it is readable still"


def test_names_of_a_section_end_at_one_place() -> None:
    made = blanks(parts("lstm", "backward")[1], Look())
    assert len({blank.equals for blank in made}) == 1
    assert [blank.row.name for blank in made if blank.double][:1] == ["∂h_3"]


def test_the_first_rows_stay_with_their_heading() -> None:
    made = blanks(parts("lstm", "forward")[0], Look())
    assert [blank.leads for blank in made[:3]] == [True, True, False]


def test_given_numbers_stand_in_columns_that_do_not_touch() -> None:
    slots = [Slot(Address("value", "h", t, (0,)), "h", "−0.1234") for t in range(40)]
    found = given(slots, Look())
    assert sum(len(line) for line in found.lines) == 40
    assert found.tall >= PITCH * len(found.lines)
    for line in found.lines:
        for (x, text), (after, _) in pairwise(line):
            assert x + symbol(Look(), text, SIZE).width < after
        assert line[0][0] >= LEFT
        assert line[-1][0] + symbol(Look(), line[-1][1], SIZE).width <= RIGHT_EDGE


def test_sentences_are_broken_into_lines() -> None:
    assert len(sentences("word " * 60, Look()).lines) > 2
