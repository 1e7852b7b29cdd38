"""What is wrong with a text of one's own, in Chinese: the engine says it in English, and both say where. No Qt here."""

import re

from engine.errors import RunError

PLACE = re.compile(r"Line (\d+), column (\d+): ")
MORE = "贴上更多内容。"
HELD = "需要 20 个以上，才能留出一部分做测试。"
CHINESE: tuple[tuple[str, str, str, str], ...] = (
    ("there is no rule", "没有规则。", "规则写作 S -> a S b | ε。", "写一条规则。"),
    (r"no name stands before this \|", "这个 | 之前没有名字。", "第一行应是一条规则。", "在它前面写上 S ->。"),
    (r"the rules have (\d+) ways", "规则共有 {0} 种写法，太多了。", "最多 500 种。", "缩短文法。"),
    (r"the strings have (\d+) different signs",
     "字符串里有 {0} 种符号。", "应有 2 到 200 种。", "在箭头右边写符号，用空格隔开。"),
    ("there is no arrow in this line", "这一行没有箭头。", "规则写作 S -> a S b | ε。", "在名字后面写 ->。"),
    ("no name stands before the arrow", "箭头之前没有名字。", "箭头左边是一个词。", "改正它。"),
    (r"(\".*\") is not one name", "{0} 不是一个名字。", "箭头左边是一个词。", "改正它。"),
    (r"a quotation is opened by (.) and not closed", "引号 {0} 没有合上。", "引号成对出现。", "在符号后面也写上 {0}。"),
    ("a way is empty here", "这里有一种写法是空的。", "“什么也没有”写作 ε。", "写 ε，或去掉这个 |。"),
    (r"(.+) never comes to an end",
     "{0} 永远结束不了。", "至少有一种写法能够结束。", "加一种能结束的写法：{0} -> … | ε。"),
    (r"(.+) is never reached from (.+)", "从 {1} 到不了 {0}。", "每个名字都要被用到。", "用上它，或删去它的规则。"),
    (r"(.+) is a sign of the strings", "{0} 被当作符号用了。", "它表示字符串的边界。", "换一个符号。"),
    (r"the grammar makes (\d+) different strings of up to (\d+) signs",
     "这个文法在 {1} 个符号以内只有 {0} 个字符串。", HELD, "给规则多加几种写法。"),
    (r"the text has (\d+) characters", "这段文字有 {0} 个字符。", "需要 200 个以上，才能留出一部分做测试。", MORE),
    (r"the text has ([\d,]+) characters", "这段文字有 {0} 个字符。", "最多 100,000 个。", "只贴一部分。"),
    (r"the text has ([\d,]+) different characters", "这段文字有 {0} 种字符。", "最多 1,000 种。", "只贴一部分。"),
    ("the text is one character again and again", "整段文字是同一个字符。", "至少要有两种。", "换一段文字。"),
    ("the table has no labels",
     "表里没有标签。", "要有一列说明每一行是哪一类。", "加上它；标签是数时，把列名写作 label。"),
    ("the table has labels", "表里有标签。", "数列只有数。", "去掉标签，或改为学习分类。"),
    (r"the table has (\d+) columns of numbers",
     "表里有 {0} 列数。", "数列最多 12 列。", "去掉几列，或加上标签学习分类。"),
    (r"the table has (\d+) lines of numbers", "表里有 {0} 行数。", "数列需要 80 行以上。", MORE),
    (r"the table has (\d+) columns", "表里有 {0} 列。", "最多 400 列。", "去掉几列。"),
    (r"the table has ([\d,]+) lines", "表里有 {0} 行。", "需要 20 行以上，至多 20,000 行。", "增减几行。"),
    (r"there are (\d+) different labels", "有 {0} 种标签。", "应有 2 到 40 种。", "看一看标签那一列。"),
    (r"the label (.+) is long", "标签 {0} 太长。", "最多 24 个字符。", "缩短它。"),
    ("there is no table", "没有表。", "每行几个数，用逗号隔开。", "贴上一张表。"),
    ("there is no column of numbers", "没有一列是数。", "至少要有一列数。", "把它也贴上。"),
    ("every number is the same", "所有的数都一样。", "各行之间要有变化。", "换一部分。"),
    (r"this line has (\d+) cells", "这一行有 {0} 格。", "应与第一行一样多。", "补齐或删去。"),
    (r"(\".*\") and (\".*\") both look like labels", "{0} 和 {1} 都像标签。", "标签只有一列。", "去掉另一列。"),
    ("the label is missing", "缺少标签。", "每行都要有一个。", "补上它，或删去这一行。"),
    (r"('.*') is no number", "{0} 不是数。", "数写作 -1.5，在正负一百万之间。", "改正它，或删去这一行。"),
    (r"(.+) cannot be used", "{0} 不能用。", "数写作 -1.5，在正负一百万之间。", "改正它，或删去这一行。"),
    ("a number is missing", "缺少一个数。", "数写作 -1.5，在正负一百万之间。", "补上它，或删去这一行。"),
    (r"\"(.*)\" is no name of a preset",
     "“{0}”不能作名称。", "名称是 1 到 40 个字母、数字、汉字、- 或 _。", "改一改。"),
    (r"\"(.*)\" is a preset of the program",
     "程序自带一个叫“{0}”的预设。", "自己的预设要用别的名称。", "比如 my-{0}。"),
    (r"There is a preset \"(.*)\" in .*", "已经有一个叫“{0}”的预设。", "它不会被覆盖。", "换一个名称。"),
    (r"(.+) has ([\d,]+) bytes", "{0} 有 {1} 个字节。", "最多读 4,000,000 个。", "只取一部分。"),
    (r"(.+) is no text: byte (\d+) cannot be read",
     "{0} 不是文本：第 {1} 个字节读不出来。", "应是 UTF-8 文件。", "另存为 UTF-8。"),
    (r"(.+) cannot be read: .*", "{0} 读不出来。", "应是一个文件。", "看一看它的名字。"),
    (r"(.+) cannot be written: .*", "{0} 写不进去。", "自己的预设文件夹应能写入。", "用 --presets 换一个文件夹。"),
)  # fmt: skip
"""What the engine says, as a pattern, and the three sentences of it in Chinese."""


def told(error: RunError, lang: str) -> tuple[str, str, str]:
    """What happened, what was expected, what to do, in the language of the room; in English if there is no other."""
    if lang == "zh":
        found = PLACE.match(error.what)
        what = error.what[found.end() if found else 0 :].rstrip(".")
        place = f"第 {found[1]} 行第 {found[2]} 列：" if found else ""
        for pattern, *sentences in CHINESE:
            if hit := re.fullmatch(pattern, what, re.DOTALL):
                happened, expected, remedy = (sentence.format(*hit.groups()) for sentence in sentences)
                return place + happened, expected, remedy
    return error.what, error.expected, error.remedy
