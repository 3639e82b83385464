"""Drafts by machine, for a person to clear: any server that speaks the OpenAI chat interface, a local model's too.

Off unless asked for. A draft carries the set English of terms and names, passes the checks before it is written, and stays fuzzy, with a
remark that says which model made it, until a person clears it. What was drafted before a failure is kept, and so is whatever people
save in the file while drafts come.
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
from gen.judge.catalog import Catalog
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


Desk = Callable[[Callable[[str], str | None]], str]
"""Takes the PO text as it stands at that moment through a change, puts the result in its place, and gives what stands then;
a change that gives None leaves it. People save the file while drafts come: it is the one place where the text is kept."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one message."""

    key: str
    text: str
    "The draft; what the checks refused where `faults` is not empty."
    faults: tuple[Finding, ...] = ()
    entered: bool = False
    "Whether the draft stands in the file; False without faults where a person wrote there meanwhile."


# ---- drafting


def draft(
    analysis: Analysis, desk: Desk, *, language: str, model: str, ask: Ask, chapter: str = "", limit: int = 0
) -> Iterator[Outcome]:
    """Each message without a translation, drafted and entered: what became of it.

    The file is brought up to date first, as `translate update` does. `chapter` and `limit` say which messages and how many at most.
    """
    place = f"{analysis.seed.stem}.{language}.po"
    first = catalog.parse(desk(catalog.follower(analysis, language)), place)
    chapters = {m.key: m.chapter for m in catalog.messages(analysis)}
    waiting = [
        unit
        for unit in checks.units(analysis, first)
        if not unit.english.strip() and chapter in ("", chapters.get(unit.key))
    ]
    for unit in waiting[: limit or None]:
        entries = _standing(desk(lambda _: None), place, first).entries
        if not _is_open(entries[unit.key], unit):
            yield Outcome(unit.key, "")
            continue
        outcome = _drafted(unit, _prompt(unit, entries, language), model, ask)
        if not outcome.faults:
            outcome = replace(outcome, entered=_entered(desk, unit, outcome.text, model, place, first))
        yield outcome


def _entered(desk: Desk, unit: Unit, text: str, model: str, place: str, first: Catalog) -> bool:
    """Whether the draft went into the file: not where a person wrote meanwhile."""

    def change(now: str) -> str | None:
        found = _standing(now, place, first)
        own = found.entries[unit.key]
        if not _is_open(own, unit):
            return None
        entries = {**found.entries, unit.key: _entry(replace(unit, entry=own), text, model)}
        return po.write([found.header, *entries.values(), *found.obsolete])

    return catalog.parse(desk(change), place).entries[unit.key].target == text


def _standing(text: str, place: str, first: Catalog) -> Catalog:
    """The catalogue of now; one that lost entries since the start was caught half written, or belongs to another text."""
    found = catalog.parse(text, place)
    if gone := [key for key in first.entries if key not in found.entries]:
        words = f"expected all {len(first.entries)} entries of the start, {gone[0]} is gone: the file was changed meanwhile"
        raise GongbaoError(place, words, "look at it and run the command again; nothing was written over")
    return found


def _is_open(entry: Entry, unit: Unit) -> bool:
    """Whether nobody has translated the entry, or changed what it says in Chinese, since the start."""
    return not entry.target.strip() and entry.source == unit.source


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
