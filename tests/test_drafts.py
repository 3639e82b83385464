"""Machine drafts: from a server that speaks the chat interface, checked, marked, resumable; never without being asked for."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from gen import analysis, editions, folders, locales, po, seeds
from gen.__main__ import main
from gen.errors import GongbaoError
from gen.judge import catalog, chat
from tests import papers

TEXT = "某街道2023年工作总结\n一、民生\n全年建成睦邻中心3个。发放补贴1547万元。\n"
GOOD = {
    "某街道2023年工作总结": "A Subdistrict: Review of Work in 2023",
    "一、民生": "Livelihoods",
    "全年建成睦邻中心3个。": "Over the year we built 3 neighborhood centers.",
    "发放补贴1547万元。": "We paid out RMB 15.47 million in subsidies.",
}


_OK = b"HTTP/1.1 200 OK\r\n"
MISHAPS = {
    "closes at once": b"",
    "breaks off": _OK + b'Content-Length: 90\r\n\r\n{"choices": [',
    "breaks off in a chunk": _OK + b'Transfer-Encoding: chunked\r\n\r\n40\r\n{"choices": [',
    "speaks no HTTP": b"220 mail.example.org\r\n",
    "sends a page": _OK + b"Content-Length: 6\r\n\r\n<html>",
    "sends nothing": _OK + b"Content-Length: 0\r\n\r\n",
    "says the key back": b"HTTP/1.1 401 bad key Bearer secret-7\r\nContent-Length: 0\r\n\r\n",
    "opens brackets for ever": _OK + b"\r\n" + b"[" * 100_000,
}
CHAT = [{"role": "system", "content": ""}, {"role": "user", "content": "Translate: 一、民生"}]


@dataclass
class Fake:
    """A server that answers as told: a status and a text for each request; what it was sent is kept."""

    answers: Callable[[str], tuple[int, str]]
    url: str = ""
    sent: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    mishaps: list[str] = field(default_factory=list)
    "What goes wrong with the next answers, in order: a name of MISHAPS."


@pytest.fixture
def server() -> Iterator[Fake]:
    """The server, on the loopback; by default it knows good translations."""
    fake = Fake(lambda source: (200, GOOD.get(source, "the thing measured")))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            data = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            fake.sent.append(data)
            fake.keys.append(self.headers.get("Authorization"))
            source = data["messages"][1]["content"].rsplit("Translate: ", 1)[1]
            status, text = fake.answers(source)
            body = json.dumps({"choices": [{"message": {"content": text}}]}).encode()
            if fake.mishaps:
                self.wfile.write(MISHAPS[fake.mishaps.pop(0)])
                return
            self.send_response(status)
            self.send_header("Retry-After", "0")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True).start()
    fake.url = f"http://127.0.0.1:{running.server_address[1]}/v1"
    yield fake
    running.shutdown()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one text."""
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    return tmp_path


def run(folder: Path, server: Fake, *more: str) -> int:
    """The command on the text in `folder`."""
    return main(["translate", "draft", "a", "--seeds", str(folder), "--endpoint", server.url, "--model", "m1", *more])


def entries(folder: Path) -> dict[str, Any]:
    """The entries of the PO file, by msgid."""
    return {e.source: e for e in catalog.parse((folder / "a.en.po").read_text("utf-8"), "a.en.po").entries.values()}


def test_drafts_are_fuzzy_and_name_their_model(folder: Path, server: Fake) -> None:
    assert run(folder, server) == 0
    for source, target in GOOD.items():
        entry = entries(folder)[source]
        assert (entry.target, entry.fuzzy, entry.comments) == (target, True, ("machine draft: m1",))


def test_a_draft_is_shown_as_one_until_a_person_clears_it(folder: Path, server: Fake) -> None:
    run(folder, server)
    assert {line.words: (line.draft, line.cleared) for line in shown(folder)}[GOOD["一、民生"]] == (True, False)
    file = folder / "a.en.po"
    file.write_text(file.read_text("utf-8").replace("#, fuzzy\n", ""), "utf-8")
    assert {line.words: (line.draft, line.cleared) for line in shown(folder)}[GOOD["一、民生"]] == (False, True)


