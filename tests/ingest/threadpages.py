"""One made-up thread in the markup of many platforms: what a page of each looks like, with names and words of our own.

Each builder writes what its platform's templates print around a comment, and nothing else: no page was copied.
"""

# ruff: noqa: E501 - a line of markup is as long as the platform writes it

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True)
class Told:
    """A comment of the made-up thread; ``parent`` is the number of the one it answers."""

    number: int
    author: str
    when: datetime
    text: str
    parent: int | None = None

    @property
    def iso(self) -> str:
        return self.when.strftime("%Y-%m-%dT%H:%M:%S+00:00")

    @property
    def printed(self) -> str:
        return f"{self.when:%B} {self.when.day}, {self.when.year} at {self.when:%I:%M %p}"

    @property
    def handle(self) -> str:
        return self.author.lower().replace(" ", "")

    @property
    def html(self) -> str:
        return "".join(f"<p>{part}</p>" for part in self.text.split("\n\n"))

    @property
    def depth(self) -> int:
        return 0 if self.parent is None else 1 + THREAD[self.parent - 1].depth

    @property
    def id(self) -> int:
        return 48100 + self.number * 7

    @property
    def parent_id(self) -> int:
        return 0 if self.parent is None else THREAD[self.parent - 1].id

    @property
    def replies(self) -> list[Told]:
        return [told for told in THREAD if told.parent == self.number]


def _told(number: int, author: str, when: tuple[int, int, int, int, int], text: str, parent: int | None = None) -> Told:
    return Told(number, author, datetime(*when, tzinfo=UTC), text, parent)


THREAD = (
    _told(1, "Marta Velling", (2021, 3, 4, 10, 15),
          "The bridge at Orsk Mill was shut two days before anybody said so.\n\nI drive across it every single morning."),
    _told(2, "Ode Harrow", (2021, 3, 4, 11, 2), "Shut by whom, though? The county's notice names no builder at all.", 1),
    _told(3, "Priya Lund", (2021, 3, 5, 9, 30), "That notice was altered on the Friday. I have kept the first copy.", 2),
    _told(4, "Tobias Renn", (2021, 3, 6, 18, 45), "Thank you for writing this down, it is more than our own paper did."),
)  # fmt: skip
TOPS = [told for told in THREAD if told.parent is None]

ARTICLE = "".join(
    f"<p>{words}</p>"
    for words in (
        "The old bridge over the Senna has been shut to lorries since the first week of March, and nobody at the county will say for how long.",
        "Residents of Orsk Mill heard of it from a sheet of paper that was taped to the railing. The sheet bore no name and no stamp.",
        "An engineer who looked at the piers last autumn told this paper that two of them stand on gravel. He asked that his name be left out.",
        "The county board meets again on the twentieth. Its chair, Halvor Brandt, said that he would answer every question there.",
    )
)


def article_page(comments: str, *, title: str = "Nobody says why the bridge is shut", head: str = "") -> str:
    """A newspaper's page with a menu, an article, the thread, and links to other articles."""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} - The Senna Lantern</title>'
        f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="The Senna Lantern">'
        f'<meta property="article:published_time" content="2021-03-03T06:00:00Z"><meta name="author" content="Ansel Grieve">{head}</head>'
        '<body><nav><ul><li><a href="/">Home</a></li><li><a href="/town">Town</a></li><li><a href="/sport">Sport</a></li></ul></nav>'
        f'<main><article class="story"><h1>{title}</h1><p class="byline">By <a href="/staff/grieve">Ansel Grieve</a></p>{ARTICLE}</article>'
        f"{comments}</main>"
        '<aside class="more"><h2>More from the Lantern</h2><ul><li><a href="/a">Ferry timetable for the spring is out</a></li>'
        '<li><a href="/b">School roof is to be mended by May</a></li></ul></aside>'
        "<footer><p>The Senna Lantern, 4 Quay Street</p></footer></body></html>"
    )


