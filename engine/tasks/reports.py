"""Weather reports in English and Chinese, as a grammar: our own words, and nothing in them was ever measured outside.

What is forecast first decides what follows: temperatures, wind, and the advice at the end. So a net that writes them
must remember the sky of the first sentence until the last.
"""

from engine.tasks.grammar import Grammar, Rules, equally

SKIES = {"sun": 3.0, "rain": 3.0, "snow": 2.0, "storm": 2.0}
"""What is forecast, and how often."""

FIGURES: Rules = {
    "digit": equally(*"0123456789"),
    "some": equally(*"123456789"),
    "few": equally(*"1234"),
    "calm": equally(*"123"),
    "blown": equally(*"6789"),
}

ENGLISH: Rules = {
    "en": tuple((weight, f"{{en day}} in {{en city}}: {{en {sky}}}\n") for sky, weight in SKIES.items()),
    "en day": equally("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "en city": equally("Beijing", "Harbin", "Lhasa", "Kunming", "Paris", "Oslo", "Cairo", "Lima"),
    "en side": equally("north", "east", "south", "west"),
    "en when": ((3.0, "all day"), (2.0, "until noon"), (2.0, "in the evening"), (1.0, "overnight")),
    "en sun": ((1.0, "{en clear} {en when}. High 2{digit}, low 1{digit}. Light wind from the {en side}. {en hat}"),),
    "en clear": ((2.0, "sunny"), (1.0, "clear skies"), (1.0, "mostly sunny")),
    "en hat": ((2.0, "Wear a hat."), (1.0, "Good for a walk."), (1.0, "Dry your washing.")),
    "en rain": ((1.0, "{en wet} rain {en when}. High 1{digit}, low {some}. {en blows} {en wrap}"),),
    "en wet": ((2.0, "light"), (1.0, "steady"), (1.0, "heavy")),
    "en blows": ((2.0, "Light wind from the {en side}."), (1.0, "Fresh wind from the {en side}.")),
    "en gale": ((1.0, "Gale from the {en side}, force {blown}."),),
    "en wrap": ((3.0, "Take an umbrella."), (1.0, "Mind the puddles.")),
    "en snow": ((1.0, "{en white} {en when}. High -{few}, low -1{digit}. {en blows} {en boots}"),),
    "en white": ((2.0, "light snow"), (1.0, "heavy snow"), (1.0, "frost")),
    "en boots": ((2.0, "Wear warm boots."), (1.0, "The roads are slippery.")),
    "en storm": ((1.0, "{en wild} {en when}. High 2{digit}, low 1{digit}. {en gale} {en in}"),),
    "en wild": ((1.0, "thunderstorms"), (1.0, "a storm")),
    "en in": ((2.0, "Stay indoors."), (1.0, "Close the windows.")),
}

CHINESE: Rules = {
    "zh": tuple((weight, f"{{zh day}}{{zh city}}：{{zh {sky}}}\n") for sky, weight in SKIES.items()),
    "zh day": equally("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    "zh city": equally("北京", "哈尔滨", "拉萨", "昆明", "巴黎", "奥斯陆", "开罗", "利马"),
    "zh side": equally("北", "东", "南", "西"),
    "zh when": ((3.0, "全天"), (2.0, "上午"), (2.0, "傍晚"), (1.0, "夜间")),
    "zh sun": ((1.0, "{zh when}{zh clear}。最高2{digit}度，最低1{digit}度。{zh side}风{calm}级。{zh hat}"),),
    "zh clear": ((2.0, "晴"), (1.0, "晴朗无云"), (1.0, "多云转晴")),
    "zh hat": ((2.0, "出门戴帽子。"), (1.0, "适合散步。"), (1.0, "可以晒衣服。")),
    "zh rain": ((1.0, "{zh when}{zh wet}雨。最高1{digit}度，最低{some}度。{zh side}风{few}级。{zh wrap}"),),
    "zh wet": ((2.0, "小"), (1.0, "中"), (1.0, "大")),
    "zh wrap": ((3.0, "记得带伞。"), (1.0, "小心积水。")),
    "zh snow": ((1.0, "{zh when}{zh white}。最高-{few}度，最低-1{digit}度。{zh side}风{few}级。{zh boots}"),),
    "zh white": ((2.0, "小雪"), (1.0, "大雪"), (1.0, "有霜")),
    "zh boots": ((2.0, "请穿暖和的靴子。"), (1.0, "路面很滑。")),
    "zh storm": ((1.0, "{zh when}{zh wild}。最高2{digit}度，最低1{digit}度。{zh side}风{blown}级。{zh in}"),),
    "zh wild": ((1.0, "有雷雨"), (1.0, "有暴风雨")),
    "zh in": ((2.0, "请留在室内。"), (1.0, "请关好门窗。")),
}

BOTH: Rules = {"both": ((1.0, "{en}"), (1.0, "{zh}"))}
REPORTS = Grammar(FIGURES | ENGLISH | CHINESE | BOTH)
