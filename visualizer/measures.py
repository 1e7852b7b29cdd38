"""What a measure on held-out data is called in the room, and how its number is written."""

from engine.messages import Measured
from engine.promise import Solved
from visualizer.paint import Look, number

NAMES = {
    "exact": ("整句全对", "whole sentences right"),
    "legal": ("整串全对", "whole strings right"),
    "right": ("答对", "right"),
    "bits": ("每字比特", "bits per character"),
    "loss": ("损失", "loss"),
    "error": ("误差", "error"),
    "accuracy": ("下一字符猜对", "next characters right"),
    "auc": ("排序正确的概率（AUC）", "AUC"),
    "error_rate": ("每个符号的错误", "mistakes for each symbol"),
    "error_rate_unseen": ("没见过的字体，每个符号的错误", "in fonts never seen"),
    "fails_at": ("从这个长度起出错", "fails from length"),
    "off_u_given_q": ("学到与数出之差", "learned against counted"),
    "each": ("单盏答对", "single lamps right"),
    "whole": ("整段答对", "whole sequences right"),
    "of_baseline": ("与无记忆者的损失之比", "loss against who remembers nothing"),
    "trained": ("训练过的长度答对", "right as far as trained"),
    "holds_to": ("全部答对直到 n =", "right up to n ="),
    "right_near": ("近处答对", "right nearby"),
    "right_far": ("远处答对", "right far away"),
    "train_right": ("训练例子答对", "training examples right"),
    "train_loss": ("训练例子的损失", "loss on training examples"),
    "gap": ("测试与训练的损失差", "test loss minus training loss"),
    "right_hidden": ("看不见时答对", "right where hidden"),
    "right_words": ("每个词之后答对", "right after each word"),
    "right_by_commonest": ("全答最常见的一类", "right by the commonest"),
    "saved": ("误差比基线低", "below the baseline by"),
    "auc_of_persistence": ("“保持不变”的 AUC", "AUC of no change"),
    "auc_of_pairs": ("只看前一项的 AUC", "AUC of pairs"),
    "error_of_persistence": ("“保持不变”的误差", "error of no change"),
    "error_of_season": ("“上一周期的值”的误差", "error of a season ago"),
    "bits_of_pairs": ("只看前一项的比特", "bits of pairs"),
    "closed": ("引号合上", "quotations closed"),
    "capitals": ("大小写正确", "capitals right"),
    "found": ("最佳单元与引号的相关", "best unit against quotation, correlation"),
    "words": ("写出的是词", "written words that are words"),
    "of_entropy": ("与语法的熵之比", "against the grammar's entropy"),
    "p_u_given_q": ("学到的 P(u | q)", "learned P(u | q)"),
    "counted_u_given_q": ("文中数出", "counted in the text"),
    "growth": ("梯度：第一步比最后一步", "gradient, first step against the last"),
    "largest_state": ("最大的 |h|", "largest |h|"),
    "off_bound": ("实测与界之差", "measured against the bound, off by"),
    "of_bound": ("实测与界之比", "measured against the bound"),
    "shares_off": ("份额之和与整个梯度之差", "shares added up, off by"),
    "check_off": ("梯度检验的误差与舍入之比", "gradient check, error against rounding"),
}
SHARES = (
    "exact",
    "legal", "right", "whole", "trained", "right_near", "right_far", "train_right", "right_hidden", "right_words",
    "right_by_commonest", "saved", "closed", "capitals", "words",
)  # fmt: skip
WHOLE = ("fails_at", "holds_to")
RATES = ("error_rate", "error_rate_unseen")
SHOWN = (*SHARES, *WHOLE, *RATES, "auc", "found", "of_entropy", "gap", "p_u_given_q", "counted_u_given_q")
"""What is shown, in this order; the other measures are for the terminal."""


def measure_words(measures: dict[str, float], look: Look) -> tuple[tuple[str, str], ...]:
    """Give name and number of each measure that is shown."""
    return tuple((look.word(*NAMES[name]), _written(name, measures[name])) for name in SHOWN if name in measures)


def bound_words(criterion: Solved, lang: str) -> str:
    """Say a criterion: of which run, what is measured, and how far it has to get."""
    name = NAMES[criterion.measure][0 if lang == "zh" else 1]
    off = f" − {criterion.against}" if criterion.against else ""
    sign, bound = ("≥", criterion.at_least) if criterion.at_least is not None else ("≤", criterion.at_most or 0.0)
    amount = f"{100 * bound:g}%" if criterion.measure in SHARES else f"{bound:g}"
    return f"{criterion.run} {name}{off} {sign} {amount.replace('-', '−')}"


def race_notes(measured: Measured | None, look: Look) -> tuple[tuple[str, str], ...]:
    """Give the first measure of each run of a race; nothing if there is only one run."""
    each = () if measured is None or len(measured.each) < 2 else measured.each
    return tuple(words[0] for one in each if (words := measure_words(one, look)))


def own_words(measured: Measured | None, look: Look) -> tuple[str, ...]:
    """Give all measures of a run that stands alone."""
    if measured is None or len(measured.each) != 1:
        return ()
    return tuple(" ".join(pair) for pair in measure_words(measured.each[0], look))


def _written(name: str, value: float) -> str:
    if name in WHOLE:
        return f"{value:.0f}"
    return f"{value:.0%}" if name in SHARES else number(value)