def forum_page(posts: str, *, body: str = "", head: str = "") -> str:
    """A forum's page: a menu, the thread's title, its posts."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bridge at Orsk Mill shut? | Senna Valley Forum</title>'
        f"{head}</head><body {body}><div id='nav'><a href='/'>Forum index</a> <a href='/faq'>FAQ</a> <a href='/login'>Log in</a></div>"
        f"<h1>Bridge at Orsk Mill shut?</h1>{posts}<div id='footer'><p>Powered by a forum. All times are UTC.</p></div></body></html>"
    )


def nested(item: Callable[[Told, str], str], wrap: Callable[[str], str]) -> str:
    """The thread as lists in lists: ``item`` writes a comment with its replies, ``wrap`` a list of replies."""

    def write(told: Told) -> str:
        inner = "".join(map(write, told.replies))
        return item(told, wrap(inner) if inner else "")

    return "".join(map(write, TOPS))


def flat(item: Callable[[Told], str]) -> str:
    """The thread in page order, one after another."""
    order: list[Told] = []

    def walk(told: Told) -> None:
        order.append(told)
        for reply in told.replies:
            walk(reply)

    for top in TOPS:
        walk(top)
    return "".join(map(item, order))


# --- threads under articles


def wordpress() -> str:
    return article_page('<div id="comments" class="comments-area"><h2 class="comments-title">4 thoughts on this</h2><ol class="comment-list">' + nested(
        lambda t, inner: (
            f'<li id="comment-{t.id}" class="comment even thread-even depth-{t.depth + 1}"><article id="div-comment-{t.id}" class="comment-body">'
            f'<footer class="comment-meta"><div class="comment-author vcard"><img alt="" src="https://secure.gravatar.example/{t.id}" class="avatar">'
            f'<b class="fn"><a href="https://{t.handle}.example" rel="external nofollow" class="url">{t.author}</a></b> <span class="says">says:</span></div>'
            f'<div class="comment-metadata"><a href="/bridge#comment-{t.id}"><time datetime="{t.iso}">{t.printed}</time></a></div></footer>'
            f'<div class="comment-content">{t.html}</div><div class="reply"><a rel="nofollow" class="comment-reply-link" href="#" aria-label="Reply to {t.author}">Reply</a></div>'
            f"</article>{inner}</li>"
        ), lambda inner: f'<ol class="children">{inner}</ol>',
    ) + '</ol><div id="respond"><h3>Leave a Reply</h3><form><textarea name="comment"></textarea><input type="submit" value="Post Comment"></form></div></div>')  # fmt: skip


def wordpress_theme() -> str:
    """An older theme: cite and commentmetadata, depth told by the class alone."""
    return article_page('<h3 id="comments">4 Responses</h3><ol class="commentlist">' + flat(
        lambda t: (
            f'<li class="alt depth-{t.depth + 1}" id="comment-{t.id}"><p class="comment-number"><a href="#comment-{t.id}">{t.number}</a></p>'
            f'<cite>{t.author}</cite> Says: <br><small class="commentmetadata"><a href="#comment-{t.id}">{t.printed}</a></small>{t.html}</li>'
        ),
    ) + "</ol>")  # fmt: skip


def wpdiscuz() -> str:
    return article_page('<div id="wpdcom" class="wpdiscuz_unauth"><div class="wpd-thread-list">' + nested(
        lambda t, inner: (
            f'<div id="wpd-comm-{t.id}_{t.parent_id}" class="comment wpd-comment wpd_comment_level-{t.depth + 1}"><div class="wpd-comment-wrap"><div class="wpd-comment-left">'
            f'<div class="wpd-avatar"><img alt="{t.author}" src="a.png" class="avatar"></div></div><div id="comment-{t.id}" class="wpd-comment-right"><div class="wpd-comment-header">'
            f'<div class="wpd-comment-author"><a href="#">{t.author}</a></div><div class="wpd-comment-date" title="{t.printed}"><i class="far fa-clock"></i> 4 years ago</div></div>'
            f'<div class="wpd-comment-text">{t.html}</div><div class="wpd-comment-footer"><div class="wpd-vote"><div class="wpd-vote-result" title="0">0</div></div>'
            f'<div class="wpd-reply-button"><span>Reply</span></div></div></div></div></div><div id="wpdiscuz_form_anchor-{t.id}_{t.parent_id}"></div>{inner}'
        ), lambda inner: inner,
    ) + "</div></div>")  # fmt: skip


def blogger() -> str:
    return article_page('<div class="comments" id="comments"><h4>4 comments:</h4><div class="comment-thread"><ol>' + nested(
        lambda t, inner: (
            f'<li class="comment" id="c{t.id}"><div class="avatar-image-container"><img src="b.png" alt=""></div><div class="comment-block"><div class="comment-header">'
            f'<cite class="user"><a href="https://www.blogger.example/profile/{t.id}" rel="nofollow">{t.author}</a></cite><span class="icon user"></span>'
            f'<span class="datetime secondary-text"><a rel="nofollow" href="?showComment={t.id}">{t.printed}</a></span></div><p class="comment-content">{t.text}</p>'
            f'<span class="comment-actions secondary-text"><a class="comment-reply" target="_self">Reply</a></span></div><div class="comment-replies">{inner}</div></li>'
        ), lambda inner: f'<div class="comment-thread inline-thread"><span class="thread-toggle">Replies</span><ol class="thread-chrome">{inner}</ol></div>',
    ) + "</ol></div></div>")  # fmt: skip


def slashdot() -> str:
    return article_page('<div id="comments"><ul id="commentlisting">' + nested(
        lambda t, inner: (
            f'<li id="tree_{t.id}" class="comment"><div id="comment_{t.id}" class="cw"><div id="comment_top_{t.id}" class="commentTop"><div class="title"><h4>Re: bridge</h4>'
            f'<span class="score">(Score:<a href="#">2</a>)</span></div><div class="details"><span class="by">by <a href="//slash.example/~{t.handle}">{t.author}</a> </span>'
            f'<span class="otherdetails">on {t.when:%A} {t.when:%B} {t.when:%d}, {t.when:%Y} @{t.when:%I:%M%p} (<a href="#">#{t.id}</a>) </span></div></div>'
            f'<div class="commentBody"><div id="comment_body_{t.id}">{t.html}</div></div><div class="commentSub"><a href="#">Reply to This</a> <a href="#">Share</a></div></div>{inner}</li>'
        ), lambda inner: f'<ul id="group_1">{inner}</ul>',
    ) + "</ul></div>")  # fmt: skip


def old_reddit() -> str:
    return forum_page('<div class="commentarea"><div class="sitetable nestedlisting">' + nested(
        lambda t, inner: (
            f'<div class="thing id-t1_k{t.id} noncollapsed comment" id="thing_t1_k{t.id}" data-fullname="t1_k{t.id}" data-author="{t.handle}"><div class="midcol"><div class="arrow up"></div></div>'
            f'<div class="entry unvoted"><p class="tagline"><a class="expand">[–]</a><a href="/user/{t.handle}" class="author may-blank">{t.author}</a> <span class="score unvoted" title="12">12 points</span> '
            f'<time title="x" datetime="{t.iso}" class="live-timestamp">4 years ago</time> (2 children)</p><form class="usertext"><div class="usertext-body"><div class="md">{t.html}</div></div></form>'
            f'<ul class="flat-list buttons"><li class="first"><a href="#">permalink</a></li><li><a href="#">embed</a></li><li class="reply-button"><a href="#">reply</a></li></ul></div><div class="child">{inner}</div></div>'
        ), lambda inner: f'<div class="sitetable listing">{inner}</div>',
    ) + "</div></div>")  # fmt: skip


def lemmy() -> str:
    return forum_page('<div class="comments"><ul class="comments list-unstyled">' + nested(
        lambda t, inner: (
            f'<li class="comment"><article id="comment-{t.id}" class="details comment-node py-2"><div class="ms-2"><div class="d-flex flex-wrap align-items-center text-muted small">'
            f'<a class="person-listing d-inline-flex" href="/u/{t.handle}"><span>{t.author}</span></a><button class="btn"><span>3</span></button>'
            f'<span class="moment-time pointer unselectable" data-tippy-content="{t.when:%A, %B %d, %Y at %I:%M:%S %p}">4 years ago</span></div>'
            f'<div class="comment-content"><div class="md-div">{t.html}</div></div></div></article>{inner}</li>'
        ), lambda inner: f'<ul class="comments">{inner}</ul>',
    ) + "</ul></div>")  # fmt: skip


def lobsters() -> str:
    return forum_page('<ol class="comments comments1">' + nested(
        lambda t, inner: (
            f'<li class="comments_subtree"><input id="comment_folder_{t.id}" class="comment_folder_button" type="checkbox"><div id="c_{t.id}" data-shortid="{t.id}" class="comment">'
            f'<div class="voters"><a class="upvoter">4</a></div><div class="details"><div class="byline"><a href="/~{t.handle}"><img class="avatar" src="x.png" alt="{t.author} avatar"></a>'
            f'<a href="/~{t.handle}">{t.author}</a> <a href="#c_{t.id}"><time title="{t.when:%Y-%m-%d %H:%M:%S}" datetime="{t.when:%Y-%m-%d %H:%M:%S}">4 years ago</time></a> | <a href="#">link</a></div>'
            f'<div class="comment_text">{t.html}</div></div></div>{inner}</li>'
        ), lambda inner: f'<ol class="comments">{inner}</ol>',
    ) + "</ol>")  # fmt: skip


def hacker_news() -> str:
    return forum_page('<table class="comment-tree">' + flat(
        lambda t: (
            f'<tr class="athing comtr" id="{t.id}"><td><table border="0"><tr><td class="ind" indent="{t.depth}"><img src="s.gif" height="1" width="{t.depth * 40}"></td><td valign="top" class="votelinks">'
            f'</td><td class="default"><div><span class="comhead"><a href="user?id={t.handle}" class="hnuser">{t.author}</a> <span class="age" title="{t.when:%Y-%m-%dT%H:%M:%S}"><a href="item?id={t.id}">4 years ago</a></span>'
            f'<span class="navs"> | <a href="#1">next</a> <a class="togg">[–]</a></span></span></div><br><div class="comment"><div class="commtext c00">{t.html}</div><div class="reply"><p><font size="1"><u><a href="reply?id=1">reply</a></u></font></p></div></div></td></tr></table></td></tr>'
        ),
    ) + "</table>")  # fmt: skip


def drupal() -> str:
    """Replies stand in a box behind the comment that they answer."""
    return article_page('<section id="comments" class="comments"><h2 class="title">Comments</h2>' + nested(
        lambda t, inner: (
            f'<a id="comment-{t.id}"></a><article class="comment comment-by-anonymous clearfix" typeof="schema:Comment"><header class="comment__meta"><p class="author"><span class="username">{t.author}</span></p>'
            f'<p class="comment__submitted">Submitted by {t.author} on {t.when:%a, %m/%d/%Y - %H:%M}</p><p class="permalink"><a href="/comment/{t.id}#comment-{t.id}">Permalink</a></p></header>'
            f'<div class="comment__content"><div class="field field-name-comment-body">{t.html}</div></div><ul class="links inline"><li class="comment-reply"><a href="/comment/reply/1/{t.id}">Reply</a></li></ul></article>{inner}'
        ), lambda inner: f'<div class="indented">{inner}</div>',
    ) + "</section>")  # fmt: skip


def disqus() -> str:
    return article_page('<div id="disqus_thread"><ul id="post-list" class="post-list">' + nested(
        lambda t, inner: (
            f'<li class="post" id="post-{t.id}"><div role="alert"></div><div data-role="post-content" class="post-content"><ul class="post-menu dropdown"><li><a href="#">Flag as inappropriate</a></li></ul>'
            f'<div class="avatar hovercard"><a href="#" class="user"><img data-role="user-avatar" alt="Avatar" src="d.png"></a></div><div class="post-body"><header class="comment__header"><span class="post-byline"><span class="author publisher-anchor-color">'
            f'<a href="https://disqus.example/by/{t.handle}/">{t.author}</a></span></span><span class="post-meta"><span class="bullet time-ago-bullet">•</span><a href="#comment-{t.id}" class="time-ago" title="{t.when:%A, %B %d, %Y %I:%M %p}">4 years ago</a></span></header>'
            f'<div class="post-body-inner"><div class="post-message-container"><div class="publisher-anchor-color"><div class="post-message"><div>{t.html}</div></div></div></div></div>'
            f'<footer class="comment__footer"><menu><li class="voting"><a href="#">0</a></li><li class="reply"><a href="#">Reply</a></li><li><a href="#">Share ›</a></li></menu></footer></div></div>{inner}</li>'
        ), lambda inner: f'<ul class="children">{inner}</ul>',
    ) + "</ul></div>")  # fmt: skip


def ghost() -> str:
    return article_page('<section class="ghost-comments" data-testid="comments">' + nested(
        lambda t, inner: (
            f'<div class="mb-7 flex w-full flex-row" data-testid="comment-component" id="{t.id}ab12cd34"><div class="mr-3"><div class="avatar">M</div></div><div class="grow"><div class="comment-header"><h4 class="font-sans font-bold">{t.author}</h4>'
            f'<span><span title="{t.when:%d %b %Y}, {t.when:%H:%M}">{t.when:%d %b %Y}</span></span></div><div class="gh-comment-content" data-testid="comment-content">{t.html}</div><div class="actions"><button>Like</button><button data-testid="reply-button">Reply</button></div>'
            f"{inner}</div></div>"
        ), lambda inner: f'<div class="replies">{inner}</div>',
    ) + "</section>")  # fmt: skip


def coral() -> str:
    return article_page('<section id="coral-thread"><div class="coral coral-stream coral-comments">' + nested(
        lambda t, inner: (
            f'<div class="coral-comment coral-reacted-0" id="comment-{t.id}f0-9a" data-testid="comment-{t.id}f0-9a"><div class="coral-indent coral-indent-{t.depth}"><div class="coral-comment-topBar"><button class="coral-username coral-comment-username"><span>{t.author}</span></button>'
            f'<time class="coral-timestamp coral-comment-timestamp" datetime="{t.iso}" title="x">4 years ago</time></div><div class="coral-content coral-comment-content">{t.html}</div><div class="coral-comment-buttonBar"><button class="coral-comment-reactButton">Respect</button>'
            f'<button class="coral-comment-replyButton">Reply</button><button>Share</button><button>Report</button></div></div></div>{inner}'
        ), lambda inner: f'<div class="coral-replyList">{inner}</div>',
    ) + "</div></section>")  # fmt: skip


def commento() -> str:
    return article_page('<div id="commento" class="commento-root"><div id="commento-comments-area" class="commento-comments">' + nested(
        lambda t, inner: (
            f'<div id="commento-comment-card-{t.id}aa" class="commento-card"><div class="commento-header"><div class="commento-avatar">M</div><a id="commento-comment-name-{t.id}aa" class="commento-name">{t.author}</a>'
            f'<div class="commento-subtitle"><div class="commento-score">2 points</div><div class="commento-timeago" title="{t.when:%a %b %d %Y %H:%M:%S} GMT+0000">4 years ago</div></div></div><div id="commento-comment-contents-{t.id}aa"><div class="commento-body">{t.html}</div>'
            f'<div class="commento-options"><button class="commento-option-button commento-option-reply" title="Reply"></button></div></div>{inner}</div>'
        ), lambda inner: f'<div class="commento-card-children">{inner}</div>',
    ) + "</div></div>")  # fmt: skip


def isso() -> str:
    return article_page('<section id="isso-thread"><h4 class="isso-thread-heading">4 Comments</h4><div id="isso-root">' + nested(
        lambda t, inner: (
            f'<div class="isso-comment isso-no-votes" id="isso-{t.id}"><div class="isso-avatar"><svg></svg></div><div class="isso-text-wrapper"><div class="isso-comment-header" role="meta"><span class="isso-author">{t.author}</span><span class="isso-spacer">•</span>'
            f'<a class="isso-permalink" href="#isso-{t.id}"><time title="{t.iso}" datetime="{t.iso}">4 years ago</time></a></div><div class="isso-text">{t.html}</div><div class="isso-comment-footer"><a class="isso-reply" href="#">Reply</a></div></div>'
            f'{inner}</div>'
        ), lambda inner: f'<div class="isso-follow-up">{inner}</div>',
    ) + "</div></section>")  # fmt: skip


def remark42() -> str:
    return article_page('<div id="remark42"><div class="root"><div class="root__threads">' + nested(
        lambda t, inner: (
            f'<div class="thread thread_level_{t.depth}"><article class="comment comment_type_standard" id="remark42__comment-{t.id}c-11" style=""><div class="comment__info"><img class="avatar comment__avatar" src="r.png" alt=""><button class="comment__username">{t.author}</button>'
            f'<a href="#remark42__comment-{t.id}c-11" class="comment__time">{t.when:%m/%d/%Y} at {t.when:%H:%M}</a><span class="comment__vote"><button>up</button><span class="comment__score">1</span></span></div><div class="comment__body"><div class="comment__text raw-content">{t.html}</div>'
            f'<div class="comment__actions"><button class="comment__action">Reply</button></div></div></article>{inner}</div>'
        ), lambda inner: inner,
    ) + "</div></div></div>")  # fmt: skip


def _se_comment(t: Told) -> str:
    return (
        f'<li id="comment-{t.id}" class="comment js-comment" data-comment-id="{t.id}"><div class="js-comment-actions comment-actions"><div class="comment-score"></div></div><div class="comment-text js-comment-text-and-form"><div class="comment-body js-comment-edit-hide">'
        f'<span class="comment-copy">{t.text}</span><div class="d-inline-flex"> – <a href="/users/{t.id}/{t.handle}" title="301 reputation" class="comment-user">{t.author}</a></div><span class="comment-date" dir="ltr"><a class="comment-link" href="#comment{t.id}_1"><span title="{t.when:%Y-%m-%d %H:%M:%S}Z, License: CC BY-SA 4.0" class="relativetime-clean">{t.when:%b} {t.when.day}, 2021 at {t.when:%H:%M}</span></a></span></div></div></li>'
    )


def stackexchange() -> str:
    """A question, an answer and comments under it."""
    first, second, third, fourth = THREAD
    return forum_page(
        f'<div id="question" class="question js-question" data-questionid="{first.id}"><div class="post-layout"><div class="postcell post-layout--right"><div class="s-prose js-post-body" itemprop="text">{first.html}</div><div class="post-signature owner"><div class="user-info"><div class="user-action-time">asked <span title="{first.when:%Y-%m-%d %H:%M:%S}Z" class="relativetime">Mar 4, 2021 at 10:15</span></div>'
        f'<div class="user-details" itemprop="author" itemscope itemtype="http://schema.org/Person"><a href="/users/{first.id}/{first.handle}">{first.author}</a><span class="d-none" itemprop="name">{first.author}</span></div></div></div></div>'
        f'<div class="post-layout--right"><div id="comments-{first.id}" class="comments js-comments-container"><ul class="comments-list js-comments-list">{_se_comment(second)}{_se_comment(third)}</ul></div></div></div></div>'
        f'<div id="answers"><h2>1 Answer</h2><div id="answer-{fourth.id}" class="answer js-answer" data-answerid="{fourth.id}" itemprop="suggestedAnswer" itemscope itemtype="https://schema.org/Answer"><div class="post-layout"><div class="answercell post-layout--right"><div class="s-prose js-post-body" itemprop="text">{fourth.html}</div>'
        f'<div class="user-info"><div class="user-action-time">answered <span title="{fourth.when:%Y-%m-%d %H:%M:%S}Z" class="relativetime">Mar 6, 2021 at 18:45</span></div><div class="user-details" itemprop="author" itemscope itemtype="http://schema.org/Person"><a href="/users/{fourth.id}/{fourth.handle}">{fourth.author}</a></div></div></div></div></div></div>'
    )


def facebook_plugin() -> str:
    return article_page('<div class="_56q9 fb_comments"><div class="_5v47 clearfix"><span>4 Comments</span><span>Sort by <select><option>Oldest</option></select></span></div>' + nested(
        lambda t, inner: (
            f'<div class="_3-8y _5nz1 clearfix" direction="left"><div class="_ohe lfloat"><a href="#" class="img _8o _8s UFIImageBlockImage"><img class="_1ci img" src="f.jpg" alt=""></a></div><div><div class="UFIImageBlockContent _42ef"><div><div><div><div><a class=" UFICommentActorName" href="https://www.fb.example/{t.handle}">{t.author}</a></div></div>'
            f'<div class="_3-8m"><div class="_30o4"><span><span class="_5mdd"><span>{t.text}</span></span></span></div></div><div class="_2vq9 fsm fwn fcg"><a href="#">Like</a><span role="presentation"> · </span><a href="#">Reply</a><span role="presentation"> · </span><span><a class="uiLinkSubtle" href="#"><abbr data-utime="{int(t.when.timestamp())}" class="UFISutroCommentTimestamp livetimestamp">4y</abbr></a></span></div></div></div>'
            f'{inner}</div></div></div>'
        ), lambda inner: f'<div class="_44ri _2pis">{inner}</div>',
    ) + "</div>")  # fmt: skip


def _signed(t: Told) -> str:
    who = f'<a href="/wiki/User:{t.handle}" title="User:{t.author}">{t.author}</a> (<a href="/wiki/User_talk:{t.handle}">talk</a>)'
    return f"{t.text} {who} {t.when:%H:%M}, {t.when.day} {t.when:%B} {t.when:%Y} (UTC)"


def mediawiki() -> str:
    """A talk page: indented lists, and a signature behind every contribution."""

    def indented(t: Told) -> str:
        return f"<dl><dd>{_signed(t)}{''.join(map(indented, t.replies))}</dd></dl>"

    tops = "".join(f"<p>{_signed(t)}</p>" + "".join(map(indented, t.replies)) for t in TOPS).replace("\n\n", "</p><p>")
    content = f'<div class="mw-parser-output"><h2><span class="mw-headline" id="Bridge">Bridge</span></h2>{tops}</div>'
    return forum_page(
        f'<div id="mw-content-text" class="mw-body-content">{content}</div>', body='class="mediawiki ns-1 ns-talk"'
    )


def substack() -> str:
    return article_page('<div class="comments-page"><div class="comment-list"><div class="comment-list-container">' + nested(
        lambda t, inner: (
            f'<div class="comment"><div id="comment-{t.id}" class="comment-anchor"></div><div class="comment-content"><table class="comment-content"><tr><td class="comment-head"><div class="profile-img-wrap"><img src="s.png" alt=""></div></td><td class="comment-rest"><div class="comment-meta"><span class="commenter-name"><a href="https://substack.example/profile/{t.id}-{t.handle}">{t.author}</a></span>'
            f'<a class="comment-timestamp" href="/p/x/comment/{t.id}" title="{t.when:%b %d, %Y, %I:%M %p}">Mar {t.when.day}, 2021</a></div><div class="comment-body">{t.html}</div><div class="comment-actions"><a>Like (2)</a><a>Reply</a><a>Share</a></div></td></tr></table></div>{inner}</div>'
        ), lambda inner: f'<div class="comment-list nested">{inner}</div>',
    ) + "</div></div></div>")  # fmt: skip


def new_reddit() -> str:
    return forum_page("<shreddit-comment-tree>" + nested(
        lambda t, inner: (
            f'<shreddit-comment author="{t.author}" thingid="t1_k{t.id}" depth="{t.depth}" parentid="{"t1_k" + str(t.parent_id) if t.parent else "t3_z9"}" permalink="/r/x/{t.id}"><div slot="commentMeta"><faceplate-tracker><a href="/user/{t.handle}/">{t.author}</a></faceplate-tracker><span>•</span><time datetime="{t.iso}" title="x">4y ago</time></div>'
            f'<div slot="comment" class="md" id="t1_k{t.id}-comment-rtjson-content">{t.html}</div><shreddit-comment-action-row slot="actionRow"><button>Reply</button><button>Share</button></shreddit-comment-action-row>{inner}</shreddit-comment>'
        ), lambda inner: inner,
    ) + "</shreddit-comment-tree>")  # fmt: skip


def typepad() -> str:
    return article_page('<div id="all-comments"><h2 class="comments-header">Comments</h2><div class="comments-body"><div class="comments-content">' + flat(
        lambda t: (
            f'<a id="c{t.id}"></a><div class="comment comment-odd" id="comment-{t.id}"><div class="comment-content">{t.html}</div><p class="comment-footer">Posted by: <a href="https://profile.example/{t.handle}">{t.author}</a> | <a href="#c{t.id}">{t.printed}</a></p></div>'
        ),
    ) + "</div></div></div>")  # fmt: skip


def livejournal() -> str:
    return article_page('<div class="b-tree b-tree-root">' + flat(
        lambda t: (
            f'<div class="b-tree-twig b-tree-twig-{t.depth + 1}" style="margin-left: {t.depth * 30}px" data-tid="t{t.id}"><div id="t{t.id}" class="b-leaf" data-username="{t.handle}"><div class="b-leaf-inner"><div class="b-leaf-header"><div class="b-leaf-details"><div class="b-leaf-username"><span class="b-leaf-username-name"><span class="ljuser"><a class="i-ljuser-username" href="//{t.handle}.lj.example/"><b>{t.author}</b></a></span></span></div>'
            f'<p class="b-leaf-meta"><a class="b-leaf-createdtime" href="#t{t.id}"><span>{t.when:%B} {t.when.day} {t.when:%Y}, {t.when:%H:%M:%S} UTC</span></a></p></div></div><div class="b-leaf-article">{t.text}</div><div class="b-leaf-footer"><ul class="b-leaf-actions"><li><a href="#">Reply</a></li><li><a href="#">Thread</a></li></ul></div></div></div></div>'
        ),
    ) + "</div>")  # fmt: skip


def github_issue() -> str:
    return forum_page('<div class="js-discussion">' + flat(
        lambda t: (
            f'<div class="TimelineItem js-comment-container"><div class="timeline-comment-group" id="issuecomment-{t.id}"><div class="timeline-comment comment"><div class="timeline-comment-header"><h3><strong><a class="author Link--primary" href="/{t.handle}">{t.author}</a></strong> commented <a href="#issuecomment-{t.id}" class="js-timestamp"><relative-time datetime="{t.iso}">Mar 4, 2021</relative-time></a></h3></div>'
            f'<div class="edit-comment-hide"><div class="comment-body markdown-body js-comment-body">{t.html}</div></div></div></div></div>'
        ),
    ) + "</div>")  # fmt: skip


def microdata() -> str:
    """An unknown house's own markup; only schema.org's properties tell what is what."""
    return article_page('<div class="zz-1">' + nested(
        lambda t, inner: (
            f'<div class="zz-2" itemprop="comment" itemscope itemtype="https://schema.org/Comment"><div class="zz-3"><span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">{t.author}</span></span>, '
            f'<meta itemprop="dateCreated" content="{t.iso}"><i>last spring</i></div><div class="zz-4" itemprop="text">{t.html}</div>{inner}</div>'
        ), lambda inner: f'<div class="zz-5">{inner}</div>',
    ) + "</div>")  # fmt: skip


def json_ld() -> str:
    """The thread is in the page's data only; no markup shows it."""
    import json

    def node(t: Told) -> dict[str, object]:
        return {"@type": "Comment", "@id": f"#c{t.id}", "text": t.text, "dateCreated": t.iso, "author": {"@type": "Person", "name": t.author},
                **({"comment": [node(r) for r in t.replies]} if t.replies else {})}  # fmt: skip

    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Nobody says why the bridge is shut",
        "datePublished": "2021-03-03",
        "comment": [node(t) for t in TOPS],
    }
    return article_page(
        '<div id="comments-app"></div>', head=f'<script type="application/ld+json">{json.dumps(data)}</script>'
    )


