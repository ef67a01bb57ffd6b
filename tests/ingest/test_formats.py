"""Exports, feeds, saved pages, PDF and JSON lines: made-up files, real shapes."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from sayso.errors import UnreadablePage
from sayso.ingest import Capture, Unreadable, open_sources, read_page
from sayso.ingest.formats.disqus import read_disqus
from sayso.ingest.formats.feeds import read_feed
from sayso.ingest.formats.jsonl import read_json, read_jsonl
from sayso.ingest.formats.mhtml import read_mhtml, saved_from
from sayso.ingest.formats.wxr import read_wxr
from sayso.ingest.formats.zipped import members
from sayso.model import DocumentKind, Page, check_spans

WXR = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>The Lantern</title><wp:wxr_version>1.2</wp:wxr_version>
<item><title>Bridge closed</title><link>http://lantern.example/bridge</link><dc:creator>Ann Leeds</dc:creator>
<content:encoded><![CDATA[The council closed the bridge on Monday.

It will open again <b>when</b> the engineers say so.]]></content:encoded>
<wp:post_date_gmt>2019-05-02 10:00:00</wp:post_date_gmt><wp:post_type>post</wp:post_type>
<wp:comment><wp:comment_id>7</wp:comment_id><wp:comment_author><![CDATA[Bo Ek]]></wp:comment_author>
<wp:comment_date_gmt>2019-05-02 15:04:00</wp:comment_date_gmt>
<wp:comment_content><![CDATA[Who signed the survey?]]></wp:comment_content><wp:comment_approved>1</wp:comment_approved>
<wp:comment_parent>0</wp:comment_parent></wp:comment>
<wp:comment><wp:comment_id>8</wp:comment_id><wp:comment_author><![CDATA[Carla]]></wp:comment_author>
<wp:comment_date_gmt>2019-05-02 16:04:00</wp:comment_date_gmt>
<wp:comment_content><![CDATA[Nobody did.]]></wp:comment_content><wp:comment_approved>0</wp:comment_approved>
<wp:comment_parent>7</wp:comment_parent></wp:comment>
</item>
<item><title>logo</title><link>http://lantern.example/logo</link><wp:post_type>attachment</wp:post_type></item>
</channel></rss>"""

DISQUS = """<?xml version="1.0" encoding="utf-8"?>
<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">
<thread dsq:id="1"><link>http://lantern.example/bridge</link><title>Bridge closed</title></thread>
<post dsq:id="11"><message><![CDATA[<p>Who signed the survey?</p>]]></message>
<createdAt>2019-05-02T15:04:00Z</createdAt>
<isDeleted>false</isDeleted><isSpam>false</isSpam>
<author><name>Bo Ek</name></author><thread dsq:id="1" /></post>
<post dsq:id="12"><message><![CDATA[<p>Nobody did.</p><p>Ask the mill.</p>]]></message>
<createdAt>2019-05-02T16:04:00Z</createdAt>
<isDeleted>true</isDeleted><isSpam>false</isSpam>
<author><name>Carla</name></author><thread dsq:id="1" />
<parent dsq:id="11" /></post>
</disqus>"""

RSS = """<rss version="2.0"><channel><title>Harbour Post</title>
<item><title>Bridge closed</title><link>http://post.example/1</link><pubDate>Thu, 02 May 2019 10:00:00 GMT</pubDate>
<author>Ann Leeds</author>
<description>&lt;p&gt;The council closed the bridge on Monday.&lt;/p&gt;</description></item>
<item><title>Ferry late</title><link>http://post.example/2</link></item></channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Post</title>
<entry><title>Bridge closed</title><link rel="alternate" href="http://post.example/1"/><published>2019-05-02T10:00:00Z</published>
<author><name>Ann Leeds</name></author>
<content type="html">The council closed the bridge on Monday.</content></entry></feed>"""


def _page(capture: Capture | Unreadable) -> Page:
    assert isinstance(capture, Capture)
    page = read_page(capture.raw, uri=capture.uri, media_type=capture.media_type, fetched=capture.fetched)
    check_spans(page, {page.id: page.text})
    return page