def test_the_check_says_of_a_draft_what_readers_see(
    folder: Path, server: Fake, capsys: pytest.CaptureFixture[str]
) -> None:
    run(folder, server)
    capsys.readouterr()
    assert main(["check", "a", "--seeds", str(folder), "--format", "jsonl"]) == 0
    findings = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    said = {f["msgctxt"]: f["message"] for f in findings if f["check"] == "fuzzy"}
    drafted = {line.key for line in shown(folder) if line.draft}
    assert len(drafted) == 4
    assert {key for key, words in said.items() if "machine draft; the page shows it" in words} == drafted
    assert all("the page shows the Chinese" in words for key, words in said.items() if key not in drafted)
    edit(folder, "全年建成睦邻中心3个。", comments=())
    main(["check", "a", "--seeds", str(folder)])
    out = capsys.readouterr().out
    assert (out.count("machine draft"), out.count("the page shows the Chinese")) == (3, len(said) - 3)


def on_paper(folder: Path) -> dict[str, str]:
    """The words of each edition."""
    found = {}
    for name, sheets in papers.printed(folder / "a.txt").items():
        (folder / f"{name}.pdf").write_bytes(sheets.data)
        found[name] = " ".join(papers.extracted(folder / f"{name}.pdf"))
    return found


def test_a_draft_says_so_on_paper_until_a_person_clears_it(folder: Path, server: Fake) -> None:
    run(folder, server)
    drafted = {name: words.count("Machine draft") for name, words in on_paper(folder).items()}
    assert drafted == {"zh": 0, "zh-hant": 0, "en": 2, "bilingual": 3}, "heading and paragraph; heading and each sentence"
    file = folder / "a.en.po"
    file.write_text(file.read_text("utf-8").replace("#, fuzzy\n", ""), "utf-8")
    assert not any("Machine draft" in words for words in on_paper(folder).values())


def test_what_is_not_translated_stands_once_on_paper_and_says_so(folder: Path, server: Fake) -> None:
    (folder / "a.txt").write_text(TEXT + "二、2024年安排\n全年新建睦邻中心4个。\n", "utf-8")
    more = {"二、2024年安排": "Plans for 2024", "全年新建睦邻中心4个。": "We will build 4 neighborhood centers."}
    server.answers = lambda source: (200, (GOOD | more).get(source, "the thing measured"))
    bare = on_paper(folder)
    run(folder, server)
    done = on_paper(folder)
    for words in ("全年建成睦邻中心3个", "全年新建睦邻中心4个"):
        times = [papers.bare(said["bilingual"]).count(words) for said in (bare, done)]
        assert times == [2, 2], "in the text and beside the plan"
    assert "Not translated" in bare["bilingual"]
    assert "Not translated" in bare["en"]
    assert "Not translated" not in done["bilingual"] + done["en"]


def test_a_draft_of_words_that_changed_is_not_shown(folder: Path, server: Fake) -> None:
    run(folder, server)
    (folder / "a.txt").write_text(TEXT.replace("3个", "4个"), "utf-8")
    assert main(["translate", "update", "a", "--seeds", str(folder)]) == 0
    words = [line.words for line in shown(folder)]
    assert "全年建成睦邻中心4个。" in words
    assert GOOD["全年建成睦邻中心3个。"] not in words
    standing = {line.words: line.standing for line in shown(folder)}
    assert standing["全年建成睦邻中心4个。"] == "outdated", "what it had is of other words, and readers are told so"
    assert standing[GOOD["一、民生"]] == "draft"


def shown(folder: Path) -> list[Any]:
    """The lines of the English edition."""
    found = editions.index(analysis.analyse(seeds.load(folder / "a.txt")))
    english = next(locale for locale in locales.standard() if locale.translated)
    return list(editions.edition(found, english).lines())


