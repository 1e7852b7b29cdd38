"""Work that is recorded on CUDA and played again gives what it gives when it is done."""

import pytest

torch = pytest.importorskip("torch")
replay = pytest.importorskip("engine.replay")


def test_off_cuda_it_is_done_each_time() -> None:
    done: list[object] = []
    work = replay.Replay(lambda given: done.append(given) or given["a"] + 1, recorded=False)
    assert work({"a": torch.ones(2)}).tolist() == [2, 2]
    assert work({"a": torch.zeros(2)}).tolist() == [1, 1]
    assert len(done) == 2


@pytest.mark.cuda
def test_a_graph_is_recorded_once_and_played_with_new_numbers() -> None:
    done: list[object] = []
    work = replay.Replay(lambda given: done.append(given) or given["a"] @ given["a"] + 1, recorded=True)
    for seed in range(4):
        a = torch.full((3, 3), float(seed), device="cuda")
        torch.testing.assert_close(work({"a": a}), a @ a + 1, rtol=0, atol=0)
    assert len(done) == replay.WARM + 1
