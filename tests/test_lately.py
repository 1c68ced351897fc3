"""What was made lately: made anew only where it would be another, and not kept for long."""

from app.lately import Lately, forget


def test_it_is_made_once_while_it_is_of_the_same_and_anew_when_it_is_not() -> None:
    made: list[str] = []
    lately = Lately[int](2)

    def length(text: str) -> int:
        made.append(text)
        return len(text)

    for text in ("en", "en", "fire", "en"):
        assert lately.made("key", text, lambda text=text: length(text)) == len(text)  # type: ignore[misc]
    assert made == ["en", "fire", "en"]


def test_no_more_is_kept_than_may_be_and_all_can_be_forgotten() -> None:
    lately = Lately[int](3)
    for key in range(10):
        lately.made(key, key, lambda: 0)
        assert len(lately.kept) <= 3
    forget()
    assert not lately.kept
