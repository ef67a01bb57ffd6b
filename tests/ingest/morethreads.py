"""The made-up thread in the markup of platforms that have no row of their own, and in shapes that no platform has."""

# ruff: noqa: E501 - a line of markup is as long as the platform writes it

from __future__ import annotations

from .threadpages import THREAD, Told, article_page, flat, forum_page, nested


def intensedebate() -> str:
    return article_page('<div id="idc-container"><div class="idc-c-h"></div>' + nested(
        lambda t, inner: (
            f'<div class="idc-thread" id="IDThread{t.id}"><div class="idc-c" id="IDComment{t.id}"><div class="idc-c-h"><div class="idc-c-h-inner"><div class="idc-v"><span class="idc-v-total">+3</span></div>'
            f'<div class="idc-i"><p class="idc-i-name"><a href="https://intensedebate.example/people/{t.handle}">{t.author}</a></p></div><a class="idc-time-link" href="#IDComment{t.id}" title="{t.when:%Y-%m-%d %H:%M:%S}">{(2025 - t.when.year)} years ago</a></div></div>'
            f'<div class="idc-c-t" id="IDCommentText{t.id}"><div class="idc-c-t-inner">{t.html}</div></div><div class="idc-c-b"><a href="#" class="idc-btn_l"><span>Reply</span></a><a href="#">Report</a></div></div>{inner}</div>'
        ), lambda inner: f'<div class="idc-r">{inner}</div>',
    ) + "</div>")  # fmt: skip


def openweb() -> str:
    return article_page('<div data-spot-im-class="conversation-root" class="spcv_conversation"><div class="spcv_messages-list">' + nested(
        lambda t, inner: (
            f'<div class="spcv_list-item" data-message-id="sp_x_{t.id}"><div class="spcv_root-message" role="article" aria-label="Comment by {t.author}"><div class="spcv_message-stack"><div class="src-components-MessageDetails"><button class="src-components-Username"><span data-spot-im-class="message-username">{t.author}</span></button>'
            f'<time data-spot-im-class="message-timestamp" title="{t.printed}" datetime="{t.iso}">4y ago</time></div><div data-spot-im-class="message-text" class="src-components-MessageText">{t.html}</div>'
            f'<div class="components-MessageActions"><button data-spot-im-class="reply-button"><span>Reply</span></button><button><span>Share</span></button></div></div></div>{inner}</div>'
        ), lambda inner: f'<div class="spcv_children-list">{inner}</div>',
    ) + "</div></div>")  # fmt: skip


def viafoura() -> str:
    return article_page('<div class="vf-comments"><section class="vf-conversations"><div role="list">' + nested(
        lambda t, inner: (
            f'<div role="listitem" class="vf-comment-thread"><article class="vf-comment" data-content-uuid="0a1b{t.id}-77" aria-label="Comment by {t.author}"><header class="vf-comment-header"><a class="vf-comment-header__user-name" href="#">{t.author}</a><div class="vf-date" title="{t.printed}">4 years ago</div></header>'
            f'<div class="vf-comment-body"><div class="vf-comment-html">{t.html}</div></div><footer class="vf-comment-actions"><button>Like</button><button>Reply</button><button>Share</button></footer></article>{inner}</div>'
        ), lambda inner: f'<div class="vf-comment-replies" role="list">{inner}</div>',
    ) + "</div></section></div>")  # fmt: skip


def hyvor() -> str:
    return article_page('<div id="hyvor-talk-view"><div class="comments-view">' + nested(
        lambda t, inner: (
            f'<div class="comment-wrap"><div class="comment" id="ht-comment-{t.id}"><div class="comment-left"><img class="picture" src="h.png"></div><div class="comment-right"><div class="details"><span class="name">{t.author}</span><span class="badge">Guest</span><a class="time" href="#ht-comment-{t.id}" title="{t.printed}">4y</a></div>'
            f'<div class="comment-body">{t.html}</div><div class="bottom"><span class="upvotes">1</span><button class="reply-btn">Reply</button></div></div></div>{inner}</div>'
        ), lambda inner: f'<div class="replies">{inner}</div>',
    ) + "</div></div>")  # fmt: skip


