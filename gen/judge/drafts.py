"""Drafts by machine, for a person to clear: any server that speaks the OpenAI chat interface, a local model's too.

Off unless asked for. A draft carries the set English of terms and names, passes the checks before it is written, and stays fuzzy, with a
remark that says which model made it, until a person clears it. What was drafted before a failure is kept.
"""

from __future__ import annotations

import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any
from urllib.parse import urlsplit

from gen import po
from gen.errors import GongbaoError
from gen.judge import catalog, checks
from gen.judge.checks import Unit
from gen.model import Analysis, Finding
from gen.po import Entry

Chat = list[dict[str, str]]
Ask = Callable[[Chat], str]
_ROLE = (
    "You translate a Chinese local-government work report into {language} for readers abroad. Write as a native editor would: plain, "
    "complete, nothing added. Say every number as the language writes it, with its full value: 1547万元 is RMB 15.47 million. "
    "Use the set renderings of terms and names exactly. Answer with the translation of the sentence alone."
)
_NAME = "This is the name of a figure in tables and charts: a few words, no full stop."
_HEADING = "This is a heading: translate it without its number and without a full stop."
_AGAIN = "The checks found: {faults}. Answer with the mended translation alone."
_TRIES = 6
"Times that one request is sent while the server is busy or failing."
_LONGEST_WAIT = 60.0
"Seconds to wait between two of them, whatever the server asks for."
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Server:
    """Where drafts come from."""

    url: str
    "Of the interface, up to and without `/chat/completions`."
    model: str
    key: str = ""
    "Sent as a bearer token; from the environment only."
    per_minute: int = 0
    "Requests a minute at most; 0 for no limit."
    timeout: float = 120.0
    "Seconds."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one message."""

    key: str
    text: str
    "The draft; what the checks refused where `faults` is not empty."
    faults: tuple[Finding, ...] = ()


# ---- drafting


def draft(
    analysis: Analysis, po_text: str, *, language: str, place: str, model: str, ask: Ask, chapter: str = "", limit: int = 0
) -> Iterator[tuple[Outcome, str]]:
    """Each message without a translation, drafted: what became of it, and the PO text that now holds it.

    `po_text` is the catalogue as `catalog.update` made it; `chapter` and `limit` say which messages and how many at most.
    """
    found = catalog.parse(po_text, place)
    entries = dict(found.entries)
    chapters = {m.key: m.chapter for m in catalog.messages(analysis)}
    waiting = [
        unit
        for unit in checks.units(analysis, found)
        if not unit.english.strip() and chapter in ("", chapters.get(unit.key))
    ]
    for unit in waiting[: limit or None]:
        outcome = _drafted(unit, _prompt(unit, entries, language), model, ask)
        if not outcome.faults:
            entries[unit.key] = _entry(unit, outcome.text, model)
        yield outcome, po.write([found.header, *entries.values(), *found.obsolete])


def _drafted(unit: Unit, chat: Chat, model: str, ask: Ask) -> Outcome:
    """The answer, asked for once more with what the checks found in the first."""
    text = ""
    faults: tuple[Finding, ...] = ()
    for _ in range(2):
        text = _clean(ask(chat))
        faults = _faults(unit, text, model)
        if not faults:
            break
        told = "; ".join(finding.message for finding in faults)
        chat = [*chat, {"role": "assistant", "content": text}, {"role": "user", "content": _AGAIN.format(faults=told)}]
    return Outcome(unit.key, text, faults)


def _faults(unit: Unit, text: str, model: str) -> tuple[Finding, ...]:
    """What the checks say of a draft, as if a person had cleared it."""
    judged = replace(unit, entry=_entry(unit, text, model).marked(fuzzy=False))
    return tuple(f for f in checks.check_unit(judged) if f.severity != "info" or f.check == "missing")


def _entry(unit: Unit, text: str, model: str) -> Entry:
    base = unit.entry or Entry(unit.source, context=unit.key)
    remarks = tuple(c for c in base.comments if not c.startswith(catalog.MACHINE))
    return replace(base, source=unit.source, target=text, comments=(*remarks, f"{catalog.MACHINE}{model}")).marked(fuzzy=True)


def _prompt(unit: Unit, entries: Mapping[str, Entry], language: str) -> Chat:
    """The sentence with what a translator would have beside it: remarks, set renderings, the sentence before in both languages."""
    remarks = list(unit.entry.extracted) if unit.entry else []
    terms = [f"{t.term} = {t.en}" for t in unit.terms]
    names = [f"{n.zh} = {n.en}" for n in unit.names if n.zh in unit.source]
    kind = _NAME if "#" in unit.key else _HEADING if remarks and remarks[0].startswith("heading") else ""
    before = _before(unit.key, entries)
    parts = [
        kind,
        *(f"Remark: {remark}" for remark in remarks),
        *(f"Set rendering: {pair}" for pair in dict.fromkeys([*terms, *names])),
        f"The sentence before: {before.source} = {before.target}" if before else "",
        f"Translate: {unit.source}",
    ]
    return [
        {"role": "system", "content": _ROLE.format(language=language)},
        {"role": "user", "content": "\n".join(part for part in parts if part)},
    ]


def _before(key: str, entries: Mapping[str, Entry]) -> Entry | None:
    """The translated sentence that stands before `key` in the catalogue."""
    last = None
    for name, entry in entries.items():
        if name == key:
            return last
        if "#" not in name and entry.target.strip():
            last = entry
    return None


def _clean(answer: str) -> str:
    """The answer on one line, without the quotation marks that models put around it."""
    words = " ".join(answer.split())
    return words[1:-1] if len(words) > 1 and words[0] + words[-1] in ('""', "``") else words


# ---- asking


def asker(server: Server, sleep: Callable[[float], None] = time.sleep, clock: Callable[[], float] = time.monotonic) -> Ask:
    """A function that sends a chat to `server` and gives its answer; it waits where the server is busy and keeps to the rate."""
    _check(server)
    last = -60.0

    def ask(chat: Chat) -> str:
        nonlocal last
        if server.per_minute:
            sleep(max(0.0, last + 60 / server.per_minute - clock()))
        last = clock()
        return _answer(_sent(server, chat, sleep), server.url)

    return ask


def _check(server: Server) -> None:
    parts = urlsplit(server.url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise GongbaoError(f"--endpoint {server.url}", "expected an http or https address", "mend it")
    if server.key and parts.scheme == "http" and parts.hostname not in _LOCAL:
        raise GongbaoError(f"--endpoint {server.url}", "expected https, for a key is sent along", "use https or unset the key")
    if any(not "!" <= char <= "~" for char in server.key):  # http.client would put the whole key into its error
        raise GongbaoError("GONGBAO_DRAFT_KEY", "expected printable ASCII without blanks or line ends", "set the key again")


def _sent(server: Server, chat: Chat, sleep: Callable[[float], None]) -> bytes:
    """The server's answer to `chat`; busy and failing servers are asked again after a while."""
    body = json.dumps({"model": server.model, "messages": chat, "temperature": 0}).encode()
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {server.key}"} if server.key else {})
    request = urllib.request.Request(f"{server.url.rstrip('/')}/chat/completions", body, headers)
    straight = [urllib.request.ProxyHandler({})] if urlsplit(server.url).hostname in _LOCAL else []  # the key stays on this machine
    opener = urllib.request.build_opener(_Straight, *straight)
    wait = 1.0
    for tries in count(1):
        asked = ""
        try:
            with opener.open(request, timeout=server.timeout) as answer:
                return bytes(answer.read())
        except urllib.error.HTTPError as error:
            why, asked = f"{error.code} {error.reason}", error.headers.get("Retry-After", "")
            if error.code not in {408, 409, 425, 429} and error.code < 500:
                tries = _TRIES  # noqa: PLW2901  asking again would not help
        except (OSError, http.client.IncompleteRead, http.client.BadStatusLine) as error:
            why = str(getattr(error, "reason", error))
        if tries >= _TRIES:
            raise GongbaoError(
                server.url, f"expected an answer, got {why}", "look at address, model and key; the drafts so far are kept"
            )
        sleep(min(float(asked) if asked.isdigit() else wait, _LONGEST_WAIT))
        wait *= 2
    raise AssertionError("unreachable")


class _Straight(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: the key would go along to wherever that leads."""

    def redirect_request(self, *_: Any) -> None:
        """Nowhere."""


def _answer(data: bytes, place: str) -> str:
    try:
        content = json.loads(data)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError) as error:
        raise GongbaoError(place, "expected choices[0].message.content in the answer", "look at what the server sends") from error
    return content if isinstance(content, str) else ""


def told(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """One line for each message that the checks refused."""
    for outcome in outcomes:
        for finding in outcome.faults:
            yield f"{outcome.key}: not drafted: {finding.check}: {finding.message}"
