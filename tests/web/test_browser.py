"""The web pages in a browser: readable, quiet, and harmless whatever the texts say."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from playwright.sync_api import Browser
from tests.browser import COVERED, NAMELESS, PALE, SHRINKING, chromium, opened
from tests.crowd import HOSTILE, crowd, hostile
from tests.ledger.world import everything, joined, put, wire
from tests.web.test_app import addresses

from sayso.ledger import Ledger, open_ledger
from sayso.web import make_app


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as launched:
        yield launched


@contextmanager
def served(ledger: Ledger) -> Iterator[str]:
    """The address of a server in a thread of its own."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(make_app(ledger), log_level="error", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=20)


SCREENS = {"desktop": (1280, "light"), "phone, dark": (390, "dark")}


@pytest.mark.parametrize(("width", "scheme"), SCREENS.values(), ids=SCREENS.keys())
def test_every_page_can_be_read(browser: Browser, width: int, scheme: str) -> None:
    with open_ledger(":memory:", write=True) as ledger:
        put(ledger, *everything(), crowd())
        ledger.add_linking(joined(*everything()))
        kinds = {address.split("/")[1] + str(address.count("/")): address for address in addresses(ledger)}
        with served(ledger) as start, opened(browser, f"{start}/", width=width, scheme=scheme) as (page, heard):
            for address in kinds.values():
                if address.startswith("/exports/") or address == "/style.css":
                    continue
                page.goto(start + address)
                scrolled, wide = page.evaluate(SHRINKING)
                assert scrolled <= wide, address
                assert [page.evaluate(found) for found in (PALE, COVERED, NAMELESS)] == [[], [], []], address
                assert heard == [], address


def test_a_quote_leads_to_its_marked_words(browser: Browser) -> None:
    with open_ledger(":memory:", write=True) as ledger:
        put(ledger, wire())
        with served(ledger) as start, opened(browser, f"{start}/statements") as (page, heard):
            page.locator("a.quote").first.click()
            page.locator("mark").first.wait_for()
            assert page.locator("mark").all_inner_texts() == ["the Sarn Front fired them"]
            page.get_by_role("searchbox").fill("ministry")
            page.keyboard.press("Enter")
            page.wait_for_url("**/search?*")
            assert page.locator("h1").inner_text() == "Search"
        assert heard == []


def test_texts_that_mean_harm_do_none(browser: Browser) -> None:
    with open_ledger(":memory:", write=True) as ledger:
        put(ledger, *(hostile(payload) for payload in HOSTILE))
        shown = ["/", "/incidents", "/actors", "/statements", "/comments", "/pages", "/search?q=alert"]
        with served(ledger) as start, opened(browser, f"{start}/") as (page, heard):
            for address in (*shown, *(f"/pages/{p.id}" for p in ledger.pages())):
                page.goto(start + address)
                assert page.locator("h1").is_visible()
                assert page.url == start + address
                assert heard == [], address
