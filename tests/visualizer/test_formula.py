"""Formulas that an LSTM lecture needs, and those that cannot be drawn."""

import re

import pytest

from visualizer.errors import FormulaError
from visualizer.formula import LONGEST, extent, tex_to_svg

LECTURE = {
    "memory": r"c_t = f_t \odot c_{t-1} + i_t \odot g_t",
    "gate": r"f_t=\sigma(W_f x_t+U_f h_{t-1}+b_f)",
    "output": r"h_t=o_t\odot\tanh(c_t)",
    "sum": r"\frac{\partial L}{\partial W}=\sum_{t=1}^{T}\frac{\partial L_t}{\partial W}",
    "product": r"\frac{\partial h_T}{\partial h_k}=\prod_{t=k+1}^{T}\frac{\partial h_t}{\partial h_{t-1}}",
    "norm": r"\left\|\frac{\partial h_T}{\partial h_1}\right\|\le\rho^{T-1}",
    "prime": r"h' = \tanh(W h'')",
    "matrix": r"\begin{bmatrix} i\\f\\o\\g \end{bmatrix}=\begin{pmatrix}\sigma\\\sigma\\\sigma\\\tanh\end{pmatrix} W x",
    "aligned": r"\begin{aligned} a &= b + c\\ d &= e \end{aligned}",
    "softmax": r"p_k = \frac{e^{y_k}}{\sum_j e^{y_j}}",
    "transposed": r"\delta h_t \leftarrow W^\top \delta z_{t+1} \in \mathbb{R}^{H}",
    "loss": r"\mathcal{L}=-\sum_t \log p(\hat{y}_t\mid x_{\le t})",
    "root": r"\sqrt{1-\tanh^2 x}",
    "clip": r"\mathrm{clip}(g)=g\cdot\min(1,\tau/\|g\|)",
}


@pytest.mark.parametrize("tex", LECTURE.values(), ids=LECTURE.keys())
def test_a_formula_of_the_lecture_is_drawn_in_one_colour(tex: str) -> None:
    svg = tex_to_svg(tex, 40.0, "#123456").decode()
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg)) <= {"#123456", "none"}
    assert "<text" not in svg
    size = extent(svg.encode())
    assert size.width > 20
    assert size.ascent > 8
    assert size.descent > -1


def test_a_formula_grows_with_its_size() -> None:
    small, large = (extent(tex_to_svg("x_t", size, "#000000")) for size in (20.0, 40.0))
    assert large.width == pytest.approx(2 * small.width, rel=1e-3)
    assert large.descent == pytest.approx(2 * small.descent, rel=1e-3)


def test_the_slow_drawer_knows_what_the_fast_one_does_not() -> None:
    svg = tex_to_svg(r"\root 3 \of x", 40.0, "#123456")
    assert b"#123456" in svg
    assert 20 < extent(svg).width < 80


@pytest.mark.parametrize(
    ("tex", "words"),
    [
        ("遗忘门", "“遗”"),
        (r"f_{\text{忘}}", "“忘”"),
        (r"\frac{a", "cannot be read"),
        (r"\nonesuch x", "nonesuch"),
        (" ", "empty"),
        ("x" * (LONGEST + 1), "At most"),
        ("{" * 200 + "}" * 200, "nesting"),
        ("\0", "control character"),
    ],
)
def test_what_cannot_be_drawn_is_told_in_three_sentences(tex: str, words: str) -> None:
    for _ in range(2):  # remembered, and told again
        with pytest.raises(FormulaError, match=re.escape(words)) as caught:
            tex_to_svg(tex, 40.0, "#000000")
        assert len(re.findall(r"\.(?:\s|$)", str(caught.value))) >= 3
