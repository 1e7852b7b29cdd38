"""A deck of one slide with one scene: what the debugger is opened over when the command line names a preset.

No Qt here.
"""

from pathlib import Path

from presets.load import load
from visualizer.deck import Deck, parse_deck
from visualizer.errors import VisualizerError
from visualizer.scenes import stage_of


def preset_deck(preset: str, lines: dict[str, str | int], lang: str) -> Deck:
    """Make the deck; `preset` is a name or a TOML file, `lines` what its scene says of run, step, input and moment."""
    named = Path(preset)
    near = named.parent if named.suffix == ".toml" else Path()
    title = load(named if named.suffix == ".toml" else preset).title
    told = [f"{key} = {_quoted(value)}" for key, value in lines.items() if value != ""]
    name = named.stem if named.suffix == ".toml" else preset
    text = "\n".join([
        "!SLIDE", f"# {title.zh if lang == 'zh' else title.en}", f"~~~SCENE:{name}~~~", *told,
        'views = ["unrolled", "gradients", "stack"]', "wide = true", "~~~ENDSCENE~~~", "",
    ])
    deck = parse_deck(text, near.resolve() / f"{name}.md")
    trouble = stage_of(deck, deck.slides[0]).trouble
    if trouble:
        raise VisualizerError(trouble.partition(": ")[2] or trouble)
    return deck


def _quoted(value: str | int) -> str:
    """Write a value as TOML does."""
    if isinstance(value, int):
        return str(value)
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
