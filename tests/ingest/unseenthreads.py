"""The made-up thread in the markup of platforms that were written down before the reader saw any of them."""

# ruff: noqa: E501 - a line of markup is as long as the platform writes it

from __future__ import annotations

from .threadpages import THREAD, Told, article_page, flat, forum_page, nested

_MONTHS_FR = {3: "mars"}
_MONTHS_PT = {3: "março"}
_MONTHS_RU = {3: "мар"}
_MONTHS_DA = {3: "marts"}


def _quoting(t: Told) -> str:
    return f'<a href="#p{t.parent_id}" class="quotelink">&gt;&gt;{t.parent_id}</a><br>' if t.parent else ""


# --- whose markup says who answers whom


def telegram_export() -> str:
    return forum_page('<div class="page_wrap"><div class="page_body chat_page"><div class="history"><div class="message service" id="message-1"><div class="body details">4 March 2021</div></div>' + flat(
        lambda t: (
            f'<div class="message default clearfix" id="message{t.id}"><div class="pull_left userpic_wrap"><div class="userpic userpic2"><div class="initials">{t.author[0]}</div></div></div>'
            f'<div class="body"><div class="pull_right date details" title="{t.when:%d.%m.%Y %H:%M:%S} UTC+00:00">{t.when:%H:%M}</div><div class="from_name">{t.author}</div>'
            + (f'<div class="reply_to details">In reply to <a href="#go_to_message{t.parent_id}" onclick="return GoToMessage({t.parent_id})">this message</a></div>' if t.parent else "")
            + f'<div class="text">{t.html.replace("</p><p>", "<br><br>").replace("<p>", "").replace("</p>", "")}</div></div></div>'
        ),
    ) + "</div></div></div>")  # fmt: skip


def imageboard() -> str:
    """Answers name the post they answer by its number, in a link at the head of their words."""
    return forum_page('<div class="board"><div class="thread" id="t48107">' + flat(
        lambda t: (
            f'<div class="postContainer replyContainer" id="pc{t.id}"><div class="sideArrows">&gt;&gt;</div><div id="p{t.id}" class="post reply"><div class="postInfo desktop" id="pi{t.id}"><input type="checkbox" name="{t.id}" value="delete">'
            f'<span class="nameBlock"><span class="name">{t.author}</span></span> <span class="dateTime" data-utc="{int(t.when.timestamp())}">{t.when:%m/%d/%y(%a)%H:%M:%S}</span> <span class="postNum desktop"><a href="#p{t.id}" title="Link to this post">No.</a><a href="#q{t.id}" title="Reply to this post">{t.id}</a></span></div>'
            f'<blockquote class="postMessage" id="m{t.id}">{_quoting(t)}{t.html.replace("</p><p>", "<br><br>").replace("<p>", "").replace("</p>", "")}</blockquote></div></div>'
        ),
    ) + "</div></div>")  # fmt: skip


def forum_magnum() -> str:
    return article_page('<div class="PostsCommentsSection-root"><a id="comments"></a><div class="CommentsListMeta-root">4 comments, sorted by top scoring</div><div class="CommentsList-root">' + nested(
        lambda t, inner: (
            f'<div class="comments-node CommentFrame-commentsNodeRoot comments-node-root comments-node-even CommentFrame-node" id="k{t.id}Xq"><div><div class="CommentsItem-root recent-comments-node"><div class="CommentsItem-postTitleRow"></div><div class="CommentsItem-body"><div class="CommentsItemMeta-root"><a class="CommentsItemMeta-collapse">[-]</a>'
            f'<span class="CommentUserName-mainWrapper"><a class="UsersNameDisplay-noColor" href="/users/{t.handle}"><span class="UsersNameDisplay-userName CommentUserName-author">{t.author}</span></a></span><span class="CommentsItemDate-root"><a rel="nofollow" href="/posts/a/b?commentId=k{t.id}Xq"><time datetime="{t.iso}">4y</time></a></span><span class="OverallVoteAxis-vote">7</span></div>'
            f'<div class="ContentStyles-base commentBody CommentBody-root">{t.html}</div><div class="CommentBottom-bottom"><a class="comments-item-reply-link CommentsItem-replyLink">Reply</a></div></div></div></div><div class="CommentsNode-children">{inner}</div></div>'
        ), lambda inner: inner,
    ) + "</div></div>")  # fmt: skip


