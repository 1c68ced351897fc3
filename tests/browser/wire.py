"""Somebody's network, as a test needs it: cut, or letting pages through and nothing that is written."""

from playwright.sync_api import Route, WebSocketRoute

from tests.browser.participant import Participant


class Wire:
    """Somebody's network, which can be cut: what is open breaks, and nothing new gets through."""

    def __init__(self, person: Participant) -> None:
        self.person = person
        self.is_whole, self.is_cut = True, False
        self.sockets: list[WebSocketRoute] = []
        person.context.route_web_socket("**/*", self.dial)

    def dial(self, route: WebSocketRoute) -> None:
        if self.is_whole:
            self.sockets.append(route)
            route.connect_to_server()
        else:
            route.close(code=1006)

    def cut(self) -> None:
        self.break_sockets()
        self.is_cut = True
        self.person.context.set_offline(True)

    def let_only_pages_through(self) -> None:
        """What is asked for comes, what is written does not arrive."""
        self.break_sockets()
        self.person.context.route("**/*", self.stop_writes)

    def mend(self) -> None:
        self.is_whole = True
        # Not where nothing was cut: of a context with a crashed tab nothing can be asked.
        if self.is_cut:
            self.person.context.set_offline(False)

    def break_sockets(self) -> None:
        self.is_whole = False
        for socket in self.sockets:
            socket.close(code=1006)

    def stop_writes(self, route: Route) -> None:
        if route.request.method == "POST" and not self.is_whole:
            route.abort("connectionreset")
        else:
            route.fallback()
