"""An element tree in, what the page says about itself out: title, authors, outlet, date, language, description."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from sayso.ingest.authors import clean_authors
from sayso.ingest.jsonld import ARTICLE, names, plain, read_jsonld, types
from sayso.ingest.when import read_when
from sayso.model import Basis, DateRange, Precision

# Names of meta fields, the most reliable first.
_TITLES = (
    "og:title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "headline",
    "title",
)
_DATES = (
    "article:published_time", "article:published", "og:article:published_time", "og:published_time", "parsely-pub-date", "datepublished",
    "sailthru.date", "publishdate", "publish-date", "publish_date", "publication_date", "publicationdate", "pubdate", "date.published",
    "article.published", "article_date_original", "cxenseparse:recs:publishtime", "citation_publication_date", "citation_date",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "ptime", "displaydate",
    "created", "date_published", "originalpublicationdate", "iso-8601-publish-date", "bt:pubdate", "date",
)  # fmt: skip
_AUTHORS = (
    "author", "byl", "parsely-author", "sailthru.author", "article:author", "og:article:author", "article:author_name", "dc.creator",
    "dcterms.creator", "dc.contributor", "citation_author", "authors", "cxenseparse:author", "creator", "twitter:creator:name", "dc.author",
)  # fmt: skip
_OUTLETS = (
    "og:site_name",
    "application-name",
    "publisher",
    "dc.publisher",
    "citation_journal_title",
    "article:publisher",
    "apple-mobile-web-app-title",
)
_BYLINE = re.compile(
    r"(?<![a-z])(?:by-?line|author(?:s|-?name|-?link|-?list)?|article-?author|post-?author|entry-?author|contributor|writer)(?![a-z])",
    re.I,
)
_NOT_BYLINE = re.compile(
    r"bio|about|box|avatar|image|photo|comment|social|share|follow|related|widget|footer|sidebar|popular|card-list|tooltip",
    re.I,
)
_DATE_CLASS = re.compile(
    r"(?<![a-z])(?:publish|published|pub-?date|date-?line|time-?stamp|entry-?date|post-?date|post-?meta|article-?date|posted|date|created|time)",
    re.I,
)
_NOT_DATE = re.compile(r"comment|update|modif|related|sidebar|widget|event|footer|upcoming", re.I)
_SEPARATED = re.compile(r"\s+[|–—:·»-]\s+|\s+::\s+|\s*\|\s*")
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?([0-2]\d|3[01])(?=[/_.-]|$)")
_FIELDS = 400  # meta elements that are looked at


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about itself; a field that it does not state is empty or None."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: DateRange | None = None
    language: str | None = None
    description: str = ""
    body: str = ""  # articleBody, where the page carries its text as data
    forum: bool = False
    nodes: tuple[dict[str, Any], ...] = ()


def read_metadata(root: Any, *, uri: str = "") -> Metadata:
    """Title, authors, outlet and date from JSON-LD, meta fields, microdata and the byline, in this order of trust."""
    nodes = read_jsonld(root)
    fields = meta_fields(root)
    article = _article(nodes, uri, fields)
    outlet = _outlet(article, nodes, fields)
    title = _title(root, article, fields, outlet)
    return Metadata(
        title=title,
        authors=_authors(root, article, fields, outlet=outlet, title=title),
        outlet=outlet,
        published=_published(root, article, fields, uri),
        language=_language(root, article, fields),
        description=_first(fields, ("og:description", "description", "twitter:description"))
        or plain(article.get("description")),
        body=plain(article.get("articleBody")),
        forum=any("DiscussionForumPosting" in types(node) or "QAPage" in types(node) for node in nodes),
        nodes=tuple(nodes),
    )


def meta_fields(root: Any) -> dict[str, list[str]]:
    """The contents of the page's meta elements by lower-case name, in page order."""
    fields: dict[str, list[str]] = {}
    for count, meta in enumerate(root.iter("meta")):
        if count > _FIELDS:
            break
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        content = (meta.get("content") or "").strip()
        if name and content:
            fields.setdefault(name.strip().lower(), []).append(content)
    return fields