def postings() -> str:
    """Tags of the house's own making; parents in an attribute."""
    return article_page('<section class="forum" id="forum"><h2>Forum: 4 Postings</h2><div class="forum-list">' + flat(
        lambda t: (
            f'<dst-posting id="p{t.id}" data-postingid="{t.id}" data-parentpostingid="{t.parent_id or ""}" data-level="{t.depth}" class="posting"><div class="posting--user"><span class="posting--user-communityname">{t.author}</span><span class="posting--user-followers">12</span></div>'
            f'<div class="posting--date"><a href="/permalink/p/{t.id}">{t.when.day}. März 2021, {t.when:%H:%M}:{t.when:%S}</a></div><div class="posting--content"><div class="posting--body">{t.html}</div><dst-posting--tools><button>antworten</button><button>melden</button></dst-posting--tools></div></dst-posting>'
        ),
    ) + "</div></section>")  # fmt: skip


def movable_type() -> str:
    def answers(t: Told) -> str:
        return (
            f' replied to <a href="#comment-{t.parent_id}">comment from {THREAD[t.parent - 1].author}</a>'
            if t.parent
            else ""
        )

    return article_page('<div id="comments" class="comments"><h2 class="comments-header">4 Comments</h2><div class="comments-content">' + flat(
        lambda t: (
            f'<div id="comment-{t.id}" class="comment{" comment-reply" if t.parent else ""}"><div class="inner"><div class="comment-header"><div class="asset-meta"><span class="byline"><span class="vcard author"><a rel="nofollow" href="http://{t.handle}.example">{t.author}</a></span>{answers(t)}</span> | '
            f'<a href="#comment-{t.id}"><abbr class="published" title="{t.iso}">{t.printed}</abbr></a> | <a href="javascript:void(0);" title="Reply">Reply</a></div></div><div class="comment-content">{t.html}</div></div></div>'
        ),
    ) + "</div></div>")  # fmt: skip


def postmill() -> str:
    return forum_page('<section class="comments" id="comments"><h2>4 comments</h2>' + nested(
        lambda t, inner: (
            f'<div class="comment comment--{t.depth}" id="comment_{t.id}"><article class="comment__main"><header class="comment__header"><h3 class="comment__heading"><a class="comment__author" href="/user/{t.handle}"><strong>{t.author}</strong></a> wrote <a href="/f/b/1/-/comment/{t.id}"><time datetime="{t.iso}" title="x">4 years ago</time></a></h3></header>'
            f'<div class="comment__body">{t.html}</div><nav class="comment__nav"><ul class="unlisted"><li><a class="comment__reply-link" href="/f/b/1/comment/{t.id}">Reply</a></li><li><a href="#">Permalink</a></li></ul></nav></article>{inner}</div>'
        ), lambda inner: f'<div class="comment__replies">{inner}</div>',
    ) + "</section>")  # fmt: skip


def japanese_wordpress() -> str:
    return article_page('<div id="comments"><h2>コメント</h2><ol class="comment-list">' + nested(
        lambda t, inner: (
            f'<li class="comment" id="comment-{t.id}"><div class="comment-body" id="div-comment-{t.id}"><div class="comment-author vcard"><cite class="fn">{t.author}</cite> <span class="says">より:</span></div><div class="comment-meta commentmetadata"><a href="#comment-{t.id}">2021年3月{t.when.day}日 {t.when:%I:%M %p}</a></div>{t.html}'
            f'<div class="reply"><a class="comment-reply-link" href="#">返信</a></div></div>{inner}</li>'
        ), lambda inner: f'<ul class="children">{inner}</ul>',
    ) + "</ol></div>")  # fmt: skip


def portuguese_blog() -> str:
    return article_page('<div class="comentarios" id="comentarios"><h3>4 comentários</h3><ul class="lista-comentarios">' + nested(
        lambda t, inner: (
            f'<li id="comentario-{t.id}" class="comentario"><div class="cabecalho"><strong class="nome">{t.author}</strong> disse: <span class="data">{t.when.day} de {_MONTHS_PT[3]} de 2021 às {t.when:%H:%M}</span></div><div class="texto">{t.html}</div><a class="responder" href="#">Responder</a>{inner}</li>'
        ), lambda inner: f'<ul class="respostas">{inner}</ul>',
    ) + "</ul></div>")  # fmt: skip


