"""Who may ask, and what a browser may do with the answer.

The pages show captured text of people one may not want to know one is reading about. So they answer only this
machine, under its own names (a page elsewhere whose name was re-bound to 127.0.0.1 gets nothing), refuse what other
sites load in the background, and allow a browser no script, no frame and no other host.
"""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""The names under which the pages answer; each with the port that is listened on."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none';"
        " base-uri 'none'"
    ),
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Guard:
    """ASGI middleware around the whole application, its error pages included."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on; either way with the headers above."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                # What `forget` erases must not live on in a browser's cache.
                headers["Cache-Control"] = "no-cache" if scope["path"].startswith("/static/") else "no-store"
            await send(message)

        reason = refusal(scope)
        app = self.app if reason is None else PlainTextResponse(reason, status_code=421)
        await app(scope, receive, send_guarded)


def refusal(scope: Scope) -> str | None:
    """Why this request gets no answer; null where it gets one."""
    headers = Headers(scope=scope)
    server = scope.get("server")
    port = server[1] if server else None
    if not _is_ours(headers.getlist("host"), port):
        return f"This page answers only at http://127.0.0.1:{port}/ on the machine it runs on.\n"
    # Browsers say where a request comes from. A link elsewhere may lead here; a script, frame or picture may not.
    site = headers.get("sec-fetch-site", "none")
    followed = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    if site not in ("none", "same-origin") and not followed:
        return "Other sites may link to this page, but not load it in the background.\n"
    return None


def _is_ours(hosts: list[str], port: int | None) -> bool:
    if len(hosts) != 1:
        return False
    host = hosts[0].lower()
    return host in {f"{name}:{port}" for name in HOSTS} or (port == 80 and host in HOSTS)
