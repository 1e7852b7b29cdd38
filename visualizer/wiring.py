"""Every connection between the window's objects: one way, and nothing downstream writes upstream.

Lecture → director → session → engine → director → timeline and stage. A view says only which beat was picked, and
the transport only what was sought.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from visualizer.window import Window


def connect(window: "Window") -> None:
    """Make every connection between our objects."""
    _connect_engine(window)
    _connect_controls(window)
    _connect_desk(window)
    _connect_trying(window)
    _connect_gallery(window)


def _connect_engine(window: "Window") -> None:
    """From the lecture to the engine, and from its answers to the stage."""
    window.lecture.opened.connect(window.show_slide)
    window.lecture.cued.connect(window.commands.leave)
    window.lecture.cued.connect(window.debugger.forget)
    window.lecture.cued.connect(window.trying.forget)
    window.lecture.cued.connect(window.director.direct)
    window.lecture.cued.connect(window.show_cue)
    window.lecture.revealed.connect(window.reveal)
    window.lecture.troubled.connect(window.warn)
    window.channel.received.connect(window.session.take)
    window.channel.died.connect(window.session.lose)
    window.session.arrived.connect(window.director.take)
    window.session.checked.connect(window.show_check)
    window.session.measured.connect(window.show_measures)
    window.session.ranked.connect(window.director.take_ranks)
    window.session.explored.connect(window.director.take_explored)
    window.session.failed.connect(window.show_failure)
    window.session.arrived.connect(lambda *_: window.debugger.report.hide())
    window.session.lost.connect(window.show_loss_of_engine)
    window.session.training_changed.connect(window.show_transport)
    window.director.changed.connect(window.show_transport)
    window.director.changed.connect(window.show_status)
    window.director.troubled.connect(window.warn_of_scene)


def _connect_controls(window: "Window") -> None:
    """From what a person does to what is shown."""
    window.timeline.moved.connect(window.show_moment)
    window.timeline.play_changed.connect(window.show_transport)
    window.stage.picked.connect(lambda beat: window.seek(window.stage.done_of(beat)))
    window.stage.chosen.connect(window.director.choose)
    window.transport.sought.connect(window.seek)
    window.transport.update_sought.connect(window.session.goto)
    window.transport.play_toggled.connect(window.commands.play)
    window.transport.stepped.connect(lambda way: window.commands.time_on() if way > 0 else window.commands.time_back())
    window.transport.speed_changed.connect(window.timeline.set_speed)
    window.outline.chosen.connect(window.lecture.open)
    window.debugger.report.wanted.connect(window.commands.crash_site)
    window.debugger.report.dismissed.connect(window.debugger.dismiss_report)


def _connect_desk(window: "Window") -> None:
    """From the debugger's desk to the timeline, and back."""
    desk, runner, watches = window.debugger.desk, window.debugger.runner, window.debugger.watches
    window.director.changed.connect(window.debugger.show)
    window.session.watched.connect(watches.take)
    window.session.followed.connect(watches.take_before)
    window.session.arrived.connect(runner.take)
    window.session.arrived.connect(lambda *_: window.debugger.arrive())
    window.session.failed.connect(lambda *_: runner.stop())
    watches.asked.connect(window.session.watch)
    watches.changed.connect(window.debugger.show_watches)
    watches.changed.connect(runner.go_on)
    runner.gave_up.connect(window.debugger.say_no_stop)
    desk.watches.toggled.connect(watches.toggle)
    desk.watches.removed.connect(watches.remove)
    desk.watches.wanted.connect(window.debugger.ask_watch)
    window.debugger.watch_line.given.connect(watches.add)
    runner.changed.connect(lambda: desk.show_points(runner.points))
    desk.toggled.connect(runner.toggle)
    desk.sought.connect(window.seek)
    desk.unit_chosen.connect(window.director.focus)
    desk.stage.picked.connect(lambda beat: window.seek(desk.stage.done_of(beat)))
    desk.bar.asked.connect(window.do)
    desk.bar.sought.connect(window.seek)
    desk.bar.update_sought.connect(window.session.goto)
    desk.bar.speed_changed.connect(window.timeline.set_speed)
    window.debugger.file_line.given.connect(window.debugger.write)
    window.debugger.worksheets.line.given.connect(window.debugger.worksheets.write)
    surgery = window.debugger.surgery
    surgery.tried.connect(window.session.try_changes)
    surgery.closed.connect(lambda: window.session.hush(False))
    surgery.kept.connect(window.debugger.keep)
    surgery.undone.connect(window.debugger.undo)
    window.session.tried.connect(surgery.take)


def _connect_trying(window: "Window") -> None:
    """From a strip to the engine, and from its answers to the strip; the stage has them already."""
    trying = window.trying
    window.session.arrived.connect(trying.take)
    window.session.told.connect(trying.take_told)
    window.session.refused.connect(trying.take_refusal)
    window.session.freed.connect(trying.ask_newest)
    trying.shown.connect(window.make_room)


def _connect_gallery(window: "Window") -> None:
    """From the gallery to a preset's scenario, and from the darkroom back to the gallery."""
    gallery = window.gallery
    gallery.chosen.connect(lambda entry: window.visit.open(entry.preset, entry.path.parent))
    gallery.lacking.connect(gallery.darkroom.want)
    gallery.darkroom.developed.connect(gallery.refresh)
