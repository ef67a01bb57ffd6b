"""The report: what stands where, every quote in its page, and texts that mean harm."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Any

import msgspec
import pytest
from lxml import html
from tests.crowd import HOSTILE, crowd, hostile
from tests.ledger.world import Read, everything, joined, page_of, put, thread, wire

from sayso.ledger import Ledger, open_ledger
from sayso.model import Extraction, Finding, Verdict
from sayso.report.brief import brief


def _report(*reads: object, linked: bool = False) -> tuple[str, html.HtmlElement]:
    with open_ledger(":memory:", write=True) as ledger:
        put(ledger, *reads)  # type: ignore[arg-type]
        if linked:
            ledger.add_linking(joined(*reads))  # type: ignore[arg-type]
        told = brief(ledger)
    return told, html.fromstring(told)


def _words(page: html.HtmlElement, path: str) -> str:
    return " ".join(" ".join(found.text_content() for found in _find(page, path)).split())


def _find(page: html.HtmlElement, path: str) -> list[Any]:
    found = page.xpath(path)
    assert isinstance(found, list)
    return found


def test_a_newcomer_reads_the_most_told_incident_first() -> None:
    _, page = _report(*everything(), linked=True)
    assert _words(page, "//h1") == "Shelling at Camp Orsa: on whose say-so?"
    assert _words(page, "//p[@class='stand']") == (
        "1 incident is told as having happened or been tried. 1 name is put forward for all of them."
    )
    assert _words(page, "//ul[@class='leads']/li") == (
        "Shelling at Camp Orsa 3 May 2031 · 2 statements, 2 documents "
        "Sarn Front: accused by authorities, denied; 1 independent root"
    )
    assert "How to read this" in _words(page, "//details[contains(@class,'how')]/summary")


def test_who_is_named_by_whom_how_surely_and_in_which_words() -> None:
    _, page = _report(*everything(), linked=True)
    first, second = _find(page, "//article[@class='incident']//ul[@class='says']/li")
    assert _words(first, "p[@class='words']") == "The interior ministry of Tarvenia said the Sarn Front fired them."
    assert _words(first, ".//a[@class='quote']") == "the Sarn Front fired them"
    assert _words(first, "p[@class='by']").startswith(
        "accused by authorities by interior ministry of Tarvenia · ●●● stated flatly"
    )
    assert "denied by a spokesman of the Sarn Front" in _words(second, "p[@class='by']")


def test_every_quote_leads_to_its_words() -> None:
    _, page = _report(*everything(), linked=True)
    links = _find(page, "//a[@class='quote']")
    assert links
    for link in links:
        (text,) = _find(page, f"//*[@id='text-{link.get('data-page')}']")
        start, end = int(link.get("data-start")), int(link.get("data-end"))
        whole = "".join(text.itertext())
        assert " ".join(whole[start:end].split()) == link.text_content()
        (target,) = _find(page, f"//*[@id='{link.get('href')[1:]}']")
        assert int(target.get("data-start")) == start


def test_comments_are_kept_apart() -> None:
    _, page = _report(*everything(), linked=True)
    assert "Ivo" not in _words(page, "//article")
    assert "Ivo" in _words(page, "//section[@aria-labelledby='comments']")


def test_what_is_told_once_in_passing_is_folded() -> None:
    _, page = _report(crowd())
    assert not _find(page, "//article[@class='incident']")
    assert len(_find(page, "//details[@class='thin']")) == 12


EMPTY = {
    "nothing read": ((), "No page has been read into this ledger."),
    "only comments": ((thread(),), "No incident is told in these pages as having happened."),
}


@pytest.mark.parametrize(("reads", "said"), EMPTY.values(), ids=EMPTY.keys())
def test_an_empty_ledger_says_so(reads: tuple[object, ...], said: str) -> None:
    _, page = _report(*reads)
    assert said in _words(page, "//main")
    assert "No figure in these texts could be checked." in _words(page, "//section[@aria-labelledby='findings']")


def test_what_is_missing_is_said_at_the_top() -> None:
    with open_ledger(":memory:", write=True) as ledger:
        put(ledger, hostile("Orsa"))
        ledger.note_unreadable("gone.html", "nothing in it")
        page = html.fromstring(brief(ledger))
    assert _words(page, "//main/p[@class='partial']") == (
        "1 page may have lost text when read and is marked partial: Orsa. 1 source could not be read: the list with reasons."
    )
    assert "gone.html: nothing in it" in _words(page, "//section[@aria-labelledby='texts']")


@pytest.fixture(scope="module")
def harmful() -> str:
    with open_ledger(":memory:", write=True) as ledger:
        put(ledger, *(hostile(payload) for payload in HOSTILE))
        return brief(ledger)


def test_text_that_means_harm_stays_text(harmful: str) -> None:
    page = html.fromstring(harmful)
    assert [len(_find(page, f"//{tag}")) for tag in ("script", "style", "head", "body")] == [1, 1, 1, 1]
    assert not _find(
        page, "//img | //iframe | //link | //base | //form | //object | //embed | //math | //meta[@http-equiv='refresh']"
    )
    assert not _find(page, "//@*[starts-with(name(), 'on')]")
    assert {"alert(1)"} & set(re.findall(r"alert\(1\)", _words(page, "//section[@aria-labelledby='texts']")))


def test_nothing_leads_out_of_the_file(harmful: str) -> None:
    page = html.fromstring(harmful)
    places = _find(page, "//@href | //@src | //@action | //@data | //@srcset | //@poster | //@style")
    assert places
    assert not [place for place in places if not place.startswith("#")]
    assert "url(" not in _find(page, "//style")[0].text
    assert "@import" not in _find(page, "//style")[0].text


@pytest.mark.parametrize("kind", ["script", "style"])
def test_the_policy_lets_nothing_else_run(harmful: str, kind: str) -> None:
    page = html.fromstring(harmful)
    (policy,) = _find(page, "//meta[@http-equiv='Content-Security-Policy']/@content")
    (own,) = _find(page, f"//{kind}")
    digest = base64.b64encode(hashlib.sha256(own.text.encode()).digest()).decode()
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules[f"{kind}-src"] == f"'sha256-{digest}'"


def test_the_same_ledger_gives_the_same_report() -> None:
    assert _report(*everything())[0] == _report(*reversed(everything()))[0]


def test_ledger_is_left_as_it_was() -> None:
    with open_ledger(":memory:", write=True) as ledger:
        put(ledger, *everything())
        before = ledger.head()
        brief(ledger)
        assert isinstance(ledger, Ledger)
        assert ledger.head() == before


def _copied(read: Read) -> Read:
    """The same story on a page of its own, read as the first was."""
    page = page_of(f"{read.page.text}\n", uri="b/paper.txt")
    plain = msgspec.json.encode(read.extractions[0]).decode()
    swapped = plain.replace(read.page.id, page.id).replace(read.page.documents[0].id, page.documents[0].id)
    for kind in ("statement", "account", "actor", "evidence", "measure"):
        swapped = swapped.replace(f'"{kind}-', f'"{kind}-b')
    return Read(page.text.encode(), page, (msgspec.json.decode(swapped, type=Extraction),))


def test_copies_of_one_wire_are_shown_once() -> None:
    first = wire()
    with open_ledger(":memory:", write=True) as ledger:
        put(ledger, first, _copied(first))
        ledger.add_linking(joined(first, _copied(first)))
        page = html.fromstring(brief(ledger))
    paper = _copied(first).page
    (suspect,) = _find(page, "//section[@class='suspect']")
    assert len(_find(suspect, ".//ul[@class='says']/li")) == 1
    (copy,) = _find(suspect, ".//p[contains(., 'the same words')]/a")
    assert copy.get("data-page") == paper.id


def _finding(number: int, check: str) -> Finding:
    return Finding(id=f"finding-{number}", check=check, verdict=Verdict.DISAGREES, reason=f"Reason {number}.", spans=())


def test_the_glance_shows_one_figure_of_each_check_and_leads_to_the_rest() -> None:
    with open_ledger(":memory:", write=True) as ledger:
        put(ledger, wire())
        ledger.add_findings((*(_finding(n, "dates") for n in range(4)), _finding(9, "distance")))
        page = html.fromstring(brief(ledger))
    shown = [item.text_content() for item in _find(page, "//section[@class='glance']/ul[@class='flat']/li")]
    assert shown == ["Reason 9.", "Reason 0.", "Reason 1.", "2 more"]
    (more,) = _find(page, "//section[@class='glance']//a[.='2 more']")
    assert len(_find(page, f"//*[@id='{more.get('href')[1:]}']")) == 1


def test_every_link_leads_somewhere() -> None:
    _, page = _report(*everything(), crowd(), linked=False)
    there = set(_find(page, "//@id"))
    assert not {to for to in _find(page, "//@href") if to[1:] not in there}