def test_a_wrong_number_is_asked_for_again_with_what_the_check_found(folder: Path, server: Fake) -> None:
    answers = iter(["We paid out RMB 1,547 million in subsidies.", GOOD["发放补贴1547万元。"]])
    server.answers = lambda source: (200, next(answers) if "补贴1547" in source else GOOD.get(source, "the thing"))
    assert run(folder, server) == 0
    assert entries(folder)["发放补贴1547万元。"].target == GOOD["发放补贴1547万元。"]
    again = [s for s in server.sent if len(s["messages"]) == 4]
    assert len(again) == 1
    assert "1,547" in again[0]["messages"][-1]["content"]


def test_what_the_checks_refuse_twice_stays_missing(
    folder: Path, server: Fake, capsys: pytest.CaptureFixture[str]
) -> None:
    server.answers = lambda source: (200, "We paid out RMB 9 in subsidies." if "补贴1547" in source else GOOD.get(source, "it"))
    assert run(folder, server) == 1
    assert entries(folder)["发放补贴1547万元。"].target == ""
    assert "not drafted: numbers" in capsys.readouterr().err


def test_what_was_refused_comes_last_in_the_next_run(folder: Path, server: Fake) -> None:
    server.answers = lambda source: (200, "9" if source in ("一、民生", "某街道2023年工作总结") else GOOD.get(source, "it"))
    assert run(folder, server, "--limit", "2") == 1
    assert entries(folder)["一、民生"].comments == ("no machine draft: m1",)
    assert run(folder, server, "--limit", "2") == 0, "the next two"
    server.answers = lambda source: (200, GOOD.get(source, "the thing"))
    assert run(folder, server) == 0
    assert {source: (entries(folder)[source].target, *entries(folder)[source].comments) for source in GOOD} == {
        source: (target, "machine draft: m1") for source, target in GOOD.items()
    }


def test_a_remark_that_a_draft_was_refused_goes_with_its_sentence(folder: Path, server: Fake) -> None:
    server.answers = lambda _: (200, "")
    run(folder, server)
    (folder / "a.txt").write_text(TEXT.replace("全年建成睦邻中心3个。", ""), "utf-8")
    assert main(["translate", "update", "a", "--seeds", str(folder)]) == 0
    assert "睦邻" not in (folder / "a.en.po").read_text("utf-8")


def test_a_busy_server_is_asked_again(folder: Path, server: Fake) -> None:
    states = iter([429, 500, 200])
    server.answers = lambda source: (next(states, 200), GOOD.get(source, "the thing measured"))
    assert run(folder, server) == 0
    assert entries(folder)["一、民生"].target == "Livelihoods"


def test_a_server_that_fails_keeps_what_was_drafted_and_the_next_run_goes_on(
    folder: Path, server: Fake, capsys: pytest.CaptureFixture[str]
) -> None:
    server.answers = lambda source: (401 if "补贴1547" in source else 200, GOOD.get(source, "the thing measured"))
    assert run(folder, server) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "401" in error
    assert entries(folder)["全年建成睦邻中心3个。"].target == GOOD["全年建成睦邻中心3个。"]
    asked = len(server.sent)
    server.answers = lambda source: (200, GOOD.get(source, "the thing measured"))
    assert run(folder, server) == 0
    assert len(server.sent) - asked == sum(1 for s in server.sent[asked:] if "补贴" in json.dumps(s, ensure_ascii=False))


def edit(folder: Path, words: str, **more: Any) -> None:
    """Save an entry of the PO file, as a person would from an editor."""
    file = folder / "a.en.po"
    kept = [replace(e, **more) if e.source == words else e for e in po.parse(file.read_text("utf-8"), file.name)]
    file.write_text(po.write(kept), "utf-8")


def test_what_a_person_saves_while_drafts_come_is_kept(
    folder: Path, server: Fake, capsys: pytest.CaptureFixture[str]
) -> None:
    by_hand = {"target": "A person wrote this.", "comments": ("by hand",)}

    def answer(source: str) -> tuple[int, str]:
        if source == "一、民生":
            edit(folder, "一、民生", **by_hand)
            edit(folder, "发放补贴1547万元。", **by_hand)
            edit(folder, "全年建成睦邻中心3个。", comments=("mind the tense",))
        return 200, GOOD.get(source, "the thing measured")

    server.answers = answer
    assert run(folder, server) == 0
    found = entries(folder)
    for source in ("一、民生", "发放补贴1547万元。"):
        assert (found[source].target, found[source].comments, found[source].fuzzy) == (*by_hand.values(), False)
    assert found["全年建成睦邻中心3个。"].comments == ("mind the tense", "machine draft: m1")
    assert "2 left as a person wrote them meanwhile" in capsys.readouterr().out
    asked = [s["messages"][1]["content"].rsplit("Translate: ", 1)[1] for s in server.sent]
    assert "发放补贴1547万元。" not in asked, "what is translated meanwhile is not asked for"


