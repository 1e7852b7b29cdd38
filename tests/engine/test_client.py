"""An engine asked from the terminal."""

import pytest

from engine.client import Client
from engine.course import Rule
from engine.errors import EngineError
from engine.messages import Goto
from engine.run import Run
from engine.trainer import Trainer

RUN = Run.model_validate({"task": "brackets", "length": 8, "hidden": 3, "batch": 2})


def test_it_trains_and_measures_as_a_trainer_here_does(capsys: pytest.CaptureFixture[str]) -> None:
    client, here = Client(), Trainer(RUN)
    with pytest.raises(EngineError, match="No run is loaded"):
        client.ask(Goto(1))
    assert client.train("one", RUN, Rule(4, every=2)).step == 4
    here.goto(4)
    assert client.measure() == pytest.approx(here.measure())
    assert client.goto(4) == pytest.approx(here.losses[-1])
    assert client.goto(0) is None
    assert capsys.readouterr().err.count("update      4") == 1
    client.close()
