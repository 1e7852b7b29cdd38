"""Classic bugs of all that is not a pass: losses, CTC, penalties, dropout, optimizers, rates, trainers, decoders."""

from engine import bptt, ctc, decode, dropout, losses, model, optim, penalty, softmax, window
from engine.looking import traced
from engine.losses import BINARY, SQUARED, SequenceLoss, sigmoid
from engine.rates import DECAY, EVERY, SCHEDULES, factor
from engine.reader import Reader
from engine.tasks.text import Text
from engine.trainer import Trainer
from engine.update import Update
from tests.engine import (
    test_ctc,
    test_decode,
    test_dropout,
    test_gradients,
    test_looking,
    test_losses,
    test_model,
    test_optim,
    test_penalty,
    test_rates,
    test_reader,
    test_softmax,
    test_trainer,
    test_update,
    test_window,
)
from tests.engine.planting import Bug, Check, by, changed, instead
from tests.engine.tasks import test_stream


def differ(architecture: str, loss: str, regulariser: str = "none") -> Check:
    return by(test_gradients.differ, "lstm", architecture, loss, regulariser)


def agree(loss: str, architecture: str = "padded and started") -> Check:
    return by(test_gradients.agree, "lstm", architecture, loss)


def torchs(name: str) -> Check:
    return by(test_optim.test_two_hundred_steps_agree_with_torch, name)


ALL_PATHS = test_ctc.test_it_is_the_sum_over_all_paths
SAMPLES = test_trainer.test_going_back_and_forth_repeats_for_every_kind_of_run
INFEASIBLE = test_ctc.test_an_infeasible_row_is_named_and_all_are_counted
STATEFUL = {"task": "text", "length": 9, "stateful": True}

LOSSES_WRONG = (
    Bug("softmax without a shift", changed(softmax.log_softmax, ("y - xp.amax(y, axis=-1, keepdims=True)", "1 * y")),
        by(test_softmax.test_huge_scores_do_not_overflow)),
    Bug("the logarithm of softmax in two steps", changed(softmax.log_softmax, (
        "shifted - xp.log(xp.exp(shifted).sum(axis=-1, keepdims=True))",
        "xp.log(xp.exp(shifted) / xp.exp(shifted).sum(axis=-1, keepdims=True))")),
        by(test_softmax.test_huge_scores_do_not_overflow)),
    Bug("softmax over the rows, not the symbols", changed(softmax.log_softmax, (
        "xp.exp(shifted).sum(axis=-1", "xp.exp(shifted).sum(axis=-2")), agree("softmax")),
    Bug("binary cross-entropy through the probability", changed(losses.binary_cross_entropy, (
        "y.clip(0) - y * target + xp.log1p(xp.exp(-abs(y)))",
        "-target * xp.log(sigmoid(y)) - (1 - target) * xp.log(1 - sigmoid(y))")),
        by(test_losses.test_binary_is_torchs_and_does_not_overflow)),
    Bug("the slope of binary is the target less the answer", instead(
        BINARY.slope, lambda y, target: target - sigmoid(y)), differ("in step", "binary")),
    Bug("squared error: a factor of 2 in the slope", instead(SQUARED.slope, lambda y, target: 2 * (y - target)),
        differ("in step", "squared")),
    Bug("squared error: no half", changed(losses.squared_error, ("0.5 * ", "1.0 * ")), agree("squared")),
    Bug("the sum over steps, not the mean", changed(losses.shares, (
        "(scored.sum(axis=0).clip(1) * scored.shape[1])", "scored.shape[1]")), agree("softmax")),
    Bug("the mean counts padded steps", changed(losses.shares, ("scored.sum(axis=0).clip(1)", "len(scored)")),
        agree("softmax")),
    Bug("the sum over rows, not the mean", changed(losses.shares, ("scored.shape[1])", "1)")),
        by(test_losses.test_copying_the_rows_changes_neither_loss_nor_slope, SQUARED)),
    Bug("what is not scored pulls all the same", changed(losses.StepLoss.score, ("* share[..., None]", "/ share.size")),
        differ("padded and started", "softmax")),
)  # fmt: skip