def test_an_entry_whose_chinese_changed_while_drafts_come_gets_none(folder: Path, server: Fake) -> None:
    def answer(source: str) -> tuple[int, str]:
        if source == "一、民生":
            edit(folder, "一、民生", source="一、民生保障")
        return 200, GOOD.get(source, "the thing measured")

    server.answers = answer
    assert run(folder, server) == 0
    assert entries(folder)["一、民生保障"].target == ""


@pytest.mark.parametrize(
    "half", [lambda whole: whole[: whole.rindex("msgid")], lambda whole: whole[: whole.rindex("\n\n")], lambda _: ""],
    ids=["in an entry", "between entries", "at the start"],
)  # fmt: skip
def test_a_file_caught_half_written_while_drafts_come_is_kept_and_told(
    folder: Path, server: Fake, capsys: pytest.CaptureFixture[str], half: Callable[[str], str]
) -> None:
    file = folder / "a.en.po"

    def answer(source: str) -> tuple[int, str]:
        if source == "一、民生":
            file.write_text(half(file.read_text("utf-8")) + "\n", "utf-8")
            left.append(file.read_bytes())
        return 200, GOOD[source]

    left: list[bytes] = []
    server.answers = answer
    assert run(folder, server) == 2
    assert file.read_bytes() == left[0]
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "a.en.po" in error


def test_set_renderings_and_the_sentence_before_are_in_the_request(folder: Path, server: Fake) -> None:
    shutil.copy(folders.SEEDS / "terms.yml", folder / "terms.yml")
    run(folder, server)
    asked = next(s["messages"][1]["content"] for s in server.sent if s["messages"][1]["content"].endswith("发放补贴1547万元。"))
    assert "figures: 1547万元 = 15,470,000 元" in asked
    assert f"The sentence before: 全年建成睦邻中心3个。 = {GOOD['全年建成睦邻中心3个。']}" in asked
    asked = next(s["messages"][1]["content"] for s in server.sent if s["messages"][1]["content"].endswith("中心3个。"))
    assert "Set rendering: 睦邻中心 = " in asked