def _first(fields: dict[str, list[str]], wanted: tuple[str, ...]) -> str:
    return next((value for name in wanted for value in fields.get(name, ()) if value), "")


def _article(nodes: list[dict[str, Any]], uri: str, fields: dict[str, list[str]]) -> dict[str, Any]:
    """The JSON-LD object of this page's article: the one with its address or headline, else the first dated one."""
    articles = [node for node in nodes if any(ARTICLE.search(kind) for kind in types(node))]
    if not articles:
        return next((n for n in nodes if "WebPage" in types(n) and (n.get("datePublished") or n.get("author"))), {})
    own = {_bare(address) for address in (uri, _first(fields, ("og:url", "twitter:url"))) if address}
    heading = _first(fields, ("og:title", "twitter:title")).casefold()

    def likeness(node: dict[str, Any]) -> tuple[bool, bool, bool, bool]:
        page = node.get("mainEntityOfPage")
        addresses = [node.get("url"), node.get("@id"), page.get("@id") if isinstance(page, dict) else page]
        headline = plain(node.get("headline")).casefold()
        return (
            any(isinstance(a, str) and _bare(a) in own for a in addresses),
            bool(headline) and (headline in heading or heading in headline),
            bool(node.get("datePublished")),
            bool(node.get("author")),
        )

    return max(articles, key=likeness)


def _bare(address: str) -> str:
    parts = urlsplit(address.split("#")[0]) if "//" in address else None
    return (parts.netloc.removeprefix("www.") + parts.path.rstrip("/")).casefold() if parts else address.casefold()


def _title(root: Any, article: dict[str, Any], fields: dict[str, list[str]], outlet: str | None) -> str | None:
    printed = [squash("".join(h1.itertext())) for h1 in root.iter("h1")]
    for text in (plain(article.get("headline")), _first(fields, _TITLES)):
        if text := squash(text):
            return _as_printed(without_outlet(text, outlet), printed)
    page = next((squash("".join(element.itertext())) for element in root.iter("title")), "")
    own = [text for text in printed if text and text.casefold() in page.casefold()]
    if own or page:
        return max(own, key=len) if own else without_outlet(page, outlet, cut=True)
    return next((text for text in printed if text), None)


def _as_printed(text: str, printed: list[str]) -> str:
    """The heading of the page where it is the same title with a little more or less."""
    return next((h1 for h1 in printed if h1 and h1.casefold() == text.casefold()), text)


def without_outlet(title: str, outlet: str | None, *, cut: bool = False) -> str:
    """A title without the name of the outlet behind it; ``cut`` drops the last part even if it is another name."""
    parts = _SEPARATED.split(title)
    if len(parts) < 2:
        return title
    last = parts[-1]
    known = bool(outlet) and (last.casefold() in str(outlet).casefold() or str(outlet).casefold() in last.casefold())
    if known or (cut and len(last.split()) <= 4 and len(title) - len(last) > 20):
        return title[: title.rfind(last)].rstrip(" |–—:·»-") or title
    return title


def _authors(
    root: Any, article: dict[str, Any], fields: dict[str, list[str]], *, outlet: str | None, title: str | None
) -> tuple[str, ...]:
    offered = names(article.get("author")) or names(article.get("creator"))
    if found := clean_authors(offered, outlet=outlet, title=title):
        return found
    for name in _AUTHORS:
        if found := clean_authors(fields.get(name, []), outlet=outlet, title=title):
            return found
    return clean_authors(_microdata_authors(root), outlet=outlet, title=title) or clean_authors(
        _bylines(root), outlet=outlet, title=title
    )


def _microdata_authors(root: Any) -> list[str]:
    """Those of the first thing that has authors: the lists of other articles on the page have theirs too."""
    found: list[str] = []
    scope = None
    for element in root.iterfind(".//*[@itemprop='author']"):
        if _in_comments(element):
            continue
        holder = next((up for up in element.iterancestors() if up.get("itemscope") is not None), element.getparent())
        scope = holder if scope is None else scope
        if holder is scope:
            inner = element.find(".//*[@itemprop='name']")
            found.append(_value(element if inner is None else inner))
    return found


