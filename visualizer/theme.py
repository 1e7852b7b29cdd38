"""The palette, light and dark. Yellow is now, and nothing else is; a gate keeps its colour for the whole term."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one look, as #RRGGBB."""

    name: str
    paper: str
    wash: str
    rule: str
    ink: str
    ink2: str
    ink3: str
    now: str
    now_wash: str
    negative: str
    positive: str


LIGHT = Theme(
    name="light", paper="#FBFAF6", wash="#F1EEE6", rule="#D9D5CA", ink="#1B1E23", ink2="#555B66", ink3="#9A9DA3",
    now="#F0E442", now_wash="#FBF6B8", negative="#3A3F9E", positive="#A3183F",
)
DARK = Theme(
    name="dark", paper="#15171B", wash="#1E2127", rule="#343943", ink="#ECEAE4", ink2="#A9AEB8", ink3="#6C727D",
    now="#F0E442", now_wash="#45431C", negative="#8E97FF", positive="#FF6F8E",
)

THEMES = {theme.name: theme for theme in (LIGHT, DARK)}

ROLES = {
    "i": "#009E73",
    "f": "#E69F00",
    "o": "#0072B2",
    "g": "#CC79A7",
    "c": "#D55E00",
    "h": "#56B4E9",
}
"""What a colour means, the same in both looks (Okabe & Ito): the three gates, the candidate, memory and state."""

HEAT = ("#15171B", "#3B1F4E", "#8A2A66", "#D4516A", "#F5A28A", "#FFF3E4")
"""Sizes on a log scale, small to large; reversed on paper, ending in ink."""