def cusdis() -> str:
    return article_page('<div id="cusdis_thread"><div class="cusdis-root">' + nested(
        lambda t, inner: (
            f'<div class="my-4 pl-4 border-l-2"><div class="flex items-center"><div class="mr-2 font-medium">{t.author}</div></div><div class="text-gray-500 text-sm">{t.when:%Y-%m-%d %H:%M}</div><div class="text-gray-500 my-2">{t.html}</div>'
            f'<div><button class="font-medium text-sm">Reply</button></div>{inner}</div>'
        ), lambda inner: inner,
    ) + "</div></div>")  # fmt: skip


def giscus() -> str:
    return article_page('<main class="gsc-main"><div class="gsc-comments"><div class="gsc-timeline">' + nested(
        lambda t, inner: (
            f'<div class="{"gsc-comment" if t.parent is None else "gsc-reply"}"><div class="color-bg-primary"><div class="gsc-comment-header"><div class="gsc-comment-author"><a class="gsc-comment-author-avatar" href="https://github.example/{t.handle}"><img src="g.png" alt="@{t.handle}"><span class="Link--primary">{t.author}</span></a>'
            f'<a class="Link--secondary" href="#"><time class="whitespace-nowrap" title="{t.printed}" datetime="{t.iso}">Mar {t.when.day}, 2021</time></a></div></div><div class="markdown gsc-comment-content">{t.html}</div><div class="gsc-comment-footer"><button>👍 1</button></div></div>{inner}</div>'
        ), lambda inner: f'<div class="gsc-replies">{inner}</div>',
    ) + "</div></div></main>")  # fmt: skip


def utterances() -> str:
    return article_page('<main class="timeline">' + flat(
        lambda t: (
            f'<article class="timeline-comment" data-association="NONE"><a class="avatar" href="https://github.example/{t.handle}"><img alt="@{t.handle}" src="u.png"></a><div class="comment"><header class="comment-header"><span class="comment-meta"><a class="text-link" href="https://github.example/{t.handle}"><strong>{t.author}</strong></a> commented <a class="text-link" href="https://github.example/x/issues/1#issuecomment-{t.id}"><time datetime="{t.iso}">4 years ago</time></a></span></header>'
            f'<div class="markdown-body markdown-body-scrollable">{t.html}</div></div></article>'
        ),
    ) + "</main>")  # fmt: skip


def guardian() -> str:
    return article_page('<div id="comments" class="discussion"><ul class="d-thread d-thread--comments">' + nested(
        lambda t, inner: (
            f'<li id="comment-{t.id}" class="d-comment d-comment--{"top-level" if t.parent is None else "response"}" data-comment-id="{t.id}" data-comment-author="{t.author}"><div class="d-comment__inner"><div class="d-comment__meta"><span class="d-comment__author" itemprop="author"><span itemprop="givenName">{t.author}</span></span>'
            + (f'<span class="d-comment__reply-to-author"><a href="#comment-{t.parent_id}" class="js-discussion-author-link">{THREAD[t.parent - 1].author}</a></span>' if t.parent else "")
            + f'<a href="#comment-{t.id}" class="d-comment__timestamp"><time datetime="{t.iso}">{t.when.day} {t.when:%b %Y %H:%M}</time></a></div><div class="d-comment__content"><div class="d-comment__body" itemprop="text">{t.html}</div><div class="d-comment__actions"><button>Reply</button><button>Share</button></div></div></div>{inner}</li>'
        ), lambda inner: f'<ul class="d-thread d-thread--responses">{inner}</ul>',
    ) + "</ul></div>")  # fmt: skip


def guardian_flat() -> str:
    """Answers of all depths in one list; a link tells whom each answers."""
    return article_page('<div class="discussion"><ul class="d-thread">' + flat(
        lambda t: (
            f'<li class="d-comment" data-comment-id="{t.id}"><a id="comment-{t.id}"></a><div class="d-comment__meta"><b class="author">{t.author}</b> '
            + (f'<a class="reply-to" href="#comment-{t.parent_id}">↪ {THREAD[t.parent - 1].author}</a> ' if t.parent else "")
            + f'<time datetime="{t.iso}">{t.printed}</time></div><div class="d-comment__body">{t.html}</div><button>Reply</button></li>'
        ),
    ) + "</ul></div>")  # fmt: skip


