"""A page with a known comment or forum platform's markup in, its comments' elements out, by one table row a platform."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lxml import etree

from sayso.ingest.comments.items import Found, Item, Reader, Scene


@dataclass(frozen=True, slots=True)
class Platform:
    """How a platform marks its comments. All fields but ``items`` are XPaths relative to one item; empty means: by the general rules.

    ``key`` is the attribute that names an item; ``parent`` and ``depth`` are XPath expressions with a text or number.
    ``mark`` is a part of a class, an id or a tag's name without which the page is not looked at.
    ``is_page``: a forum or link aggregator, whose page is the thread. ``post`` tells the item that opens the thread,
    ``entry`` those that are texts of their own, with comments under them.
    """

    name: str
    items: str
    mark: str = ""
    key: str = "id"
    parent: str = ""
    depth: str = ""
    author: str = ""
    when: str = ""
    content: str = ""
    post: str = ""
    entry: str = ""
    is_page: bool = False


def _has(name: str) -> str:
    """The class attribute holds this word."""
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


_FIRST = "position() = 1"
PLATFORMS = (
    Platform(
        "wpdiscuz",
        "//div[contains(@id, '-comm-') and (starts-with(@id, 'wpd-comm-') or starts-with(@id, 'wc-comm-'))]",
        mark="-comm-",
        parent="substring-after(substring-after(@id, '-comm-'), '_')",
        content=f".//*[{_has('wpd-comment-text')} or {_has('wc-comment-text')}]",
        author=f".//*[{_has('wpd-comment-author')} or {_has('wc-comment-author')}]",
        when=f".//*[{_has('wpd-comment-date')} or {_has('wc-comment-date')}]",
    ),
    Platform(
        "slashdot",
        "//li[starts-with(@id, 'tree_')]",
        mark="comment_body_",
        content=".//div[starts-with(@id, 'comment_body_')]",
        author=f".//span[{_has('by')}]",
        when=f".//span[{_has('otherdetails')}]",
    ),
    Platform(
        "reddit",
        f"//div[{_has('thing')} and {_has('comment')}]",
        mark="thing",
        key="data-fullname",
        author=f"./div[{_has('entry')}]//a[{_has('author')}]",
        when=f"./div[{_has('entry')}]//time",
        content=f"./div[{_has('entry')}]//div[{_has('md')}]",
    ),
    Platform(
        "shreddit",
        "//shreddit-comment",
        mark="shreddit-comment",
        key="thingid",
        parent="string(@parentid)",
        when="./*//time",
        content="./*[@slot='comment']",
    ),
    Platform(
        "stackexchange",
        f"//*[@id='question' and .//*[{_has('postcell')}]] | //*[{_has('answer')} and @data-answerid]"
        f" | //li[{_has('comment')} and starts-with(@id, 'comment-') and .//*[{_has('comment-copy')}]]",
        mark="postcell",
        is_page=True,
        entry="not(self::li)",
        author=f"self::li//*[{_has('comment-user')}] | self::div//*[@itemprop='author']//a",
        when=f"self::li//*[{_has('comment-date')}]//span | self::div//*[@itemprop='dateCreated']"
        f" | self::div//*[{_has('user-action-time')}][contains(., 'asked') or contains(., 'answered')]",
        content=f".//*[{_has('js-post-body')} or {_has('post-text')} or {_has('comment-copy')}]",
    ),
    Platform("giscus", f"//div[{_has('gsc-comment')} or {_has('gsc-reply')}]", mark="gsc-comment"),
    Platform("lemmy", f"//article[{_has('comment-node')}]", mark="comment-node", content=f".//*[{_has('comment-content')}]"),
    Platform(
        "lobsters", f"//li[{_has('comments_subtree')}]", mark="comments_subtree", content=f".//div[{_has('comment_text')}]"
    ),
    Platform(
        "hackernews",
        f"//tr[{_has('athing')} and {_has('comtr')}]",
        mark="comtr",
        depth="number(.//td[@indent]/@indent)",
        author=f".//a[{_has('hnuser')}]",
        when=f".//span[{_has('age')}]",
        content=f".//*[{_has('commtext')}]",
    ),
    Platform(
        "discourse",
        f"//div[{_has('topic-body')} and {_has('crawler-post')}] | //article[@data-post-id and starts-with(@id, 'post_')]",
        mark="topic-body",
        key="data-post-id",
        is_page=True,
        content=f".//*[{_has('cooked')} or {_has('post')} or @itemprop='articleBody' or @itemprop='text']",
        post=_FIRST,
    ),
    Platform(
        "xenforo",
        f"//article[{_has('message')} and @data-content] | //li[{_has('message')} and @data-author]",
        mark="message",
        key="data-content",
        is_page=True,
        content=f".//*[{_has('bbWrapper')}] | .//blockquote[{_has('messageText')}]",
        post=_FIRST,
    ),
    Platform(
        "phpbb",
        f"//div[{_has('post')} and starts-with(@id, 'p') and .//*[{_has('postbody')}]]",
        mark="postbody",
        is_page=True,
        content=f".//div[{_has('content')}]",
        author=f".//*[{_has('author')}]//*[{_has('username')} or {_has('username-coloured')}]",
        post=_FIRST,
    ),
    Platform(
        "vbulletin",
        "//li[starts-with(@id, 'post_') and .//*[starts-with(@id, 'post_message_')]]"
        " | //table[starts-with(@id, 'post') and .//*[starts-with(@id, 'post_message_')]]",
        mark="post_message_",
        is_page=True,
        author=f".//a[{_has('username')} or {_has('bigusername')}] | .//*[{_has('bigusername')}]",
        content=".//*[starts-with(@id, 'post_message_')]",
        post=_FIRST,
    ),
    Platform(
        "fluxbb",
        f"//div[{_has('blockpost')} and .//*[{_has('postmsg')}]]",
        mark="blockpost",
        is_page=True,
        author=f".//*[{_has('postleft')}]//dt",
        when=".//h2//a",
        content=f".//*[{_has('postmsg')}]",
        post=_FIRST,
    ),
    Platform(
        "bbpress",
        f"//div[({_has('topic')} or {_has('reply')}) and .//*[{_has('bbp-reply-content')} or {_has('bbp-topic-content')}]]",
        mark="bbp-reply-content",
        is_page=True,
        content=f".//*[{_has('bbp-reply-content')} or {_has('bbp-topic-content')}]",
        when=f"preceding-sibling::div[1]//*[{_has('bbp-reply-post-date')}] | .//*[{_has('bbp-reply-post-date')}]",
        author=f".//*[{_has('bbp-author-name')}]",
        post=_FIRST,
    ),
    Platform(
        "flarum",
        f"//*[{_has('PostStream-item')} and .//*[{_has('Post-body')}]]",
        mark="PostStream-item",
        key="data-id",
        is_page=True,
        content=f".//*[{_has('Post-body')}]",
        author=f".//*[{_has('username')}]",
        post=_FIRST,
    ),
    Platform(
        "nodebb",
        "//*[@component='post' and .//*[@component='post/content']]",
        mark="posts-list",
        key="data-pid",
        is_page=True,
        content=".//*[@component='post/content']",
        post=_FIRST,
    ),
    Platform(
        "woltlab",
        f"//article[{_has('wbbPost')}]",
        mark="wbbPost",
        key="data-object-id",
        is_page=True,
        content=f".//*[{_has('messageText')}]",
        author=f".//*[{_has('username')}]",
        post=_FIRST,
    ),
    Platform(
        "vanilla",
        f"//*[({_has('ItemDiscussion')} or {_has('ItemComment')}) and .//*[{_has('Message')}]]",
        mark="ItemComment",
        is_page=True,
        content=f".//*[{_has('Message')}]",
        post=_has("ItemDiscussion"),
    ),
    Platform(
        "invision",
        f"//article[{_has('cPost')} or {_has('ipsComment')}]",
        mark="ipsComment",
        is_page=True,
        content=".//*[@data-role='commentContent']",
        post=_FIRST,
    ),
    Platform(
        "mastodon",
        f"//*[({_has('status')} or {_has('detailed-status')}) and .//*[{_has('status__content')}]]",
        mark="status__content",
        key="data-id",
        parent="string(@data-in-reply-to-id)",
        is_page=True,
        author=f".//*[{_has('display-name__html')}] | .//*[{_has('p-name')}]",
        content=f".//*[{_has('status__content')}]",
        post=_FIRST,
    ),
    Platform(
        "blogger",
        f"//li[{_has('comment')} and starts-with(@id, 'c') and ./div[{_has('comment-block')}]]",
        mark="comment-block",
        author=f"./div[{_has('comment-block')}]//*[{_has('user')}]",
        when=f"./div[{_has('comment-block')}]//*[{_has('datetime')}]",
        content=f"./div[{_has('comment-block')}]/*[{_has('comment-content')}]",
    ),
    Platform(
        "disqus",
        f"//li[{_has('post')} and starts-with(@id, 'post-') and .//*[{_has('post-message')}]]",
        mark="post-message",
        content=f"./*//*[{_has('post-message')}][1]",
        author=f".//*[{_has('author')}]",
        when=f".//*[{_has('time-ago')} or {_has('post-meta')}]",
    ),
)
MICRODATA = Platform(
    "microdata",
    "//*[contains(@itemtype, 'schema.org/Comment') or contains(@itemtype, 'schema.org/UserComments')]",
    when=".//*[@itemprop='dateCreated' or @itemprop='datePublished' or @itemprop='commentTime']",
    content=".//*[@itemprop='text' or @itemprop='commentText']",
)


def reader_for(platform: Platform) -> Reader:
    """The reader of one table row."""

    def read(scene: Scene) -> Found | None:
        if platform.mark not in scene.names:
            return None
        found: Any = _path(platform.items)(scene.dom.root)
        elements = [element for element in found if element in scene.dom.pieces]
        if not elements:
            return None
        items = [_item(platform, element, number) for number, element in enumerate(elements)]
        return Found(platform.name, tuple(items), platform.is_page)

    return read


def _item(platform: Platform, element: Any, number: int) -> Item:
    depth = _value(platform.depth, element)
    parent = _value(platform.parent, element)
    return Item(
        element=element,
        key=_key(element, platform, number),
        parent=str(parent) if parent and parent != "0" else "" if parent == "0" else None,
        depth=int(depth) if isinstance(depth, float) and depth == depth else None,
        author=_first(platform.author, element),
        when=_first(platform.when, element),
        content=tuple(_outermost(_value(platform.content, element) or [], element, platform)),
        post=number == 0 if platform.post == _FIRST else bool(platform.post and _value(f"self::*[{platform.post}]", element)),
        entry=bool(platform.entry and _value(f"self::*[{platform.entry}]", element)),
    )  # fmt: skip


def _key(element: Any, platform: Platform, number: int) -> str:
    name = element.get(platform.key) or element.get("id") or str(number)
    if platform.name == "wpdiscuz":
        return str(name.split("-comm-")[-1].split("_")[0])
    return str(name)


def _first(path: str, element: Any) -> Any:
    found = _value(path, element)
    return found[0] if isinstance(found, list) and found else None


def _outermost(found: Any, item: Any, platform: Platform) -> list[Any]:
    """The first matching element of the item itself, not of a comment nested in it."""
    if not isinstance(found, list) or not found:
        return []
    return [found[0]]


def _value(path: str, element: Any) -> Any:
    return _path(path)(element) if path else None


@lru_cache(maxsize=256)
def _path(expression: str) -> etree.XPath:
    return etree.XPath(expression)