@pytest.mark.parametrize(
    ("reader", "raw", "kinds"),
    [(read_wxr, WXR, ["article", "comment", "comment"]), (read_disqus, DISQUS, ["comment", "comment"])],
    ids=["wxr", "disqus"],
)
def test_an_export_gives_a_page_a_thread_with_parents(reader, raw: str, kinds: list[str]) -> None:  # type: ignore[no-untyped-def]
    (capture,) = reader(raw.encode(), uri="export.xml")
    page = _page(capture)
    assert (page.uri, page.title) == ("http://lantern.example/bridge", "Bridge closed")
    assert [d.kind.value for d in page.documents] == kinds
    first, second = page.documents[-2:]
    assert first.comment is not None
    assert second.comment is not None
    assert (first.comment.author, first.span.exact, first.comment.reply_to) == ("Bo Ek", "Who signed the survey?", None)
    assert (second.comment.author, second.comment.reply_to, second.comment.reply_to_name, second.comment.depth) == (
        "Carla",
        first.id,
        "Bo Ek",
        1,
    )
    assert first.published is not None
    assert first.published.start == "2019-05-02T15:04+00:00"


def test_an_exports_flags_are_kept() -> None:
    for reader, raw, flag in ((read_wxr, WXR, "unapproved"), (read_disqus, DISQUS, "deleted")):
        last = _page(next(iter(reader(raw.encode(), uri="e")))).documents[-1]
        assert last.comment is not None
        assert last.comment.flags == (flag,)


def test_a_posts_words_author_date_and_outlet_are_kept() -> None:
    article = _page(next(iter(read_wxr(WXR.encode(), uri="e")))).documents[0]
    assert (
        article.span.exact
        == "Bridge closed\n\nThe council closed the bridge on Monday.\n\nIt will open again when the engineers say so."
    )
    assert (article.authors, article.outlet) == (("Ann Leeds",), "The Lantern")
    assert article.published is not None
    assert article.published.start == "2019-05-02T10:00+00:00"


@pytest.mark.parametrize("raw", [RSS, ATOM], ids=["rss", "atom"])
def test_feed_entries_are_pages(raw: str) -> None:
    capture = next(iter(read_feed(raw.encode(), uri="feed.xml")))
    page = _page(capture)
    article = page.documents[0]
    assert (page.uri, article.title, article.authors, article.outlet) == (
        "http://post.example/1",
        "Bridge closed",
        ("Ann Leeds",),
        "Harbour Post",
    )
    assert article.span.exact.endswith("The council closed the bridge on Monday.")


def test_entities_of_hostile_xml_are_not_expanded() -> None:
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "boom"><!ENTITY f SYSTEM '
        '"file:///etc/hostname">]><rss><channel><item><title>x &a; &f; y</title></item></channel></rss>'
    )
    for capture in read_feed(bomb.encode(), uri="feed.xml"):
        assert b"boom" not in capture.raw


def test_json_lines() -> None:
    rows = [
        {"url": "http://a.example/1", "html": "<html><body><p>Bridge closed</p></body></html>", "date": "2019-05-02"},
        {
            "url": "http://a.example/2",
            "title": "Bridge closed",
            "author": "Ann Leeds",
            "date": "2019-05-02",
            "text": "The council closed the bridge on Monday after the second collapse in a month.",
        },
        {"url": "http://a.example/3"},
    ]
    lines = [json.dumps(r).encode() for r in rows] + [b"", b"no json"]
    html, text, empty, broken = read_jsonl(lines, uri="a.jsonl")
    assert isinstance(html, Capture)
    assert (html.uri, html.media_type) == ("http://a.example/1", "text/html; charset=utf-8")
    article = _page(text).documents[0]
    assert (article.title, article.authors) == ("Bridge closed", ("Ann Leeds",))
    assert article.published is not None
    assert article.published.start == "2019-05-02"
    assert isinstance(empty, Unreadable)
    assert isinstance(broken, Unreadable)
    assert broken.uri == "a.jsonl#5"


@pytest.mark.parametrize(
    "raw",
    [
        '[{"url": "u", "text": "Bridge closed."}]',
        '{"url": "u", "text": "Bridge closed."}',
        '{"pages": [{"url": "u", "text": "Bridge closed."}]}',
    ],
)
def test_whole_json_files(raw: str) -> None:
    (capture,) = read_json(raw.encode(), uri="a.json")
    assert isinstance(capture, Capture)
    assert (capture.uri, capture.raw) == ("u", b"Bridge closed.")


MHTML = b"""From: <Saved by Blink>
Snapshot-Content-Location: http://post.example/1
Date: Thu, 2 May 2019 10:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----B"

------B
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: http://post.example/1

<html><body><p>Bridge =E2=80=93 closed</p></body></html>
------B
Content-Type: image/png
Content-Transfer-Encoding: base64

AAAA
------B--
"""


