"""What must never happen on a page, whatever a test is about; and axe, which looks at what is there.

A page is watched from its first request: mistakes in the console (breaches of the content security
policy are among them), faults of scripts, requests that fail, requests to any other host.
"""

from pathlib import Path

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Page, Request, WebError, WebSocket

AXE = (Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
NO_CONTACT = "|".join(
    (
        *("ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "ERR_EMPTY_RESPONSE", "ERR_INTERNET_DISCONNECTED"),
        # Gone between being connected and being spoken to.
        "ERR_SOCKET_NOT_CONNECTED",
        # While several workers start, the port takes connections that nobody answers, and live.js hangs up.
        *("htmx:ws:error", "WebSocket is closed before the connection is established"),
    )
)
"""What a browser says of a server that is gone, and of a network that is."""

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = """async rules => {
  await Promise.all(document.getAnimations().map(one => one.finished.catch(() => {})));
  const found = await axe.run(document, { runOnly: rules, resultTypes: ["violations"] });
  return found.violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.target} ${node.failureSummary}`));
}"""


class Watch:
    """The troubles of one person's browser."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.base = base
        self.troubles: list[str] = []
        context.on("console", self.hear)
        context.on("weberror", self.hear_fault)
        context.on("request", self.see_request)
        context.on("requestfailed", self.see_failure)
        context.on("page", lambda page: page.on("websocket", self.see_socket))

    def hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.troubles.append(f"console {message.type}: {message.text} {message.location.get('url', '')}")

    def hear_fault(self, fault: WebError) -> None:
        self.troubles.append(f"script: {fault.error}")

    def see_request(self, request: Request) -> None:
        self.see_address(request.url)

    def see_socket(self, socket: WebSocket) -> None:
        self.see_address(socket.url.replace("ws", "http", 1))

    def see_address(self, address: str) -> None:
        if not address.startswith((f"{self.base}/", "data:", "about:")):
            self.troubles.append(f"another host: {address}")

    def see_failure(self, request: Request) -> None:
        # A page that is left gives up what it had asked for.
        if request.failure != "net::ERR_ABORTED":
            self.troubles.append(f"failed: {request.url} {request.failure}")


def look_with_axe(page: Page) -> list[str]:
    """What axe finds on a page as it is now: WCAG 2.2 A and AA, and its best practices."""
    for _ in range(3):
        try:
            if not page.evaluate("'axe' in window"):
                page.evaluate(AXE)
            return list(page.evaluate(RUN_AXE, RULES))
        except Error as left:
            if "context was destroyed" not in str(left):
                raise
    raise AssertionError("the page is never at rest")