def kbin() -> str:
    return forum_page('<section id="comments" class="comments entry-comments comments-tree">' + flat(
        lambda t: (
            f'<blockquote class="section comment entry-comment subject comment-level--{t.depth + 1}" id="entry-comment-{t.id}" data-subject-parent-value="{t.parent_id or ""}"><header><a href="/u/{t.handle}" class="user-inline">{t.author}</a>, <time class="timeago" title="{t.iso}" datetime="{t.iso}">4 years ago</time></header>'
            f'<div class="content">{t.html}</div><aside class="vote"><button>1</button></aside><footer><menu><li><a class="stretched-link" href="#">reply</a></li><li><a href="#">report</a></li></menu></footer></blockquote>'
        ),
    ) + "</section>")  # fmt: skip


def tildes() -> str:
    return forum_page('<section class="topic-comments"><ol class="comment-tree" id="comments">' + nested(
        lambda t, inner: (
            f'<li class="comment-tree-item"><article id="comment-{t.id}x" class="comment" data-comment-id36="{t.id}x" data-comment-depth="{t.depth}"><header class="comment-header"><button class="comment-collapse-button">[–]</button><a href="/user/{t.handle}" class="link-user">{t.author}</a> <time class="time-responsive" datetime="{t.when:%Y-%m-%dT%H:%M:%SZ}" title="x" data-abbreviated="4y">March {t.when.day}, 2021</time><a href="/c" class="comment-nav-link">Link</a></header>'
            f'<div class="comment-text">{t.html}</div></article>{inner}</li>'
        ), lambda inner: f'<ol class="comment-tree comment-tree-replies">{inner}</ol>',
    ) + "</ol></section>")  # fmt: skip


def metafilter() -> str:
    return forum_page(flat(
        lambda t: (
            f'<a name="{t.id}"></a><div class="comments" id="c{t.id}">{t.text}<br><span class="smallcopy">posted by <a href="/user/{t.number}" target="_self">{t.author}</a> at <a href="/1/Bridge#{t.id}" target="_self">{t.when:%I:%M %p}</a> on {t.when:%B} {t.when.day}, 2021</span></div><br>'
        ),
    ))  # fmt: skip


def jcomments() -> str:
    return article_page('<div id="jc"><div id="comments"><h4>Comments</h4><div class="comments-list" id="comments-list-0">' + nested(
        lambda t, inner: (
            f'<div class="even" id="comment-item-{t.id}"><div class="rbox"><div class="comment-box usertype-guest"><a class="comment-anchor" href="#comment-{t.id}" id="comment-{t.id}">#</a><span class="comment-author">{t.author}</span> <span class="comment-date">{t.when:%Y-%m-%d %H:%M}</span>'
            f'<div class="comment-body" id="comment-body-{t.id}">{t.text}</div><span class="comments-buttons"><a href="#">Reply</a> | <a href="#">Quote</a></span></div><div class="clear"></div></div>{inner}</div>'
        ), lambda inner: f'<div class="comments-list">{inner}</div>',
    ) + "</div></div></div>")  # fmt: skip


def squarespace() -> str:
    return article_page('<div class="squarespace-comments"><div class="comments-content"><div class="comment-list">' + nested(
        lambda t, inner: (
            f'<div class="comment" id="comment-5f{t.id}e1"><div class="comment-header"><a href="#" class="comment-link"><span class="comment-author">{t.author}</span> <span class="comment-timestamp">{t.when:%b} {t.when.day}, 2021</span></a> <span class="like-count">0 Likes</span></div>'
            f'<div class="comment-body">{t.html}</div><div class="comment-btns"><span class="comment-btn reply-btn">Reply</span></div>{inner}</div>'
        ), lambda inner: f'<div class="comment-replies">{inner}</div>',
    ) + "</div></div></div>")  # fmt: skip


def youtube() -> str:
    return article_page('<ytd-comments id="comments"><div id="contents">' + nested(
        lambda t, inner: (
            f'<ytd-comment-thread-renderer><ytd-comment-view-model id="comment"><div id="body"><div id="main"><div id="header"><div id="header-author"><h3><a id="author-text" href="/@{t.handle}"><span>{t.author}</span></a></h3><span id="published-time-text"><a href="/watch?v=x&lc={t.id}">{t.when:%b} {t.when.day}, 2021</a></span></div></div>'
            f'<div id="content"><yt-attributed-string id="content-text">{t.text}</yt-attributed-string></div><div id="action-buttons"><span id="vote-count-middle">12</span><button aria-label="Reply">Reply</button></div></div></div></ytd-comment-view-model>{inner}</ytd-comment-thread-renderer>'
        ), lambda inner: f'<div id="replies">{inner}</div>',
    ) + "</div></ytd-comments>")  # fmt: skip


