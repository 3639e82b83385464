"""Ask a server that speaks the OpenAI chat interface: patiently where it is busy or breaks off, and without ever showing the key."""

from __future__ import annotations

import http.client
import json
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from gen.errors import GongbaoError, one_line

Chat = list[dict[str, str]]
Ask = Callable[[Chat], str]
_TRIES = 6
"Times that one request is sent while the server is busy or failing."
_LONGEST_WAIT = 60.0
"Seconds to wait between two of them, whatever the server asks for."
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_BUSY = frozenset({408, 409, 425, 429})
"Statuses below 500 after which asking again may help (RFC 9110, RFC 6585, RFC 8470)."


@dataclass(frozen=True, slots=True)
class Server:
    """Where answers come from."""

    url: str
    "Of the interface, up to and without `/chat/completions`."
    model: str
    key: str = field(default="", repr=False)
    "Sent as a bearer token; from the environment only. Blanks and line ends around it are not part of it."
    per_minute: int = 0
    "Requests a minute at most; 0 for no limit."
    timeout: float = 120.0
    "Seconds."


class _NoAnswerError(Exception):
    """No answer: why, whether asking again may help, and how long the server wants us to wait (Retry-After)."""

    def __init__(self, why: str, again: bool = True, wait: str = "") -> None:
        self.why, self.again, self.wait = why, again, wait
        super().__init__(why)


def asker(server: Server, sleep: Callable[[float], None] = time.sleep, clock: Callable[[], float] = time.monotonic) -> Ask:
    """A function that sends a chat to `server` and gives its answer; it waits where the server is busy and keeps to the rate."""
    send = _sender(server)
    last = -60.0

    def paced(chat: Chat) -> str:
        nonlocal last
        if server.per_minute:
            sleep(max(0.0, last + 60 / server.per_minute - clock()))
        last = clock()
        return send(chat)

    return lambda chat: _patiently(lambda: paced(chat), server, sleep)


# ---- what may be asked


def _checked(server: Server) -> tuple[str, str]:
    """The address and the key, cleaned; GongbaoError where the server cannot be asked so. Neither key nor password is ever shown."""
    url, key = server.url.strip(), server.key.strip()
    place = f"--endpoint {_shown(url)}"
    host = _host(url)
    if not host:
        raise GongbaoError(place, "expected an http or https address such as http://127.0.0.1:8080/v1", "mend it")
    if any(char in url for char in "@?#"):
        raise GongbaoError(place, "expected an address without @, ? and #", "leave them out; a key goes into GONGBAO_DRAFT_KEY")
    if not all("!" <= char <= "~" for char in key):  # http.client would put the whole key into its error
        raise GongbaoError("GONGBAO_DRAFT_KEY", "expected printable ASCII without blanks or line ends", "set the key again")
    if key and url.lower().startswith("http:") and host not in _LOCAL:
        raise GongbaoError(place, "expected https, for a key is sent along", "use https or unset the key")
    if not server.model.isprintable() or not server.model.strip():
        raise GongbaoError(f"--model {server.model}", "expected the name of a model, on one line", "mend it")
    return url, key


def _host(url: str) -> str:
    """The host of an http address that can be asked; else nothing."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  looked at, for it raises ValueError where it is no port
    except ValueError:
        return ""
    sound = parts.scheme in ("http", "https") and all("!" <= char <= "~" for char in url)
    return (parts.hostname or "") if sound else ""


def _shown(url: str) -> str:
    """An address as an error may show it: without what stands before an @ or behind a ? or #, where keys are put.

    >>> _shown("https://me:secret@example.org/v1?key=secret")
    'https://example.org/v1'
    """
    return re.split("[?#]", re.sub(r"(?is)^(https?://)?.*@", r"\1", url), maxsplit=1)[0]


# ---- asking


def _sender(server: Server) -> Callable[[Chat], str]:
    """Sends a chat once; _NoAnswerError where no answer comes."""
    url, key = _checked(server)
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})
    # A proxy of the environment is not on this machine: what is asked of this machine goes past it.
    direct = [urllib.request.ProxyHandler({})] if _host(url) in _LOCAL else []
    opener = urllib.request.build_opener(_Straight, *direct)

    def send(chat: Chat) -> str:
        body = json.dumps({"model": server.model, "messages": chat, "temperature": 0}).encode()
        request = urllib.request.Request(f"{url.rstrip('/')}/chat/completions", body, headers)
        try:
            with opener.open(request, timeout=server.timeout) as answer:
                return _content(answer.read())
        except urllib.error.HTTPError as error:
            # The status in our words: the server's own may say the key back to us.
            why = f"{error.code} {http.client.responses.get(error.code, '')}".strip()
            again = error.code in _BUSY or error.code >= 500
            error.close()
            raise _NoAnswerError(why, again, error.headers.get("Retry-After", "")) from None
        except (OSError, http.client.HTTPException) as error:
            cause = getattr(error, "reason", error)
            raise _NoAnswerError(one_line(str(cause)) or type(cause).__name__) from error
        except UnicodeError:
            raise _NoAnswerError("no host of that name", again=False) from None

    return send


def _patiently(send: Callable[[], str], server: Server, sleep: Callable[[float], None]) -> str:
    """What `send` gives, tried again after a while where the server is busy, breaks off or answers nonsense."""
    tries, wait = 1, 1.0
    while True:
        try:
            return send()
        except _NoAnswerError as failed:
            if tries >= _TRIES or not failed.again:
                expected = f"expected an answer, got {failed.why}"
                next_step = "look at address, model and key; the drafts so far are kept"
                raise GongbaoError(_shown(server.url), expected, next_step) from None
            sleep(min(float(failed.wait) if failed.wait.isdecimal() else wait, _LONGEST_WAIT))
            tries, wait = tries + 1, wait * 2


class _Straight(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: the key would go along to wherever that leads."""

    def redirect_request(self, *_: Any) -> None:
        """Nowhere."""


def _content(data: bytes) -> str:
    """The words of an answer; _NoAnswerError where it is none: for good where it is JSON of another shape."""
    try:
        answer = json.loads(data)
    except (ValueError, RecursionError):
        raise _NoAnswerError("an answer that is no JSON") from None
    try:
        content = answer["choices"][0]["message"]["content"]
    except (LookupError, TypeError):
        raise _NoAnswerError("JSON without choices[0].message.content", again=False) from None
    return content if isinstance(content, str) else ""
