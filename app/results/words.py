"""The words of the results, where a page says them otherwise than a report on paper."""

from app.report.parts import Field
from app.report.words import Words


class PageWords(Words):
    """The report's words, for a page."""

    def gathered(self, field: Field) -> str:
        """That the actions of other sheets lie here too."""
        if not field.gathered:
            return ""
        count = len(field.gathered)
        return self.ngettext(
            "%(count)d neste steg fra tidligere ark lå her også. Det står i tabellen øverst.",
            "%(count)d neste steg fra tidligere ark lå her også. De står i tabellen øverst.",
            count,
        ) % {"count": count}