def moodle() -> str:
    return forum_page('<div data-content="forum-discussion">' + nested(
        lambda t, inner: (
            f'<article id="p{t.id}" class="forum-post-container mb-2" data-post-id="{t.id}" data-region="post" tabindex="0"><div class="d-flex border p-2 forumpost"><div class="d-flex flex-column w-100"><header class="mb-2 header row d-flex"><div class="mr-2"><h3 class="h6 font-weight-bold mb-0">Re: Bridge at Orsk Mill shut?</h3>'
            f'<address class="mb-0">by <a href="/user/view.php?id={t.number}">{t.author}</a> - <time datetime="{t.iso}">{t.printed}</time></address></div></header><div class="body-content-container"><div id="post-content-{t.id}" class="post-content-container">{t.html}</div><div class="post-actions"><a href="#">Permalink</a><a href="#">Reply</a></div></div></div></div>{inner}</article>'
        ), lambda inner: f'<div class="indent replies-container">{inner}</div>',
    ) + "</div>")  # fmt: skip


def hashed_classes() -> str:
    """A page as a bundler leaves it: class names say nothing."""
    return article_page('<div class="css-1x2y3z" data-testid="comments-list">' + nested(
        lambda t, inner: (
            f'<div class="css-9q8w7e" data-testid="comment"><div class="css-aa11"><span class="css-bb22" data-testid="user-name">{t.author}</span><span class="css-cc33">{t.when:%b} {t.when.day}, 2021</span></div><p class="css-dd44">{t.text}</p><div class="css-ee55"><button>Reply</button><button>12 Recommend</button><button>Flag</button></div>{inner}</div>'
        ), lambda inner: f'<div class="css-ff66">{inner}</div>',
    ) + "</div>")  # fmt: skip


def aria_levels() -> str:
    return article_page('<div role="tree" class="talk">' + flat(
        lambda t: (
            f'<div role="treeitem" aria-level="{t.depth + 1}" class="talk-row"><p class="talk-by"><b>{t.author}</b> <span>{t.printed}</span></p><div class="talk-words">{t.html}</div><a href="#">Reply</a></div>'
        ),
    ) + "</div>")  # fmt: skip


def data_parents() -> str:
    """Flat; letters and figures as ids."""
    return article_page('<section class="opinions">' + flat(
        lambda t: (
            f'<div class="opinion" data-id="Kz{t.number}q" data-parent-id="{f"Kz{t.parent}q" if t.parent else ""}"><div class="opinion-head"><span class="nick">{t.author}</span> <span class="when">{t.when:%d.%m.%Y %H:%M}</span></div><div class="opinion-text">{t.html}</div><a class="answer" href="#">Reply</a></div>'
        ),
    ) + "</section>")  # fmt: skip


def style_variables() -> str:
    return article_page('<div class="thread-list">' + flat(
        lambda t: (
            f'<div class="thread-row" style="--depth:{t.depth}"><div class="thread-meta"><a href="/u/{t.handle}">{t.author}</a> · <time datetime="{t.iso}">4y</time></div><div class="thread-text">{t.html}</div><button>Reply</button></div>'
        ),
    ) + "</div>")  # fmt: skip


def said_to() -> str:
    """Flat; a line says whom each answers, without a link."""
    return article_page('<div class="responses"><h3>4 responses</h3>' + flat(
        lambda t: (
            f'<div class="response"><p class="response-head"><strong>{t.author}</strong> <span class="date">{t.printed}</span></p>'
            + (f'<p class="response-to">In reply to {THREAD[t.parent - 1].author}</p>' if t.parent else "")
            + f'<div class="response-text">{t.html}</div><p><a href="#">Reply</a></p></div>'
        ),
    ) + "</div>")  # fmt: skip