def test_mhtml_gives_its_page_address_and_time() -> None:
    capture = read_mhtml(MHTML, uri="saved.mhtml")
    assert (capture.uri, capture.fetched, capture.container) == (
        "http://post.example/1",
        "2019-05-02T10:00:00",
        "saved.mhtml",
    )
    assert "Bridge – closed" in capture.raw.decode()


def test_mhtml_without_a_page_is_refused() -> None:
    with pytest.raises(UnreadablePage, match="no HTML part"):
        read_mhtml(MHTML.replace(b"text/html\n", b"text/css\n"), uri="saved.mhtml")


def test_singlefile_notes_are_read() -> None:
    page = (
        b"<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: http://post.example/1 \n saved date: Thu "
        b"May 02 2019 10:00:00 GMT+0200 (Central European Summer Time)\n-->"
    )
    assert saved_from(page) == ("http://post.example/1", "2019-05-02T10:00:00+02:00")


def _pdf(*pages: str) -> bytes:
    writer = PdfWriter()
    for words in pages:
        page = writer.add_blank_page(width=400, height=400)
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})})
        stream = StreamObject()
        shown = "".join(f"({line}) Tj 0 -14 Td " for line in words.split("\n"))
        stream.set_data(f"BT /F1 11 Tf 20 360 Td {shown} ET".encode())
        page[NameObject("/Contents")] = writer._add_object(stream)
    writer.add_metadata({"/Title": "Bridge closed", "/Author": "Ann Leeds", "/CreationDate": "D:20190502100000Z"})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


BODY = "The council closed the bridge on Monday after the second collapse\nin a month, its engineer said."


def test_pdf_pages_become_text() -> None:
    page = read_page(_pdf(BODY, "It will open again in the autumn."), uri="a.pdf")
    check_spans(page, {page.id: page.text})
    assert page.media_type == "application/pdf"
    assert "second collapse" in page.text
    assert "autumn" in page.text
    assert page.documents[0].authors == ("Ann Leeds",)
    assert page.documents[0].published is not None
    assert page.documents[0].published.start.startswith("2019-05-02")


def test_pdf_pages_without_text_are_reported() -> None:
    page = read_page(_pdf(BODY, ""), uri="a.pdf")
    assert [p.message for p in page.problems if p.code == "partial"] == [
        "1 of 2 pages have no text layer; they may be scans."
    ]


@pytest.mark.parametrize("raw", [_pdf(""), b"%PDF-1.4\nnothing of the kind"], ids=["scan", "broken"])
def test_pdfs_without_words_are_unreadable(raw: bytes) -> None:
    with pytest.raises(UnreadablePage):
        read_page(raw, uri="a.pdf")


def _zip(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data in files.items():
            opened.writestr(name, data)
    return out.getvalue()


def test_hostile_names_in_a_zip_are_labels_only(tmp_path: Path) -> None:
    raw = _zip({"../../evil.txt": b"Bridge closed.", "/etc/passwd.html": b"<html><body>x</body></html>", "a.png": b"x"})
    (tmp_path / "p.zip").write_bytes(raw)
    found = list(open_sources([str(tmp_path / "p.zip")]))
    assert [f.uri.rsplit("!", 1)[1] for f in found] == ["../../evil.txt", "/etc/passwd.html"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["p.zip"]
    assert not (tmp_path.parent.parent / "evil.txt").exists()


def test_a_wacz_gives_the_pages_of_its_archives() -> None:
    raw = _zip({"datapackage.json": b"{}", "pages/pages.jsonl": b"{}", "archive/data.warc": b"WARC/1.0"})
    assert [name for name, _, _ in members(raw, uri="a.wacz")] == ["a.wacz!archive/data.warc"]


def test_a_zip_bomb_is_refused_unopened() -> None:
    ((_, data, reason),) = members(_zip({"a.txt": bytes(64 * 1024 * 1024)}), uri="a.zip")
    assert data is None
    assert "decompression bomb" in reason


def test_an_empty_export_entry_is_unreadable() -> None:
    with pytest.raises(UnreadablePage, match="no text"):
        read_page(b'{"uri": "u"}', uri="u", media_type="application/vnd.sayso.item+json")


def test_a_thread_without_its_article_has_no_article() -> None:
    page = _page(next(iter(read_disqus(DISQUS.encode(), uri="e"))))
    assert {d.kind for d in page.documents} == {DocumentKind.COMMENT}