def bootstrap_media() -> str:
    """No class of its own: a style sheet's media boxes, set in one another."""
    return article_page('<h4>Comments (4)</h4><div class="row"><div class="col-md-8">' + nested(
        lambda t, inner: (
            f'<div class="media mt-3"><img class="mr-3 rounded-circle" src="u.png" alt=""><div class="media-body"><h5 class="mt-0">{t.author} <small class="text-muted">{t.when:%Y-%m-%d %H:%M}</small></h5>{t.html}<a href="#" class="btn btn-sm btn-link">Reply</a>{inner}</div></div>'
        ), lambda inner: inner,
    ) + "</div></div>")  # fmt: skip


def slotted() -> str:
    """A widget whose words stand in a template that the browser shows in its place, as page savers write it."""
    return article_page('<comments-widget><template shadowrootmode="open"><div class="conversation"><h2>4 Comments</h2>' + nested(
        lambda t, inner: (
            f'<article class="message" data-message-id="m{t.id}"><div class="message-header"><span class="username">{t.author}</span><time datetime="{t.iso}">4y</time></div><div class="message-text">{t.html}</div><button>Reply</button>{inner}</article>'
        ), lambda inner: f'<div class="message-replies">{inner}</div>',
    ) + "</div></template></comments-widget>")  # fmt: skip


def framed() -> str:
    """The thread in a frame whose page stands in an attribute."""
    inner = '<div id="comments"><ol>' + nested(
        lambda t, inner: (
            f'<li class="comment" id="c{t.id}"><div class="comment-head"><b class="author">{t.author}</b> <time datetime="{t.iso}">{t.printed}</time></div><div class="comment-text">{t.html}</div><a class="reply" href="#">Reply</a>{inner}</li>'
        ), lambda inner: f"<ol>{inner}</ol>",
    ) + "</ol></div>"  # fmt: skip
    escaped = f"<html><body>{inner}</body></html>".replace("&", "&amp;").replace('"', "&quot;")
    return article_page(f'<iframe title="Comments" srcdoc="{escaped}"></iframe>')


def table_indents() -> str:
    """Before style sheets: a table for each comment, set in by an empty cell."""
    return article_page('<a name="comments"></a><b>Comments</b><br>' + flat(
        lambda t: (
            f'<table border="0" width="100%" id="comment{t.id}"><tr><td width="{25 * t.depth}">&nbsp;</td><td><a name="{t.id}"></a><font size="2"><b>Re: Nobody says why</b> by {t.author} on {t.when:%A}, {t.when:%B} {t.when.day}, 2021 @ {t.when:%I:%M %p}</font></td></tr>'
            f'<tr><td></td><td><font size="3">{t.html}</font></td></tr><tr><td></td><td><font size="1">[ <a href="/reply?id={t.id}">Reply to this</a> | <a href="#">Parent</a> ]</font></td></tr></table>'
        ),
    ))  # fmt: skip


# --- flat


def nitter() -> str:
    return forum_page('<div class="conversation"><div class="replies">' + flat(
        lambda t: (
            f'<div class="reply thread thread-line"><div class="timeline-item"><a class="tweet-link" href="/{t.handle}/status/13{t.id}#m"></a><div class="tweet-body"><div class="tweet-header"><a class="tweet-avatar" href="/{t.handle}"><img class="avatar round" src="p.jpg" alt=""></a><div class="tweet-name-row"><div class="fullname-and-username"><a class="fullname" href="/{t.handle}" title="{t.author}">{t.author}</a><a class="username" href="/{t.handle}" title="@{t.handle}">@{t.handle}</a></div>'
            f'<span class="tweet-date"><a href="/{t.handle}/status/13{t.id}#m" title="{t.when:%b} {t.when.day}, 2021 · {t.when:%I:%M %p} UTC">{t.when.day} Mar 2021</a></span></div></div><div class="tweet-content media-body" dir="auto">{t.html.replace("<p>", "").replace("</p>", "<br><br>")}</div><div class="tweet-stats"><span class="tweet-stat"><div class="icon-container"><span class="icon-comment"></span> 3</div></span><span class="tweet-stat"><div class="icon-container"><span class="icon-heart"></span> 12</div></span></div></div></div></div>'
        ),
    ) + "</div></div>")  # fmt: skip