def parent_links() -> str:
    return article_page('<div id="comments">' + flat(
        lambda t: (
            f'<div class="c"><a name="c{t.id}"></a><span class="c-by">{t.author}</span> | {t.printed} | <a href="#c{t.id}">link</a>'
            + (f' | <a href="#c{t.parent_id}">parent</a>' if t.parent else "")
            + f'<div class="c-words">{t.html}</div></div>'
        ),
    ) + "</div>")  # fmt: skip


def definition_list() -> str:
    """An old blog: a term with name and date, a definition with the words."""
    return article_page('<h3>Comments</h3><dl id="comments">' + flat(
        lambda t: f'<dt id="c{t.id}"><a href="https://{t.handle}.example" rel="nofollow">{t.author}</a> wrote on {t.printed}:</dt><dd>{t.html}</dd>'
    ) + "</dl>")  # fmt: skip


def table_rows() -> str:
    """One row for name and date, one for the words."""
    return forum_page('<table class="bb" width="100%">' + flat(
        lambda t: (
            f'<tr class="bb-head"><td><a name="m{t.id}"></a><b>{t.author}</b></td><td align="right">{t.when:%d %b %Y %H:%M}</td></tr><tr class="bb-body"><td colspan="2">{t.html}</td></tr>'
        ),
    ) + "</table>")  # fmt: skip


def without_times() -> str:
    return article_page('<div class="comments">' + nested(
        lambda t, inner: (
            f'<div class="comment"><span class="comment-author">{t.author}</span><div class="comment-text">{t.html}</div><a href="#" class="comment-reply">Reply</a>{inner}</div>'
        ), lambda inner: f'<div class="comment-children">{inner}</div>',
    ) + "</div>")  # fmt: skip


def bbpress() -> str:
    def row(t: Told) -> str:
        kind = "topic" if t.number == 1 else "reply"
        return (
            f'<li><div id="post-{t.id}" class="bbp-reply-header"><div class="bbp-meta"><span class="bbp-reply-post-date">{t.printed}</span><a href="#post-{t.id}" class="bbp-reply-permalink">#{t.id}</a></div></div>'
            f'<div class="loop-item-{t.number} post-{t.id} {kind} type-{kind} status-publish hentry"><div class="bbp-reply-author"><a href="/users/{t.handle}/" class="bbp-author-link"><span class="bbp-author-avatar"><img alt="" src="b.png" class="avatar"></span><span class="bbp-author-name">{t.author}</span></a><br><div class="bbp-author-role">Participant</div></div>'
            f'<div class="bbp-{kind}-content">{t.html}</div></div></li>'
        )

    return forum_page('<div id="bbpress-forums" class="bbpress-wrapper"><ul class="forums bbp-replies"><li class="bbp-header"><div class="bbp-reply-author">Author</div><div class="bbp-reply-content">Posts</div></li><li class="bbp-body"><ul>' + flat(row) + "</ul></li></ul></div>")  # fmt: skip


def flarum() -> str:
    return forum_page('<div class="DiscussionPage"><div class="PostStream">' + flat(
        lambda t: (
            f'<div class="PostStream-item" data-index="{t.number - 1}" data-time="{t.iso}" data-number="{t.number}" data-id="{t.id}" data-type="comment"><article class="CommentPost Post"><div><header class="Post-header"><ul><li class="item-user"><div class="PostUser"><h3><a href="/u/{t.handle}"><img class="Avatar PostUser-avatar" src="f.png"><span class="username">{t.author}</span></a></h3></div></li>'
            f'<li class="item-meta"><div class="Dropdown PostMeta"><a class="Dropdown-toggle"><time pubdate="" datetime="{t.iso}" title="x" data-humantime="">4 Mar 2021</time></a></div></li></ul></header><div class="Post-body">{t.html}</div><aside class="Post-actions"><ul><li class="item-reply"><button class="Button Button--link">Reply</button></li></ul></aside><footer class="Post-footer"></footer></div></article></div>'
        ),
    ) + "</div></div>")  # fmt: skip


