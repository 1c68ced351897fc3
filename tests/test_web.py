"""The application as a whole."""

from tests.house import House


def test_whoever_watches_over_it_is_told_that_it_lives(house: House) -> None:
    with house.browser() as otto:
        assert (otto.get("/healthz").status_code, otto.get("/healthz").text) == (200, "ok")
