"""What may be another in each language of the room: a key of a table that says it for both, `{ zh = …, en = … }`."""

from typing import ClassVar, Self

from pydantic import BaseModel, ModelWrapValidatorHandler, PrivateAttr, ValidationInfo, field_validator, model_validator

from engine.sentence import Sentence

LANGUAGES = ("en", "zh")
BOTH = Sentence("what is told by language is a table of zh and en. Give both, and nothing else.",
                "按语言分写时，是一张只有 zh 和 en 的表。两种都写，别的不写。")  # fmt: skip


class Spoken(BaseModel):
    """What is read is the English one; where it is another in Chinese, it keeps that one, and both are checked."""

    told: ClassVar[tuple[str, ...]] = ()
    """The keys that may be told by language."""
    _chinese: Self | None = PrivateAttr(None)

    def spoken(self, lang: str) -> Self:
        """What it is in a language."""
        return self._chinese if lang == "zh" and self._chinese is not None else self

    @model_validator(mode="wrap")
    @classmethod
    def _in_each_language(cls, data: object, handler: ModelWrapValidatorHandler[Self]) -> Self:
        english, chinese = (_of(data, lang, cls.told) for lang in LANGUAGES)
        made = handler(english)
        if chinese != english:
            made._chinese = handler(chinese)  # noqa: SLF001  # its own, of another of its kind
        return made

    @field_validator("*", mode="before")
    @classmethod
    def _in_both_languages(cls, value: object, info: ValidationInfo) -> object:
        name = info.field_name or ""
        if isinstance(value, dict) and (cls.model_fields[name].alias or name) in cls.told:
            raise ValueError(BOTH)
        return value


def _of(data: object, lang: str, told: tuple[str, ...]) -> object:
    """Take what is told by language in one of them."""
    if not isinstance(data, dict):
        return data
    by_language = {key for key in told if isinstance(each := data.get(key), dict) and set(each) == set(LANGUAGES)}
    return {key: value[lang] if key in by_language else value for key, value in data.items()}