CTC_WRONG = (
    Bug("CTC: blanks are symbol 1", changed(ctc.States.of, (
        "np.full((len(labels), size.max()), BLANK)", "np.full((len(labels), size.max()), 1)")),
        by(ALL_PATHS, (2, 2, 2), 5)),
    Bug("CTC: two equal labels without a blank between", changed(ctc.States.leap.fget, (
        " & (self.symbol[:, 2:] != self.symbol[:, :-2])", "")), by(ALL_PATHS, (1, 1), 4)),
    Bug("CTC: every label waits for a blank", changed(ctc.States.leap.fget, ("] = 0", "] = NEVER")),
        by(ALL_PATHS, (1, 2, 1), 5)),
    Bug("CTC: a path may not end in its last label", changed(ctc.States.last.fget, ("- 2)", "- 1)")),
        by(ALL_PATHS, (1,), 3)),
    Bug("CTC: a step counts twice where the passes meet", changed(ctc._backward, (
        "now[...] = new", "now[...] = new + said[t]")), agree("ctc")),
    Bug("CTC: rows end with the batch, not at their lengths", changed(ctc.spell, (
        "_backward(said, states, lengths)", "_backward(said, states, np.full_like(lengths, len(y)))")), agree("ctc")),
    Bug("CTC: repeats of a label are not gathered", changed(ctc._gathered, (
        "(visits.swapaxes(0, 1) @ whose)",
        "np.maximum.reduce(visits.swapaxes(0, 1)[..., None] * whose[:, None], axis=2)")),
        agree("ctc")),
    Bug("CTC: the slope is of the sum over rows", changed(SequenceLoss.score, ("slope / y.shape[1]", "slope")),
        differ("in step", "ctc")),
    Bug("CTC: repeats need no step more", changed(ctc.needed, (
        " + sum(one == two for one, two in pairwise(labels))", "")), by(INFEASIBLE)),
    Bug("CTC: a path that comes back to a label says it once", changed(ctc.collapse, (
        "pairwise((BLANK, *path)) if now not in {last, BLANK}",
        "pairwise((BLANK, *(p for p in path if p != BLANK))) if now not in {last, BLANK}")),
        by(test_ctc.test_paths_collapse)),
)  # fmt: skip

REGULARISERS_WRONG = (
    Bug("L2 pulls at biases", changed(penalty.penalty_slope, (" if not name.endswith('.b')".replace("'", '"'), "")),
        by(test_penalty.test_the_slope_agrees_with_finite_differences_and_no_bias_has_one)),
    Bug("L2 with twice its slope", changed(penalty.penalty_slope, ("l2 * array", "2 * l2 * array")),
        differ("in step", "softmax", "l2")),
    Bug("L1 without a sign", changed(penalty.penalty_slope, (
        "space(array).sign(array)", "space(array).ones_like(array)")),
        differ("in step", "softmax", "l1")),
    Bug("dropout: what is kept does not grow", changed(dropout.masks, (
        "np.repeat(kept / (1 - chances[place.key]), ", "np.repeat(kept * 1.0, ")),
        by(test_dropout.test_what_is_kept_grows_so_that_the_mean_stays)),
    Bug("dropout: the chance to drop is the chance to keep", changed(dropout.masks, (">= chances", "< chances")),
        by(test_dropout.test_what_is_kept_grows_so_that_the_mean_stays)),
    Bug("dropout: the recurrence draws a mask each step", changed(dropout.masks, (
        "1 if place is RECURRENT else len(x)", "len(x)")),
        by(test_dropout.test_the_recurrence_keeps_its_mask_for_a_sequence_and_rows_have_their_own)),
    Bug("dropout: all rows share one mask", changed(dropout.masks, (
        ".random(shape) >=", ".random((shape[0], 1, shape[2])).repeat(shape[1], 1) >=")),
        by(test_dropout.test_the_recurrence_keeps_its_mask_for_a_sequence_and_rows_have_their_own)),
    Bug("dropout: the mask is drawn again for the backward pass", changed(bptt._Pull.step, (
        "[frame[name] for name in line.inputs]",
        "[frame[name][::-1] if name in ('mx', 'mr', 'mh') else frame[name] for name in line.inputs]")),
        differ("in step", "softmax", "dropout")),
    Bug("dropout: on where the net is examined", changed(Trainer._outside, (
        "if probe or not self.model.drop:", "if not self.model.drop:")),
        by(test_dropout.test_probes_and_measures_drop_nothing)),
)  # fmt: skip

