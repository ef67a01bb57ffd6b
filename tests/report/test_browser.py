"""The report in a browser: it can be read at every width, by keyboard and by ear, and it reaches for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.browser import COVERED, NAMELESS, PALE, SHRINKING, chromium, opened
from tests.crowd import HOSTILE, crowd, hostile
from tests.ledger.world import everything, joined, put

from sayso.ledger import open_ledger
from sayso.report.brief import brief


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as launched:
        yield launched


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The small world and a crowd of incidents beside it."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    with open_ledger(":memory:", write=True) as ledger:
        put(ledger, *everything(), crowd())
        ledger.add_linking(joined(*everything()))
        path.write_text(brief(ledger), encoding="utf-8")
    return path.as_uri()


SCREENS = {"desktop, light": (1280, "light"), "phone, light": (390, "light"), "phone, dark": (390, "dark")}


@pytest.mark.parametrize(("width", "scheme"), SCREENS.values(), ids=SCREENS.keys())
def test_it_can_be_read(browser: Browser, report: str, width: int, scheme: str) -> None:
    with opened(browser, report, width=width, scheme=scheme) as (page, heard):
        page.evaluate("document.querySelectorAll('details').forEach((d) => d.open = true)")
        scrolled, wide = page.evaluate(SHRINKING)
        assert scrolled <= wide
        assert page.evaluate(PALE) == []
        assert page.evaluate(COVERED) == []
        assert page.evaluate(NAMELESS) == []
    assert heard == []


def test_letters_in_pictures_are_big_enough_on_a_phone(browser: Browser, report: str) -> None:
    with opened(browser, report, width=390) as (page, _):
        tall = page.evaluate(
            "[...document.querySelectorAll('svg text')].map((t) => t.getBoundingClientRect().height).filter(Boolean)"
        )
    assert tall
    assert min(tall) >= 10


def test_a_quote_opens_its_passage_with_the_words_marked_and_escape_goes_back(browser: Browser, report: str) -> None:
    with opened(browser, report) as (page, heard):
        link = page.locator("article a.quote", has_text="the Sarn Front fired them").first
        link.focus()
        page.keyboard.press("Enter")
        box = page.locator("dialog[open]")
        assert box.locator("mark").all_inner_texts() == ["the Sarn Front fired them"]
        assert "Rockets hit Camp Orsa on 3 May" in box.inner_text()
        page.keyboard.press("Escape")
        assert not box.is_visible()
        assert link.evaluate("(e) => e === document.activeElement")
    assert heard == []


def test_a_long_page_is_shown_around_the_words_only(browser: Browser, report: str) -> None:
    with opened(browser, report) as (page, _):
        page.locator("details.thin summary").first.click()
        page.locator("details.thin[open] a.quote").first.click()
        shown = page.locator("dialog .body").inner_text()
        (whole,) = page.locator(".source-text", has_text="Kelmscar").all()
        assert len(shown) < len(whole.evaluate("(e) => e.textContent")) * 0.95
        assert "…" in shown


def test_the_whole_page_opens_with_the_words_marked(browser: Browser, report: str) -> None:
    with opened(browser, report) as (page, _):
        page.locator("article a.quote", has_text="the Sarn Front fired them").first.click()
        page.locator("dialog a.whole").click()
        assert "".join(page.locator(".source-text .lit").all_inner_texts()) == "the Sarn Front fired them"
        assert page.locator(".source-text .lit").first.is_visible()


def test_the_keyboard_reaches_the_incidents_first(browser: Browser, report: str) -> None:
    with opened(browser, report) as (page, _):
        page.keyboard.press("Tab")
        skip = page.locator("a.skip")
        assert skip.evaluate("(e) => e === document.activeElement && e.getBoundingClientRect().left >= 0")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"


def test_a_link_into_a_folded_incident_opens_it(browser: Browser, report: str) -> None:
    with opened(browser, report) as (page, _):
        folded = page.locator("details.thin").first.get_attribute("id")
        page.evaluate("(id) => { location.hash = id; }", folded)
        page.wait_for_function("(id) => document.getElementById(id).open", arg=folded)


def test_without_scripts_every_quote_still_leads_to_its_words(browser: Browser, report: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(report)
    page.locator("article a.quote").first.click()
    assert page.url.partition("#")[2].startswith("page-")
    context.close()


def test_on_paper_nothing_is_cut(browser: Browser, report: str) -> None:
    with opened(browser, report, width=794) as (page, _):
        page.emulate_media(media="print")
        scrolled, wide = page.evaluate(SHRINKING)
        assert scrolled <= wide
        assert not page.locator("nav.jump").is_visible()
        assert page.locator("article").first.is_visible()


def test_texts_that_mean_harm_do_none(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "harm.html"
    with open_ledger(":memory:", write=True) as ledger:
        put(ledger, *(hostile(payload) for payload in HOSTILE))
        path.write_text(brief(ledger), encoding="utf-8")
    with opened(browser, path.as_uri()) as (page, heard):
        page.evaluate("document.querySelectorAll('details').forEach((d) => d.open = true)")
        links = page.locator("a.quote:visible")
        for number in range(min(links.count(), 30)):
            links.nth(number).click()
            page.keyboard.press("Escape")
        assert page.locator("h1").is_visible()
        assert page.url.startswith(path.as_uri())
    assert heard == []
