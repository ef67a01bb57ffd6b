"""Plain texts of many kinds: their short sentences, speeches and list points are reporting, the page around them is not."""

import pytest

from sayso.ingest.plaintext import read_text
from sayso.model import BlockKind, DocumentKind, Page

LEAD = "A bomb killed two people at a market in Halvern on Tuesday, police said, and the governor blamed the Red Dawn group."
FOOT = "Related stories\nFerry strike called off\nMinister says she will resign.\nCopyright 2021 Harbour Post"

INTERVIEW = f"""“We have seen no proof”

By Ann Leeds

{LEAD}

Q: Who was behind the attack?
A: We do not know yet.
LARSEN: Has the president spoken to you?
MARN: He has. He blames nobody.
Ms. Marn: I must go now.

Share this article
{FOOT}
"""
WIRE = f"""Bomb kills two at Halvern market

{LEAD}

Police arrested three men.

One was let go.

Two remain in a cell in Portsel.

Red Dawn has denied it.

No group has claimed the attack.

{FOOT}
"""
BULLETS = f"""Halvern attack: what we know

{LEAD}

- The governor blamed the Red Dawn group.
- Red Dawn denied any part in it.
- No group has claimed responsibility

{FOOT}
"""
LIVE = f"""Halvern attack: live updates

14:52
Police name suspect

{LEAD}

14:31
Governor blames Red Dawn
The governor said Red Dawn was behind it.

14:05
The interior ministry says two people died.

13:40 BST
Red Dawn denies it.
“We did not do this,” its speaker wrote on Telegram.

{FOOT}
"""
DUMP = f"""Skip to content
News
Sport
Ferry strike called off after talks
Council tax to rise in May, minister says
World
Bomb kills two at Halvern market
By Ann Leeds
Published 4 October 2021
Share
{LEAD}
Image caption: The market on Tuesday
Red Dawn denied it.
Advertisement
No group has claimed the attack.
Police arrested three men.
{FOOT}
Most read
Ferry strike called off after talks
"""
RELEASE = f"""Army shelled Halvern hospital, says Rights Now

{LEAD}

Rights Now found that:

1. Two nurses died.
2. The ministry of defence denied that it had shelled the hospital.

The army did not reply to our letter.

###
{FOOT}
"""
SHORT = """Officials blame Red Dawn for bombing

Police blame Red Dawn.

Red Dawn denies it.
"""


def _read(text: str) -> Page:
    return read_text(text.encode(), uri="dump.txt")


def _told(page: Page) -> list[str]:
    """The words of articles that are coded."""
    apart = (BlockKind.BOILERPLATE, BlockKind.BYLINE, BlockKind.DATELINE)
    return [
        b.span.exact for d in page.documents if d.kind is not DocumentKind.COMMENT for b in d.blocks if b.kind not in apart
    ]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (INTERVIEW, "Ms. Marn: I must go now."),
        (WIRE, "No group has claimed the attack."),
        (BULLETS, "No group has claimed responsibility"),
        (LIVE, "“We did not do this,” its speaker wrote on Telegram."),
        (DUMP, "Police arrested three men."),
        (RELEASE, "The army did not reply to our letter."),
        (SHORT, "Red Dawn denies it."),
    ],
    ids=["interview", "wire", "bullets", "live", "dump", "release", "short"],
)
def test_an_article_ends_with_its_last_sentence(text: str, last: str) -> None:
    assert _told(_read(text))[-1] == last


@pytest.mark.parametrize("text", [INTERVIEW, WIRE, BULLETS, LIVE, DUMP, RELEASE], ids=range(6))
def test_what_stands_around_an_article_is_furniture(text: str) -> None:
    page = _read(text)
    silent = {b.span.exact for b in page.furniture}
    assert set(FOOT.splitlines()) <= silent
    assert not silent & set(_told(page))


def test_every_line_of_an_interview_is_told() -> None:
    lines = INTERVIEW.split("\n\n")[3].splitlines()
    assert [w for w in _told(_read(INTERVIEW)) if w in lines] == lines


def test_the_headline_stands_over_the_byline_and_not_in_the_menu() -> None:
    assert _read(DUMP).title == "Bomb kills two at Halvern market"


def test_a_picture_s_caption_is_one() -> None:
    kinds = {b.span.exact: b.kind for d in _read(DUMP).documents for b in d.blocks}
    assert kinds["Image caption: The market on Tuesday"] is BlockKind.CAPTION


HEAD = """Officials blame Red Dawn for bombing of bank
Marta Oyo
"""
BODIES = {
    "one line": "Officials in Portsel said Monday that the Red Dawn group bombed a bank.\nTwo guards were hurt.\n",
    "wrapped": (
        "Officials in Portsel said Monday that the Red Dawn group bombed a bank in\n"
        "Halvern on Sunday night, and that two guards who had stood at the door of\n"
        "the bank were hurt when the windows fell on them.\nTwo guards were hurt.\n"
    ),
}
THREAD = "\n2 comments\n\npepe99\n2 hours ago\nThey did it themselves.\nReply\n\nlola\n1 hour ago\nNo they did not.\nReply\n"


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_name_under_the_headline_never_runs_into_the_first_sentence(body: str) -> None:
    page = _read(HEAD + body + THREAD)
    article, *comments = page.documents
    assert (article.title, article.authors) == ("Officials blame Red Dawn for bombing of bank", ("Marta Oyo",))
    assert _told(page)[1].startswith("Officials in Portsel")
    assert _told(page)[-1] == "Two guards were hurt."
    assert [c.span.exact for c in comments] == ["They did it themselves.", "No they did not."]


TYPED = """HALVERN ATTACK

     A bomb killed two people at a market in Halvern on Tuesday,
the police said.  The governor blamed the Red Dawn group.
     Red Dawn denied it.
     The ministry of defence said in a statement that it "knows
who did it" but gave no names.

   2.  THE COMMAND OF THE NORTHERN ZONE HAS ORDERED THE APPROPRIATE
INVESTIGATION BY THE POLICE.
"""


def test_paragraphs_set_in_by_their_first_line_are_whole() -> None:
    (article,) = _read(TYPED).documents
    assert [b.span.exact.split()[-1] for b in article.blocks] == ["ATTACK", "group.", "it.", "names.", "POLICE."]


def test_a_post_without_full_stops_is_told_where_nothing_on_the_page_is_furniture() -> None:
    post = "Who did Halvern?\n\nI think the army did it. Red Dawn never hits markets. My cousin saw trucks.\n\n"
    assert _told(_read(f"{post}The governor is a liar\n"))[-1] == "The governor is a liar"


def test_the_head_of_an_e_mail_is_no_headline() -> None:
    head = "From: Carla Dunn <c.dunn@halvern.example>\nTo: Press list\nSubject: Halvern statement by Rights Now\n\n"
    assert _read(head + LEAD).title == "Subject: Halvern statement by Rights Now"