def _bylines(root: Any) -> list[str]:
    links = [e for e in root.iterfind(".//a[@rel]") if "author" in e.get("rel", "").split() and not _in_comments(e)]
    if links:
        first = links[0].getparent()
        return [squash("".join(e.itertext())) for e in links if e.getparent() is first or e is links[0]]
    for element in root.iterfind(".//*[@class]"):
        label = element.get("class", "")
        if (
            _BYLINE.search(label)
            and not _NOT_BYLINE.search(label)
            and element.tag not in ("body", "html", "script", "article")
        ):
            text = squash("".join(element.itertext()))
            if 3 < len(text) < 120 and not _in_comments(element):
                return [text]
    return []


def _commentish(element: Any) -> bool:
    return "comment" in f"{element.get('class') or ''} {element.get('id') or ''}".lower()


def _in_comments(element: Any) -> bool:
    return any(_commentish(up) for up in element.iterancestors() if up.tag not in ("body", "html"))


def _value(element: Any) -> str:
    if element.tag == "meta":
        return element.get("content") or ""
    return squash(element.get("content") or "".join(element.itertext()))


def _outlet(article: dict[str, Any], nodes: list[dict[str, Any]], fields: dict[str, list[str]]) -> str | None:
    named = plain(article.get("publisher")) or _first(fields, ("og:site_name",))
    if not named:
        named = next(
            (
                plain(n.get("name"))
                for n in nodes
                if {"NewsMediaOrganization", "WebSite"} & set(types(n)) and plain(n.get("name"))
            ),
            "",
        )
    named = named or _first(fields, _OUTLETS)
    return None if not named or named.startswith("http") else squash(named)


def _published(root: Any, article: dict[str, Any], fields: dict[str, list[str]], uri: str) -> DateRange | None:
    for key in ("datePublished", "dateCreated", "uploadDate"):
        if when := read_when(plain(article.get(key)), basis=Basis.METADATA):
            return when
    for name in _DATES:
        for value in fields.get(name, ()):
            if when := read_when(value, basis=Basis.METADATA):
                return when
    return _microdata_date(root) or _printed_date(root) or _url_date(uri) or _url_date(_first(fields, ("og:url",)))


def _microdata_date(root: Any) -> DateRange | None:
    for name in ("datePublished", "dateCreated"):
        for element in root.iterfind(f".//*[@itemprop='{name}']"):
            value = element.get("datetime") or element.get("content") or squash("".join(element.itertext()))
            if not _in_comments(element) and (when := read_when(value, basis=Basis.METADATA)):
                return when
    return None


def _printed_date(root: Any) -> DateRange | None:
    for element in root.iter("time"):
        if _in_comments(element) or _NOT_DATE.search(_label(element)):
            continue
        if when := read_when(element.get("datetime") or "", basis=Basis.METADATA):
            return when
        if when := read_when(squash("".join(element.itertext())), basis=Basis.STATED):
            return when
    for element in root.iterfind(".//*[@class]"):
        label = _label(element)
        if _DATE_CLASS.search(label) and not _NOT_DATE.search(label) and not _in_comments(element):
            text = squash("".join(element.itertext()))
            if (
                len(text) < 120
                and (when := read_when(text, basis=Basis.STATED))
                and when.precision in (Precision.DAY, Precision.MINUTE)
            ):
                return when
    return None


def _label(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _url_date(uri: str) -> DateRange | None:
    match = _URL_DATE.search(urlsplit(uri).path) if uri.startswith("http") else None
    when = read_when("-".join(match.groups()), basis=Basis.INFERRED) if match else None
    if when is None:
        return None
    return DateRange(
        start=when.start, end=when.end, precision=when.precision, basis=Basis.INFERRED, reason="From the page's address."
    )


def _language(root: Any, article: dict[str, Any], fields: dict[str, list[str]]) -> str | None:
    stated = (
        root.get("lang")
        or root.get("xml:lang")
        or plain(article.get("inLanguage"))
        or _first(fields, ("og:locale", "content-language"))
    )
    return stated[:2].lower() if len(stated) >= 2 and stated[:2].isalpha() else None


def squash(text: str) -> str:
    """One line, single spaces."""
    return " ".join(text.split())
