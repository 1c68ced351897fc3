"""The languages of the interface and the report. Source strings are bokmål; catalogues lie in `app/translations/`."""

import gettext
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = ("nb",)
REPORTED = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
"""The languages a report's own words can be in, each by its own name."""

FOLDER = Path(__file__).parent / "translations"


def _(text: str) -> str:
    """Mark a string for translation where its language is not yet known; it is translated when shown."""
    return text


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The translations to `language`; without a catalogue, the source itself."""
    known = {file.stem: file for file in FOLDER.glob("*.po")}
    if language not in known:
        return gettext.NullTranslations()
    compiled = BytesIO()
    with known[language].open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
