"""What every answer carries and every request must: headers against hostile texts, names against DNS rebinding.

A page of another origin can make a browser resolve its own name to this machine and read the ledger through it. Such a
request bears that name in its Host header, so only names that are this machine's own are answered.
"""

from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
ANY = frozenset({"*"})
EVERYWHERE = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 - addresses that are bound to, named here to be told apart
POLICY = "; ".join(
    [
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-cache",
}
MISDIRECTED = 421


def names_of(host: str) -> frozenset[str]:
    """The names to answer to when bound to this address: a loopback address has only loopback names, one open to
    everywhere any name at all (it cannot be known under which ones others reach it).
    """
    if host in EVERYWHERE:
        return ANY
    return LOOPBACK if host in LOOPBACK else LOOPBACK | {host.casefold()}


class Guard:
    """ASGI middleware around everything."""

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self.app, self.hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse a name that is not ours."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        answer = self.app if self._is_ours(Headers(scope=scope).get("host", "")) else _refusal()
        await answer(scope, receive, guarded)

    def _is_ours(self, host: str) -> bool:
        return "*" in self.hosts or _name(host) in self.hosts


def _name(host: str) -> str:
    """The name in a Host header, without port and brackets."""
    if host.startswith("["):
        return host[1:].partition("]")[0].casefold()
    return host.partition(":")[0].casefold()


def _refusal() -> PlainTextResponse:
    told = "This name is not one that Dragoman answers to. Use the address that `dragoman serve` printed.\n"
    return PlainTextResponse(told, MISDIRECTED)