def test_the_key_comes_from_the_environment_and_goes_nowhere_else(
    folder: Path, server: Fake, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GONGBAO_DRAFT_KEY", "secret-7")
    run(folder, server)
    assert set(server.keys) == {"Bearer secret-7"}
    assert "secret-7" not in "".join(capsys.readouterr()) + (folder / "a.en.po").read_text("utf-8")
    with pytest.raises(GongbaoError, match="expected https"):
        chat.asker(chat.Server("http://example.org/v1", "m", "secret-7"))


@pytest.mark.parametrize("key", ["secret-7\n", "\r\nsecret-7\r", " secret-7\t"])
def test_blanks_and_line_ends_around_the_key_are_not_part_of_it(
    folder: Path, server: Fake, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setenv("GONGBAO_DRAFT_KEY", key)
    assert run(folder, server, "--limit", "1") == 0
    assert server.keys == ["Bearer secret-7"]


@pytest.mark.parametrize("key", ["密secret-7", "secret-7\nX-Other: 1", "\x00secret-7", "\ufeffsecret-7"])
def test_a_key_that_cannot_be_sent_is_refused_without_being_shown(
    folder: Path, server: Fake, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], key: str
) -> None:
    monkeypatch.setattr("os.environ", {**os.environ, "GONGBAO_DRAFT_KEY": key})
    assert run(folder, server) == 2
    error = capsys.readouterr().err
    assert error.startswith("gongbao: GONGBAO_DRAFT_KEY: expected printable ASCII")
    assert "secret" not in error
    assert server.sent == []


@pytest.mark.parametrize(
    "url",
    [
        "http://me:secret@{host}/v1", "http://secret@{host}/v1", "http://{host}/v1?key=secret", "http://{host}/v1#secret",
        "http://me:secret@[::1/v1", "me:secret@{host}/v1", "http://{host}/v1?key=secret@more", "https://me:secret@example.org:https/v1",
        "ftp://me:secret@{host}", "http://me:sec\nret@{host}/v1", "http://me:secret/@{host}/v1",
    ],
)  # fmt: skip
def test_a_key_in_the_address_is_refused_without_being_shown(
    folder: Path, server: Fake, capsys: pytest.CaptureFixture[str], url: str
) -> None:
    server.url = url.format(host=urlsplit(server.url).netloc)
    assert run(folder, server) == 2
    error = capsys.readouterr().err
    assert error.startswith("gongbao: --endpoint ")
    assert error.count("\n") == 1
    assert "sec" not in error
    assert server.sent == []


def test_a_server_that_says_the_key_back_does_not_get_it_into_the_error(server: Fake) -> None:
    server.mishaps = ["says the key back"]
    ask = chat.asker(chat.Server(server.url, "m", "secret-7"))
    with pytest.raises(GongbaoError, match="401 Unauthorized") as caught:
        ask(CHAT)
    assert "secret-7" not in str(caught.value) + repr(chat.Server(server.url, "m", "secret-7"))


@pytest.mark.parametrize("mishap", [name for name in MISHAPS if "key" not in name])
def test_an_answer_that_breaks_off_or_is_nonsense_is_asked_for_again(server: Fake, mishap: str) -> None:
    server.mishaps = [mishap, mishap]
    waits: list[float] = []
    assert chat.asker(chat.Server(server.url, "m"), waits.append)(CHAT) == "Livelihoods"
    assert waits == [1.0, 2.0]


@pytest.mark.parametrize("mishap", [name for name in MISHAPS if "key" not in name])
def test_a_server_that_never_answers_well_is_one_error(server: Fake, mishap: str) -> None:
    server.mishaps = [mishap] * 10
    with pytest.raises(GongbaoError, match=r"v1: expected an answer, got \w+.*; look at address"):
        chat.asker(chat.Server(server.url, "m"), lambda _: None)(CHAT)
    assert len(server.sent) == 6


def test_a_server_that_is_silent_is_one_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/v1"
        waits: list[float] = []
        with pytest.raises(GongbaoError, match="timed out"):
            chat.asker(chat.Server(url, "m", timeout=0.01), waits.append)(CHAT)
        assert waits == [1.0, 2.0, 4.0, 8.0, 16.0]


def test_the_rate_is_kept(server: Fake) -> None:
    waits: list[float] = []
    ask = chat.asker(chat.Server(server.url, "m", per_minute=30), waits.append, lambda: 100.0)
    for _ in range(3):
        ask(CHAT)
    assert waits == [0.0, 2.0, 2.0]


def test_what_is_asked_again_keeps_to_the_rate_too(server: Fake) -> None:
    server.mishaps = ["sends nothing"]
    waits: list[float] = []
    chat.asker(chat.Server(server.url, "m", per_minute=30), waits.append, lambda: 100.0)(CHAT)
    assert waits == [0.0, 1.0, 2.0]


@pytest.mark.parametrize("body", ["[]", '{"choices": []}', '{"choices": [{"message": {}}]}', '{"error": "no model"}', "7"])
def test_an_answer_of_another_shape_is_one_error_at_once(server: Fake, body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(MISHAPS, "shape", _OK + f"Content-Length: {len(body)}\r\n\r\n{body}".encode())
    server.mishaps = ["shape"]
    with pytest.raises(GongbaoError, match="JSON without choices"):
        chat.asker(chat.Server(server.url, "m"))(CHAT)
    assert len(server.sent) == 1


@pytest.mark.parametrize(
    "answer",
    [
        "<think>3个 is three.\n\nSo:</think>\n\n{}", "so three centers</think>{}", "```\n{}\n```", "``` {} ```", "```text\n{}```", "`{}`",
        "Here is the translation: {}", "Here's the mended translation:\n\n{}", "Sure! Here is the translation into English:\n{}",
        "Translation: {}", "**Translation:** {}", "English: {}", "**{}**", '"{}"', "“{}”", 'Here is the translation:\n\n"{}"',
        "Here is the translation:\n```\n{}\n```", "<think>\n</think>\nTranslation into English: **{}**",
    ],
)  # fmt: skip
def test_what_models_put_around_a_translation_is_taken_off(folder: Path, server: Fake, answer: str) -> None:
    server.answers = lambda source: (200, answer.replace("{}", GOOD.get(source, "centers built")))
    assert run(folder, server) == 0
    assert {source: entries(folder)[source].target for source in GOOD} == GOOD
    assert all(len(sent["messages"]) == 2 for sent in server.sent), "at the first time of asking"


@pytest.mark.parametrize(
    "answer",
    [
        "<think>I wonder. {}", "{}\n\nI kept the number.", "{}\nNote: the number is kept.", "{} (Note: the number is kept.)",
        "Sure! {}", "```\n{}\n```\nDone.", "{}<br>", "**Centers**: {}", "In short, here is my own translation: {}",
    ],
)  # fmt: skip
def test_what_is_said_beside_a_translation_is_refused(
    folder: Path, server: Fake, answer: str, capsys: pytest.CaptureFixture[str]
) -> None:
    server.answers = lambda source: (200, answer.replace("{}", GOOD.get(source, "centers built")))
    assert run(folder, server, "--limit", "1") == 1
    assert not any(entry.target for entry in entries(folder).values())
    assert re.search("not drafted: (answer: expected the translation alone|leftover: <)", capsys.readouterr().err)


def test_marks_that_the_chinese_has_too_stay_in_the_draft(folder: Path, server: Fake) -> None:
    (folder / "a.txt").write_text(TEXT.replace("一、民生", "“一网通办”\n\n注：本表含**线上**。"), "utf-8")
    good = {"“一网通办”": "“One website for all”", "注：本表含**线上**。": "Note: **online** ones are in it."}
    server.answers = lambda source: (200, good.get(source, ""))
    run(folder, server)
    assert {*good.values()} <= {e.target for e in entries(folder).values()}


def test_the_request_names_the_language_as_english_does(folder: Path, server: Fake) -> None:
    run(folder, server, "--limit", "1")
    assert " into English for readers abroad" in server.sent[0]["messages"][0]["content"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--limit", "0"], "--limit 0: expected 1 or more"),
        (["--limit", "-1"], "--limit -1: expected 1 or more"),
        (["--per-minute", "-5"], "--per-minute -5: expected 1 or more"),
        (["--chapter", "9-9"], "--chapter 9-9: expected one of 1"),
        (["--model", "a\nmsgid"], "--model a msgid: expected the name of a model, on one line"),
        (["--model", " "], "--model : expected the name of a model"),
        (["--endpoint", "http://[::1/v1"], "--endpoint http://[::1/v1: expected an http or https address"),
        (["--endpoint", "http://127.0.0.1:99999/v1"], "--endpoint http://127.0.0.1:99999/v1: expected an http or https address"),
        (["--endpoint", "http://127.0.0.1:80/v 1"], "--endpoint http://127.0.0.1:80/v 1: expected an http or https address"),
        (["--endpoint", "127.0.0.1:80"], "--endpoint 127.0.0.1:80: expected an http or https address"),
        (["--endpoint", "http://"], "--endpoint http://: expected an http or https address"),
        (["--endpoint", "http://a..b/v1"], "http://a..b/v1: expected an answer, got no host of that name"),
    ],
)
def test_what_cannot_be_asked_for_is_told_in_one_line_and_nothing_is_drafted(
    folder: Path, server: Fake, capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    assert run(folder, server, *words) == 2
    output = capsys.readouterr()
    assert output.err.startswith(f"gongbao: {told}")
    assert output.err.count("\n") == 1
    assert server.sent == []


def test_wrong_use_is_told_in_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["translate", "draft", "a", "--seeds", str(folder)]) == 2
    assert "--endpoint" in capsys.readouterr().err
