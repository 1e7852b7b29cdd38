"""The one table of what can be done: it makes the keys, the help and, for a clicker, the presenter's keys.

An action's name is the name of the method of `Commands` that does it; a test holds the two together.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can do: its name, its keys, and its words in both languages."""

    name: str
    keys: tuple[str, ...]
    zh: str
    en: str
    group_zh: str
    group_en: str
    desk: bool = False
    """Whether its keys are those of the debugger, and something else's outside it."""


def _group(
    zh: str, en: str, *rows: tuple[str, tuple[str, ...], str, str], desk: bool = False
) -> tuple[Action, ...]:
    return tuple(Action(name, keys, row_zh, row_en, zh, en, desk) for name, keys, row_zh, row_en in rows)


LECTURE = _group(
    "讲课", "Lecture",
    ("next", ("PgDown", "Down", "Return"), "下一步", "next step, then next slide"),
    ("previous", ("PgUp", "Up"), "上一步", "previous step or slide"),
    ("first", ("Home",), "第一页", "first slide"),
    ("last", ("End",), "最后一页", "last slide"),
    ("outline", ("O",), "全部页面", "all slides"),
    ("gallery", ("A",), "画廊：全部预设", "the gallery of all presets"),
    ("toggle_text", ("F",), "隐藏或显示文字", "hide or show the text"),
    ("toggle_language", ("L",), "中文 / English", "中文 / English"),
    ("toggle_theme", ("D",), "明亮或黑暗", "light or dark"),
    ("blank", ("B", "."), "黑屏", "blank the screen"),
    ("full_screen", ("F11", "Alt+Return"), "全屏", "full screen"),
    ("debug", ("F12", "X"), "打开或离开调试器", "open or leave the debugger"),
    ("worksheet", ("Ctrl+P",), "打印演算纸和答案", "print a worksheet and its key"),
)
PLAY = _group(
    "播放", "Play",
    ("play", ("Space",), "播放或暂停", "play or pause"),
    ("play_back", ("Shift+Space",), "倒着播放", "play backwards"),
    ("faster", ("+", "="), "快一点", "faster"),
    ("slower", ("-",), "慢一点", "slower"),
    ("train", ("T",), "连续训练或暂停", "train on or pause"),
    ("rewind", ("Backspace",), "回到本步开头", "back to the start of this step"),
)
STEP = _group(
    "单步", "Step",
    ("time_on", ("Right",), "下一时间步", "next time step"),
    ("time_back", ("Left",), "上一时间步", "previous time step"),
    ("line_on", ("Shift+Right",), "下一行公式", "next line of the cell"),
    ("line_back", ("Shift+Left",), "上一行公式", "previous line of the cell"),
    ("pass_on", ("Ctrl+Right",), "下一遍（前向、损失、反向、更新）", "next pass"),
    ("pass_back", ("Ctrl+Left",), "上一遍", "previous pass"),
    ("update_on", ("Alt+Right", "N"), "下一次训练更新", "next training update"),
    ("update_back", ("Alt+Left", "P"), "上一次训练更新", "previous training update"),
)
LOOK = _group(
    "观察与尝试", "Look and try",
    ("own_input", ("I",), "用自己的输入试一试", "try the net on your own input"),
    ("knob_up", ("]",), "把旋钮调大", "turn the knob up"),
    ("knob_down", ("[",), "把旋钮调小", "turn the knob down"),
    ("next_unit", ("U",), "下一个单元", "next unit"),
    ("previous_unit", ("Shift+U",), "上一个单元", "previous unit"),
    ("roles", ("K",), "哪个单元知道什么", "which unit knows what"),
    ("side", ("G",), "数值 / 梯度 / 自动", "values / gradients / automatic"),
    ("next_views", ("V",), "换一组视图", "another set of views"),
    ("crash_site", ("J",), "到出错的那一刻去（调试器）", "to where an update broke"),
    ("restart_engine", ("R",), "重启引擎", "restart the engine"),
    ("help", ("H", "F1", "?"), "帮助", "help"),
    ("close", ("Esc",), "关闭", "close"),
    ("quit", ("Ctrl+Q",), "退出", "quit"),
)
REMEDIES = _group(
    "过拟合", "Overfitting",
    ("remedy_l1", ("F2",), "开关 L1", "L1 on or off"),
    ("remedy_l2", ("F3",), "开关 L2", "L2 on or off"),
    ("remedy_dropout", ("F4",), "开关丢弃", "dropout on or off"),
    ("remedy_examples", ("F6",), "开关更多数据", "more data on or off"),
)
DEBUG = _group(
    "调试器中", "In the debugger",
    ("run_on", ("F5",), "运行到下一个断点或监视点", "run to the next stop"),
    ("run_back", ("Shift+F5",), "倒退到上一个断点或监视点", "run back to the last one"),
    ("desk_time_on", ("F10",), "下一时间步", "next time step"),
    ("desk_time_back", ("Shift+F10",), "上一时间步", "previous time step"),
    ("desk_line_on", ("F11",), "下一行", "next line"),
    ("desk_line_back", ("Shift+F11",), "上一行", "previous line"),
    ("breakpoint", ("F9",), "此行的断点", "breakpoint at this line"),
    ("breakpoint_here", ("Shift+F9",), "只在此时间步的断点", "breakpoint at this step only"),
    ("new_watch", ("W",), "新的监视或监视点", "new watch or watchpoint"),
    ("mute_watch", ("M",), "停用或启用选中的监视点", "watchpoint on or off"),
    ("delete_watch", ("Del",), "删除选中的监视", "delete the chosen watch"),
    ("where_from", ("Q",), "顺最大的一项往回追", "to the strongest input"),
    ("where_before", ("Shift+Q",), "回到上一个数", "back to the number before"),
    ("surgery", ("S",), "手术：试一个改动", "surgery: try a change"),
    ("copy_numbers", ("Ctrl+C",), "复制选中的数", "copy the selected numbers"),
    ("export", ("E",), "导出张量（.npy、.csv）", "export (.npy, .csv)"),
    desk=True,
)

ACTIONS = (*LECTURE, *PLAY, *STEP, *LOOK, *REMEDIES, *DEBUG)


def keymap(*, desk: bool) -> dict[str, str]:
    """Which action each key does, in the debugger or outside it."""
    outside = {key: action.name for action in ACTIONS if not action.desk for key in action.keys}
    return outside | {key: action.name for action in ACTIONS if action.desk for key in action.keys if desk}


def listed(*, desk: bool) -> tuple[Action, ...]:
    """What help lists: outside the debugger all but its own actions, in it those first, and not the lecture's."""
    return (*DEBUG, *PLAY, *STEP, *LOOK, *REMEDIES) if desk else tuple(action for action in ACTIONS if not action.desk)
