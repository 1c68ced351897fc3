"""The languages of the interface. Source strings are bokmål; catalogues lie in `app/translations/`."""

import gettext
from functools import cache
from pathlib import Path

LANGUAGES = ("nb",)
FOLDER = Path(__file__).parent / "translations"


def _(text: str) -> str:
    """Mark a string for translation where its language is not yet known; it is translated when shown."""
    return text


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The translations to `language`; without a catalogue, the source itself."""
    return gettext.translation("oppgaveark", FOLDER, [language], fallback=True)
