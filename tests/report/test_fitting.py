"""Which pictures are fitted to their page, and that the page is then filled and not run over."""

from app.language import catalogue
from app.printing import glyphs
from app.printing.lettering import Lettering
from app.printing.press import FONTS, local
from app.report.pages import Pages
from app.report.parts import Report
from tests.report.test_pdf import PRODUCED, one_field, read


def fitted(report: Report) -> list[bool]:
    given = Pages(report, Lettering(glyphs.of(FONTS)), catalogue("nb")).given(local(PRODUCED))
    return [board["fitted"] for board in given["chapters"][0]["boards"]]


def test_a_sheet_with_room_enough_or_far_too_much_is_not_fitted() -> None:
    assert not fitted(one_field("En lapp"))[1]
    assert not fitted(one_field(*["En lapp"] * 60))[1]


def test_between_these_the_picture_is_fitted_and_all_stands_on_one_page() -> None:
    report = one_field(*map("Lapp {}.".format, range(20)))
    assert fitted(report)[1]
    pages = ["".join(page.values()) for page in read(report).pages.values()]
    assert sum("Lapp 0." in page and "Lapp 19." in page for page in pages) == 1