def unknown_nested() -> str:
    """A house's own software: nested boxes whose names say little."""
    return article_page('<section class="readers"><h3>What readers say</h3>' + nested(
        lambda t, inner: (
            f'<div class="voice"><div class="voice-top"><strong>{t.author}</strong> <em>{t.when.day} {t.when:%B %Y}, {t.when:%H:%M}</em></div><div class="voice-says">{t.html}</div><div class="voice-end"><a href="#">Reply</a> <a href="#">Report</a></div>{inner}</div>'
        ), lambda inner: f'<div class="voice-answers">{inner}</div>',
    ) + "</section>")  # fmt: skip


def unknown_indented() -> str:
    """Flat boxes; only the margin shows who answers whom."""
    return article_page('<div class="feedback-wall"><h3>Reactions</h3>' + flat(
        lambda t: (
            f'<div class="note" style="margin-left:{t.depth * 24}px"><p class="who"><b>{t.author}</b>, {t.when:%Y-%m-%d %H:%M}</p>{t.html}<p class="do"><a href="#">Answer</a> | <a href="#">Reply</a></p></div>'
        ),
    ) + "</div>")  # fmt: skip


NESTED = (
    wordpress, wordpress_theme, wpdiscuz, blogger, slashdot, old_reddit, lemmy, lobsters, hacker_news, drupal, disqus, ghost, coral, commento,
    isso, remark42, facebook_plugin, mediawiki, substack, new_reddit, livejournal, microdata, json_ld, unknown_nested, unknown_indented,
)  # fmt: skip
FLAT = (typepad, github_issue)
UNDER_ARTICLES = (
    wordpress, wordpress_theme, wpdiscuz, blogger, slashdot, drupal, disqus, ghost, coral, commento, isso, remark42, facebook_plugin,
    substack, typepad, livejournal, microdata, json_ld, unknown_nested, unknown_indented,
)  # fmt: skip