def nodebb() -> str:
    return forum_page('<div class="topic"><ul component="topic" class="posts timeline list-unstyled posts-list" data-tid="7">' + flat(
        lambda t: (
            f'<li component="post" class="posts-list-item" data-index="{t.number - 1}" data-pid="{t.id}" data-uid="{t.number}" data-timestamp="{int(t.when.timestamp() * 1000)}" data-username="{t.author}" itemprop="comment" itemscope itemtype="http://schema.org/Comment"><a component="post/anchor" id="{t.number - 1}"></a><meta itemprop="datePublished" content="{t.when:%Y-%m-%dT%H:%M:%S.000Z}">'
            f'<div class="d-flex gap-2"><a class="fw-bold text-nowrap" href="/user/{t.handle}" data-username="{t.author}" data-uid="{t.number}">{t.author}</a><span class="text-muted"><span class="timeago" title="{t.iso}">4 years ago</span></span></div><div class="content mt-2 text-break" component="post/content" itemprop="text">{t.html}</div>'
            f'<div component="post/actions"><a component="post/reply" href="#">Reply</a><a component="post/quote" href="#">Quote</a></div></li>'
        ),
    ) + "</ul></div>")  # fmt: skip


def woltlab() -> str:
    return forum_page('<div class="section"><ul class="wbbThreadPostList messageList">' + flat(
        lambda t: (
            f'<li id="post{t.id}" class="anchorFixedHeader"><article class="wbbPost message messageSidebarOrientationLeft jsMessage userOnlineGroupMarking3" data-post-id="{t.id}" data-object-id="{t.id}" itemid="#post{t.id}"><aside role="presentation" class="messageSidebar member"><div class="messageAuthor"><div class="messageAuthorContainer"><a href="/user/{t.number}-{t.handle}/" class="username userLink"><span itemprop="name">{t.author}</span></a></div></div><div class="userCredits"><dl class="plain dataList"><dt>Posts</dt><dd>312</dd></dl></div></aside>'
            f'<div class="messageContent"><header class="messageHeader"><div class="messageHeaderBox"><ul class="messageHeaderMetaData"><li><a href="#post{t.id}" class="permalink messagePublicationTime"><time datetime="{t.iso}" class="datetime" data-timestamp="{int(t.when.timestamp())}">{t.printed}</time></a></li></ul></div><ul class="messageQuickOptions"><li><a href="#post{t.id}" class="jsTooltip">#{t.number}</a></li></ul></header>'
            f'<div class="messageBody"><div class="messageText" itemprop="text">{t.html}</div></div><footer class="messageFooter"><ul class="messageFooterButtons"><li class="jsQuoteMessage"><a href="#"><span>Quote</span></a></li></ul></footer></div></article></li>'
        ),
    ) + "</ul></div>")  # fmt: skip


NAMING = """<div class="comments"><h3>4 comments</h3>
<div class="comment" id="comment-11"><b class="author">Ann Leeds</b> <time datetime="2021-03-04">4 March</time><p>They knew about the cracks.</p></div>
<div class="comment" id="comment-12"><b class="author">Bo Ek</b> <time datetime="2021-03-04">4 March</time><p>@AnnLeeds: who is they?</p></div>
<div class="comment" id="comment-13"><b class="author">Ann Leeds</b> <time datetime="2021-03-05">5 March</time><p>The council, of course.</p></div>
<div class="comment" id="comment-14"><b class="author">Carla</b> <time datetime="2021-03-05">5 March</time><p>@Ann Leeds not all of them knew.</p></div>
<div class="comment" id="comment-15"><b class="author">Dunn</b> <time datetime="2021-03-06">6 March</time><p>@Nobody I drove there.</p></div></div>"""
WIDGET = """<div class="widget widget_recent_comments"><ul id="recentcomments">
<li class="recentcomments"><span class="comment-author-link">Ann Leeds</span> on <a href="/2021/a#comment-11">The ferry timetable for spring is out</a> 4 March 2021</li>
<li class="recentcomments"><span class="comment-author-link">Bo Ek</span> on <a href="/2021/b#comment-12">The school roof is to be mended by May</a> 5 March 2021</li>
</ul></div>"""

NESTED = (
    intensedebate, openweb, viafoura, hyvor, cusdis, giscus, guardian, guardian_flat, kbin, tildes, jcomments, squarespace, youtube,
    moodle, hashed_classes, aria_levels, data_parents, style_variables, said_to, parent_links,
)  # fmt: skip
FLAT = (utterances, metafilter, definition_list, table_rows)
FORUMS = (bbpress, flarum, nodebb, woltlab)