def saved_posts() -> str:
    """A short-message service as a browser saves it: classes without meaning, test marks, times."""
    return forum_page('<main role="main"><div aria-label="Timeline: Conversation"><div>' + flat(
        lambda t: (
            f'<div class="css-175oi2r" data-testid="cellInnerDiv"><div class="css-175oi2r r-j5o65s"><article aria-labelledby="id__{t.id}" role="article" tabindex="0" class="css-175oi2r r-18u37iz" data-testid="tweet"><div class="css-175oi2r" data-testid="User-Name"><a href="/{t.handle}" role="link" class="css-175oi2r"><span class="css-1jxf684">{t.author}</span></a><a href="/{t.handle}" role="link"><span class="css-1jxf684">@{t.handle}</span></a><span aria-hidden="true">·</span><a href="/{t.handle}/status/13{t.id}" role="link"><time datetime="{t.when:%Y-%m-%dT%H:%M:%S}.000Z">Mar {t.when.day}, 2021</time></a></div>'
            f'<div dir="auto" lang="en" class="css-146c3p1" id="id__t{t.id}" data-testid="tweetText"><span class="css-1jxf684">{t.text}</span></div><div role="group" class="css-175oi2r"><button data-testid="reply" aria-label="1 Replies. Reply"><span>1</span></button><button data-testid="like" aria-label="2 Likes. Like"><span>2</span></button></div></article></div></div>'
        ),
    ) + "</div></div></main>")  # fmt: skip


def phpbb2() -> str:
    return forum_page('<table class="forumline" width="100%"><tr><th class="thLeft">Author</th><th class="thRight">Message</th></tr>' + flat(
        lambda t: (
            f'<tr><td width="150" align="left" valign="top" class="row1"><span class="name"><a name="{t.id}"></a><b>{t.author}</b></span><br><span class="postdetails">Regular<br><br>Joined: 12 Feb 2009<br>Posts: 301<br>Location: Orsk</span><br></td>'
            f'<td class="row1" width="100%" height="28" valign="top"><table width="100%"><tr><td width="100%"><a href="viewtopic.php?p={t.id}#{t.id}"><img src="m.gif" alt="Post" title="Post"></a><span class="postdetails">Posted: {t.when:%a %b %d, %Y %I:%M %p}<span class="gen">&nbsp;</span>&nbsp; &nbsp;Post subject: Re: Bridge at Orsk Mill shut?</span></td><td valign="top" nowrap><a href="posting.php?mode=quote&amp;p={t.id}"><img src="q.gif" alt="Reply with quote"></a></td></tr>'
            f'<tr><td colspan="2"><hr></td></tr><tr><td colspan="2"><span class="postbody">{t.html.replace("</p><p>", "<br><br>").replace("<p>", "").replace("</p>", "")}</span><span class="gensmall"></span></td></tr></table></td></tr><tr><td class="row1"><span class="nav"><a href="#top">Back to top</a></span></td><td class="row1"><a href="profile.php?u=1"><img alt="View user\'s profile"></a></td></tr><tr><td class="spaceRow" colspan="2" height="1"></td></tr>'
        ),
    ) + "</table>", body="class='viewtopic'")  # fmt: skip


def ipb2() -> str:
    return forum_page('<div class="borderwrap">' + flat(
        lambda t: (
            f'<table class="ipbtable" cellspacing="1"><tr><td valign="middle" class="row2" width="1%"><a name="entry{t.id}"></a><span class="normalname"><a href="index.php?showuser={t.number}">{t.author}</a></span></td><td class="row2" valign="top" width="99%"><div style="float:left;"><span class="postdetails"><img src="to.gif" alt="post">{t.when:%b} {t.when.day} 2021, {t.when:%I:%M %p}</span></div><div align="right"><span class="postdetails">Post <a title="Show the link" href="#">#{t.number}</a></span></div></td></tr>'
            f'<tr><td valign="top" class="post2"><span class="postdetails">Advanced Member<br>Group: Members<br>Posts: 301<br>Joined: 12-February 09<br>Member No.: 77</span></td><td width="100%" valign="top" class="post2" id="post-main-{t.id}"><div class="postcolor" id="post-{t.id}">{t.html.replace("</p><p>", "<br><br>").replace("<p>", "").replace("</p>", "")}</div></td></tr><tr><td class="formbuttonrow"></td><td class="formbuttonrow"><a href="#">QUOTE</a></td></tr></table>'
        ),
    ) + "</div>")  # fmt: skip


