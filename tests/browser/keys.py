"""A person who has only a keyboard, and who must always know where they stand."""

from playwright.sync_api import Locator, Page, expect

WHERE = """(target) => {
  const at = document.activeElement;
  if (at === target) return "there";
  if (at === document.body || !(target.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING)) return "ahead";
  return "behind";
}"""


class Keys:
    """The keys of a page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def reach(self, target: Locator) -> None:
        """Go with Tab to what is meant; it must be on the way."""
        expect(target).to_be_visible()
        for _ in range(80):
            where = target.evaluate(WHERE)
            if where == "there":
                return
            self.press("Tab" if where == "ahead" else "Shift+Tab")
            assert where == "there" or not self.is_lost(), f"focus is lost on the way to {target}"
        raise AssertionError(f"{target} cannot be reached")

    def use(self, target: Locator, key: str = "Enter") -> None:
        """Reach a button or a link, and press it."""
        self.reach(target)
        self.press(key)

    def choose(self, target: Locator, label: str) -> None:
        """Reach a list of choices and go down it to a label."""
        self.reach(target)
        self.press("Home")
        for _ in range(20):
            if target.evaluate("list => list.selectedOptions[0].label") == label:
                return
            self.press("ArrowDown")
        raise AssertionError(f"{label} cannot be chosen")

    def is_lost(self) -> bool:
        return bool(self.page.evaluate("document.activeElement === document.body"))

    def stands_on(self, target: Locator) -> None:
        expect(target).to_be_focused()
