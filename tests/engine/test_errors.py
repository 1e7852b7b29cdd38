"""Errors keep their three sentences, also through a pipe."""

import pickle

import pytest

from engine.errors import Diverged, EngineError, RunError, meant


@pytest.mark.parametrize("kind", [EngineError, RunError, Diverged])
def test_an_error_crosses_a_pipe_whole(kind: type[EngineError]) -> None:
    error = pickle.loads(pickle.dumps(kind("It broke.", "It should not.", "Mend it.")))
    assert type(error) is kind
    assert (error.what, error.expected, error.remedy) == ("It broke.", "It should not.", "Mend it.")
    assert str(error) == "It broke. It should not. Mend it."


def test_a_guess_is_made_only_if_something_is_close() -> None:
    assert meant("lstn", ["rnn", "lstm"]) == 'Did you mean "lstm"?'
    assert not meant("banana", ["rnn", "lstm"])