def steam() -> str:
    return forum_page('<div class="commentthread_area"><div class="commentthread_comments">' + flat(
        lambda t: (
            f'<div class="commentthread_comment responsive_body_text" id="comment_{t.id}"><div class="commentthread_comment_avatar playerAvatar offline"><a href="https://s.example/id/{t.handle}"><img src="a.jpg"></a></div><div class="commentthread_comment_content"><div class="commentthread_comment_author"><a class="hoverunderline commentthread_author_link" href="https://s.example/id/{t.handle}"><bdi>{t.author}</bdi></a>&nbsp;'
            f'<span class="commentthread_comment_timestamp" title="{t.when.day} March, 2021 @ {t.when:%I:%M:%S%p} GMT" data-timestamp="{int(t.when.timestamp())}">{t.when.day} Mar, 2021 @ {t.when:%I:%M%p}</span>&nbsp;<div class="forum_comment_permlink"><a class="siteTip" href="#c{t.id}">#{t.number}</a></div></div><div class="commentthread_comment_text" id="comment_content_{t.id}">{t.html}</div></div></div>'
        ),
    ) + "</div></div>")  # fmt: skip


def haloscan() -> str:
    """Words first, then the writer's line, parted by rules."""
    return article_page('<div id="comments"><h3>Comments:</h3>' + flat(
        lambda t: (
            f'<div class="comment" id="h{t.id}">{t.html}<div class="byline"><a href="mailto:x@senna.example">{t.author}</a> | <a href="http://{t.handle}.example">Homepage</a> | {t.when.day} {t.when:%b %Y} - {t.when:%I:%M %p} | <a href="#{t.id}">#</a></div></div><hr>'
        ),
    ) + "</div>")  # fmt: skip


def french_definitions() -> str:
    return article_page('<div id="comments"><h3>Commentaires</h3><dl>' + flat(
        lambda t: (
            f'<dt id="c{t.id}"><a href="#c{t.id}" class="comment-number">{t.number}.</a> Le jeudi {t.when.day} {_MONTHS_FR[3]} 2021, {t.when:%H:%M} par <a href="http://{t.handle}.example" rel="nofollow">{t.author}</a></dt><dd>{t.html}</dd>'
        ),
    ) + "</dl></div>")  # fmt: skip


def russian_forum() -> str:
    return forum_page('<div id="wrap"><div id="page-body">' + flat(
        lambda t: (
            f'<div id="p{t.id}" class="post bg2"><div class="inner"><div class="postbody"><h3><a href="#p{t.id}">Re: Bridge at Orsk Mill shut?</a></h3><p class="author"><a href="./viewtopic.php?p={t.id}#p{t.id}"><img alt="Сообщение"></a> <strong><a href="./memberlist.php?u={t.number}">{t.author}</a></strong> » {t.when:%d} {_MONTHS_RU[3]} 2021, {t.when:%H:%M}</p><div class="content">{t.html}</div></div>'
            f'<dl class="postprofile" id="profile{t.id}"><dt><a href="./memberlist.php?u={t.number}">{t.author}</a></dt><dd><strong>Сообщения:</strong> 301</dd><dd><strong>Зарегистрирован:</strong> 12 фев 2009, 10:00</dd></dl></div></div>'
        ),
    ) + "</div></div>")  # fmt: skip


def danish_paper() -> str:
    return article_page('<section class="debat"><h2>4 kommentarer</h2>' + flat(
        lambda t: (
            f'<div class="kommentar" id="kommentar-{t.id}"><div class="kommentar__top"><span class="kommentar__navn">{t.author}</span> <span class="kommentar__dato">{t.when.day}. {_MONTHS_DA[3]} 2021 kl. {t.when:%H:%M}</span></div><div class="kommentar__tekst">{t.html}</div><div class="kommentar__bund"><a href="#">Svar</a> <a href="#">Anmeld</a></div></div>'
        ),
    ) + "</section>")  # fmt: skip


