"""Nothing on a page that axe calls a barrier: best practices too, in light and dark, on a phone and a desk, with all open that opens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import CODES
from tests.kinds import SCHEMES, WIDTHS, Sight, every, kind, npm, pairwise, samples

RUN = """async () => {
    const found = await axe.run(document, { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } });
    const open = [...document.querySelectorAll(".gb-results:not([hidden]), #gb-tool, #gb-tip")];
    const behind = (node) => !open.some((panel) => panel.contains(document.querySelector(node.target[0])));
    return found.violations.flatMap((one) => one.nodes
        .filter((node) => !(one.id === "target-size" && open.length && behind(node) && /partially obscured/.test(node.failureSummary)))
        .map((node) => `${one.id} ${node.target} ${node.failureSummary}`));
}"""
"""A link of the page that an open box half covers is no small target: the box goes at Escape or at a click beside it."""


def as_it_is(page: Page) -> bool:
    """Everything that folds, unfolded."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    return True


def searching(page: Page) -> bool:
    """The search panel, with hits."""
    field = page.locator("input.gb-search")
    if not field.count():
        return False
    words = page.locator("h1").first.inner_text().split()
    field.focus()
    field.fill(words[-1][:2] if words[-1] > "一" else words[-1])
    page.locator(".gb-results:not([hidden])").wait_for()
    return True


def in_the_menu(page: Page) -> bool:
    """The menu drawn out, where it is a drawer."""
    button = page.locator(".gb-menu")
    if not button.count() or not button.is_visible():
        return False
    button.click()
    page.locator("#__menu").wait_for(state="visible")
    return True


def on_a_term(page: Page) -> bool:
    """A term under the pointer, with what that shows."""
    term = page.locator("a.gb-term").first
    if not term.count():
        return False
    term.focus()
    term.hover()
    page.locator("#gb-tip").wait_for()
    return True


def at_a_sentence(page: Page) -> bool:
    """The tool of a sentence, with what was copied."""
    link = page.locator(".gb-link[aria-label]").first
    if not link.count():
        return False
    link.dispatch_event("click")
    page.locator("#gb-tool [data-copy]").last.click()
    page.locator(".gb-tool-said span").wait_for()
    return True


STATES: tuple[Callable[[Page], bool], ...] = (as_it_is, searching, in_the_menu, on_a_term, at_a_sentence)


@contextmanager
def opened(browser: Browser, base: str) -> Iterator[Callable[[Sight], Page]]:
    """Opens sights one after another, with axe at hand; a context each of colours and width."""
    pages: dict[tuple[str, int], Page] = {}
    axe = npm("axe-core/axe.min.js").read_text("utf-8")

    def show(sight: Sight) -> Page:
        key = sight.scheme, sight.width
        if key not in pages:
            context = browser.new_context(
                viewport={"width": sight.width, "height": 800},
                color_scheme="dark" if sight.scheme == "dark" else "light",
                reduced_motion="reduce",
            )
            pages[key] = context.new_page()
        pages[key].goto(base + sight.address)
        pages[key].evaluate(axe)
        return pages[key]

    try:
        yield show
    finally:
        for page in pages.values():
            page.context.close()


def barriers(
    browser: Browser, base: str, sights: Iterable[Sight], states: Iterable[Callable[[Page], bool]]
) -> tuple[list[str], int]:
    """What axe finds, each with its place; and how many times it looked."""
    found: list[str] = []
    looks = 0
    states = list(states)
    with opened(browser, base) as show:
        for sight in sights:
            for state in states:
                page = show(sight)
                if state(page):
                    looks += 1
                    found += [f"{sight} {state.__name__}: {one}" for one in page.evaluate(RUN)]
    return found, looks


def test_one_page_of_each_kind_is_free_of_barriers(at_root: str, site: Path, browser: Browser) -> None:
    sights = list(pairwise(site))
    assert {(s.scheme, s.width) for s in sights} == {(a, b) for a in SCHEMES for b in WIDTHS}
    found, looks = barriers(browser, at_root, sights, [as_it_is])
    assert found == []
    assert looks == len(sights) > 30


@pytest.mark.parametrize("state", STATES[1:])
def test_what_opens_is_free_of_barriers(
    state: Callable[[Page], bool], at_root: str, site: Path, browser: Browser
) -> None:
    chapters = [address for address in samples(site) if kind(address) == "report/chapter/"]
    assert len(chapters) == len(CODES)
    sights = [Sight(a, scheme, 360) for a, scheme in zip(chapters, ("light", "dark", "dark"), strict=True)]
    found, looks = barriers(browser, at_root, [*sights, Sight(chapters[0], "light", 1280)], [state])
    assert found == []
    assert looks >= len(sights)


def test_axe_sees_a_barrier_where_there_is_one(at_root: str, browser: Browser) -> None:
    with opened(browser, at_root) as show:
        page = show(Sight("en/", "light", 1280))
        page.evaluate("document.querySelector('h1').after(document.createElement('input'))")
        assert any(one.startswith("label ") for one in page.evaluate(RUN))


@pytest.mark.audit
def test_every_page_is_free_of_barriers(at_root: str, site: Path, browser: Browser) -> None:
    found, looks = barriers(browser, at_root, every(site), STATES)
    assert found == []
    assert looks > 4 * len(samples(site))
