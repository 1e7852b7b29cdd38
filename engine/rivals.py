"""What the bench holds us against: PyTorch's fused LSTM, which shows nothing, and a loop over its cell."""

from collections.abc import Callable

import torch

Step = Callable[[], None]


def begin(threads: int) -> str:
    """Set the number of threads; gives the version."""
    torch.set_num_threads(threads)
    torch.manual_seed(0)
    return str(torch.__version__)


def fused(T: int, B: int, H: int) -> Step:
    """One forward and backward pass of torch.nn.LSTM, the slope of h given; nothing is kept."""
    layer = torch.nn.LSTM(H, H)
    x, seed = torch.randn(T, B, H), torch.randn(T, B, H)

    def step() -> None:
        layer.zero_grad(set_to_none=True)
        layer(x)[0].backward(seed)

    return step


def looped(T: int, B: int, H: int) -> Step:
    """The same by a loop over torch.nn.LSTMCell, keeping the gradient of every step's h and c."""
    cell = torch.nn.LSTMCell(H, H)
    x, seed = torch.randn(T, B, H), torch.randn(T, B, H)

    def step() -> None:
        cell.zero_grad(set_to_none=True)
        h, c, seen = torch.zeros(B, H), torch.zeros(B, H), []
        for each in x:
            h, c = cell(each, (h, c))
            h.retain_grad()
            c.retain_grad()
            seen.append((h, c))
        torch.stack([h for h, _ in seen]).backward(seed)

    return step