def register_posts() -> str:
    return forum_page('<div id="forum_posts">' + flat(
        lambda t: (
            f'<div class="post" id="c_{t.id}"><div class="post_head"><div class="left"><span class="date"><a href="/forum/c/{t.id}" title="Permalink">{t.when:%A} {t.when.day}th March 2021 {t.when:%H:%M} GMT</a></span> <a href="/user/{t.number}/" class="author">{t.author}</a></div></div><div class="post_body"><h4>Re: a bridge</h4>{t.html}</div><div class="post_foot"><a href="#">Reply</a> <span class="up">3</span> <span class="down">1</span></div></div>'
        ),
    ) + "</div>")  # fmt: skip


def discuz() -> str:
    return forum_page('<div id="postlist" class="pl bm">' + flat(
        lambda t: (
            f'<div id="post_{t.id}"><table id="pid{t.id}" class="plhin"><tr><td class="pls" rowspan="2"><div class="pi"><div class="authi"><a href="home.php?mod=space&amp;uid={t.number}" class="xw1">{t.author}</a></div></div><p><em>Registered member</em></p><dl class="pil"><dt>UID</dt><dd>{t.number}</dd><dt>Credits</dt><dd>301</dd></dl></td><td class="plc"><div class="pi"><strong><a href="#">{t.number}<sup>#</sup></a></strong><div class="pti"><div class="authi"><em id="authorposton{t.id}">Posted on 2021-3-{t.when.day} {t.when:%H:%M:%S}</em></div></div></div>'
            f'<div class="pct"><div class="pcb"><div class="t_fsz"><table><tr><td class="t_f" id="postmessage_{t.id}">{t.html.replace("</p><p>", "<br><br>").replace("<p>", "").replace("</p>", "")}</td></tr></table></div></div></div></td></tr><tr><td class="plc plm"></td></tr><tr><td class="pls"></td><td class="plc"><div class="po"><em><a class="fastre" href="#">Reply</a></em> <a href="#">Report</a></div></td></tr></table></div>'
        ),
    ) + "</div>")  # fmt: skip


def responses() -> str:
    """A blog service: hashed classes, a link to the writer, a day, the words in a pre box."""
    return article_page('<div class="kz la lb"><h2 class="be b">Responses (4)</h2>' + flat(
        lambda t: (
            f'<div class="l lc ld"><div class="ab q le"><a href="/@{t.handle}?source=responses"><div class="l er"><img alt="{t.author}" class="l fa" src="i.jpg"></div></a><div class="lf"><a class="af ag" href="/@{t.handle}?source=responses"><p class="be b fd">{t.author}</p></a><div class="lg"><p class="be b do">Mar {t.when.day}, 2021</p></div></div></div><div class="lh"><pre class="li lj">{t.text}</pre></div><div class="lk ab"><button aria-label="clap">12</button><p class="be b do"><button>Reply</button></p></div></div>'
        ),
    ) + "</div>")  # fmt: skip


def mail_archive() -> str:
    """A mailing list's thread on one page."""
    return forum_page('<div class="thread-emails">' + flat(
        lambda t: (
            f'<div class="email" id="M{t.id}"><div class="email-header"><div class="email-author"><img class="gravatar" src="g.png" alt=""><div class="email-name"><a href="/users/{t.id}/">{t.author}</a></div></div><div class="email-date"><span title="Sender\'s time: {t.when:%b. %d, %Y, %H:%M}">{t.when.day} Mar 2021</span></div></div><div class="email-body">{t.html}</div><div class="email-info"><a class="reply" href="#">Reply</a> <a href="#">Sign in to reply online</a></div></div>'
        ),
    ) + "</div>")  # fmt: skip


NESTED = (
    telegram_export, imageboard, forum_magnum, postings, movable_type, postmill, japanese_wordpress, portuguese_blog,
    bootstrap_media, slotted, framed, table_indents,
)  # fmt: skip
FLAT = (steam, haloscan, french_definitions, danish_paper, responses)
FORUMS = (nitter, saved_posts, phpbb2, ipb2, russian_forum, register_posts, discuz, mail_archive)