STEPS_WRONG = (
    Bug("Adam without bias correction", changed(optim._adam, ("t = float(count[name][0])", "t = 1e9")), torchs("adam")),
    Bug("Adam counts from 0", changed(optim._adam, ("array + 1 for", "np.maximum(array + 1, 2) for")), torchs("adam")),
    Bug("Adam: ε inside the root", changed(optim._adam, (
        "_root(square[name] / (1 - 0.999**t))", "_root(square[name] / (1 - 0.999**t) + 1e-8)")), torchs("adam")),
    Bug("RMSProp: ε inside the root", changed(optim._rmsprop, (
        "(_root(square[name]) + 1e-8)", "_root(square[name] + 1e-8)")), torchs("rmsprop")),
    Bug("Adagrad forgets", changed(optim._adagrad, ('state["total"][name] +', '0.99 * state["total"][name] +')),
        torchs("adagrad")),
    Bug("Nesterov does not look ahead", changed(optim._nesterov, ("(slope + 0.9 * speed[name])", "speed[name]")),
        torchs("nesterov")),
    Bug("momentum is damped", changed(optim._momentum, ("+ slope for", "+ 0.1 * slope for")), torchs("momentum")),
    Bug("clipping is of each array by itself", changed(optim.clipped, (
        "slope * (limit / length) for", "slope * (limit / max(limit, norm({name: slope}))) for")),
        by(test_optim.test_clipping_is_of_all_arrays_together_as_in_torch)),
    Bug("the whole is shortened before single numbers are cut", changed(Update.moved, (
        'clipped(cut(packed, setting(self.run, "clip_value", step)), setting(self.run, "clip", step))',
        'cut(clipped(packed, setting(self.run, "clip", step)), setting(self.run, "clip_value", step))')),
        by(test_update.test_values_are_cut_before_the_whole_is_shortened)),
    Bug("clipping changes the gradient that is shown", changed(Trainer._pass, (
        "return done",
        "from engine.optim import clipped\n    done.grad.update(clipped(done.grad, self.run.clip))\n    return done")),
        by(test_trainer.test_clipping_shortens_the_step_but_not_the_gradient_shown)),
    Bug("a step of the schedule comes one update late", instead(SCHEDULES["step"], lambda plan, step: (
        plan.decay or DECAY) ** ((step - 1) // (plan.every or EVERY))),
        by(test_rates.test_steps_have_defaults)),
    Bug("warm-up begins at nothing", changed(factor, ("(step + 1) / plan.warm_up", "step / plan.warm_up")),
        by(test_rates.test_a_factor_stays_between_0_and_1_and_warms_up, "constant")),
    Bug("the forget bias comes on top", changed(model._adjust, (
        "weight[name][...] = start.forget_bias", "weight[name][...] += start.forget_bias")),
        by(test_model.test_the_forget_bias_is_the_whole_bias)),
    Bug("one draw serves all gates", changed(model.draw, ("INITS[start.init](rng,",
        "INITS[start.init](np.random.default_rng(0),")),
        by(test_model.test_no_two_gates_get_the_same_draw)),
)  # fmt: skip

RUNS_WRONG = (
    Bug("a state is reset where it should be carried", changed(Trainer._start, (
        "np.where(fresh[:, None], 0, array)", "0 * array")),
        by(test_stream.test_a_carried_state_is_where_the_last_update_ended)),
    Bug("the state of the first step is carried on", changed(Trainer.advance, (
        "done.value[name][-1]", "done.value[name][0]")),
        by(test_stream.test_truncation_with_a_carried_state_is_one_long_forward_pass)),
    Bug("a stale state: checkpoints forget what is carried", changed(Trainer.goto, (
        "vector, self._state, self._carried = ", "vector, self._state, _ = ")),
        by(test_stream.test_going_back_to_a_checkpoint_brings_its_state_back)),
    Bug("checkpoints forget the optimizer", changed(Trainer.goto, (
        "vector, self._state, self._carried = ", "vector, _, self._carried = ")), by(SAMPLES, {"optimizer": "adam"})),
    Bug("a stream's windows overlap by one", changed(Text.following, (
        "place = step * self.length % whole", "place = step * (self.length - 1) % whole")),
        by(test_stream.test_each_update_goes_on_where_the_last_one_ended_until_a_row_begins_anew, "text")),
    Bug("a trace is the arrays of the next pass", changed(traced, (
        "array[alive, look.row]).copy()", "array[:, look.row])")),
        by(test_trainer.test_a_trace_does_not_change_when_the_trainer_goes_on)),
    Bug("a trace begins in the padding", changed(traced, (
        "alive = _there(batch, look.row)", "alive = np.arange(len(batch.x)) < _there(batch, look.row).sum()")),
        by(test_looking.test_a_trace_has_no_padding_and_is_as_if_the_row_were_alone, {}, True)),
    Bug("the border is counted with the padding", changed(traced, ("int(alive[: batch.border].sum())", "batch.border")),
        by(test_looking.test_a_decoders_border_is_counted_without_the_padding)),
    Bug("a window's oldest input comes last", changed(window.windowed, ("for at in range(k)]",
        "for at in range(k)[::-1]]")),
        by(test_window.test_the_oldest_comes_first_and_before_the_first_there_is_nothing)),
    Bug("a window sees one step of the future", changed(window.windowed, (
        "np.zeros((k - 1, rows", "np.zeros((k - 2, rows"), ("[past, x]", "[past, x, 0 * x[:1]]")),
        by(test_window.test_the_oldest_comes_first_and_before_the_first_there_is_nothing)),
    Bug("the decoder reads the source", changed(Reader.read, ("len(x) if source else 0", "0")),
        by(test_reader.test_an_encoder_reads_the_source_and_a_decoder_the_rest)),
    Bug("a beam's states stay where they were", changed(decode._best, (
        "reading = reading.rows(np.array([row for row, _ in kept]))",
        "reading = reading.rows(np.arange(len(kept)) % beams)"), (
        "log_p = log_softmax", "beams = len(begun)\n        log_p = log_softmax")),
        by(test_decode.test_a_wide_beam_finds_the_best_of_all_answers, 3)),
    Bug("a beam ends with the first bad answers", changed(decode._best, (
        "_decided(finished, [half for _, half in kept], question.longest)", "len(finished) >= question.beam")),
        by(test_decode.test_a_beam_does_not_end_with_bad_answers_while_a_good_one_is_under_way, 3)),
    Bug("a decoder never hears what it said", changed(decode._greedy, ("x = question.next[now][None]", "x = 1 * x")),
        by(test_decode.test_greedy_says_what_is_likeliest_after_what_it_has_said, 3)),
)  # fmt: skip

LEARNING = (*LOSSES_WRONG, *CTC_WRONG, *REGULARISERS_WRONG, *STEPS_WRONG, *RUNS_WRONG)
