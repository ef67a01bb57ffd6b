"""The made-up thread in the markup of forums, where the page is the thread."""

# ruff: noqa: E501 - a line of markup is as long as the platform writes it

from __future__ import annotations

from .threadpages import flat, forum_page


def discourse() -> str:
    return forum_page('<div id="main-outlet" class="wrap">' + flat(
        lambda t: (
            f'<div id="post_{t.number}" itemprop="comment" itemscope itemtype="http://schema.org/Comment" class="topic-body crawler-post"><div class="crawler-post-meta"><span class="creator" itemprop="author" itemscope itemtype="http://schema.org/Person"><a itemprop="url" href="/u/{t.handle}"><span itemprop="name">{t.author}</span></a></span>'
            f'<link itemprop="mainEntityOfPage" href="/t/1"><span class="crawler-post-infos"><time itemprop="datePublished" datetime="{t.iso}" class="post-time">{t.printed}</time><meta itemprop="dateModified" content="{t.iso}"><span itemprop="position">{t.number}</span></span></div><div class="post" itemprop="text">{t.html}</div></div>'
        ),
    ) + "</div>", body='class="crawler"')  # fmt: skip


def phpbb() -> str:
    return forum_page(flat(
        lambda t: (
            f'<div id="p{t.id}" class="post has-profile bg2"><div class="inner"><dl class="postprofile" id="profile{t.id}"><dt class="has-profile-rank"><a href="./memberlist.php?mode=viewprofile&amp;u={t.number}" class="username">{t.author}</a></dt><dd class="profile-posts"><strong>Posts:</strong> 212</dd><dd class="profile-joined"><strong>Joined:</strong> Mon Jan 07, 2013 5:12 pm</dd></dl>'
            f'<div class="postbody"><div id="post_content{t.id}"><h3><a href="#p{t.id}">Re: Bridge at Orsk Mill shut?</a></h3><ul class="post-buttons"><li><a href="#" title="Reply with quote" class="button">Quote</a></li></ul><p class="author"><a class="unread" href="#p{t.id}">Post</a> <span class="responsive-hide">by <strong><a href="./memberlist.php" class="username">{t.author}</a></strong> » </span><time datetime="{t.iso}">{t.when:%a %b %d, %Y %I:%M %p}</time></p>'
            f'<div class="content">{t.text}</div><div id="sig{t.id}" class="signature">Slow and steady, said the ferryman</div></div></div><div class="back2top"><a href="#top" class="top">Top</a></div></div></div><hr class="divider">'
        ),
    ), body='id="phpbb" class="section-viewtopic"')  # fmt: skip


def vbulletin() -> str:
    return forum_page('<div id="postlist" class="postlist"><ol id="posts" class="posts">' + flat(
        lambda t: (
            f'<li class="postbitlegacy postbitim postcontainer" id="post_{t.id}"><div class="posthead"><span class="postdate old"><span class="date">{t.when:%m-%d-%Y},&nbsp;<span class="time">{t.when:%I:%M %p}</span></span></span><span class="nodecontrols"><a href="#" class="postcounter">#{t.number}</a></span></div>'
            f'<div class="postdetails"><div class="userinfo"><div class="username_container"><a class="username offline popupctrl" href="member.php?{t.number}"><strong>{t.author}</strong></a></div><span class="usertitle">Senior Member</span><dl class="userinfo_extra"><dt>Join Date</dt> <dd>Feb 2009</dd><dt>Posts</dt> <dd>1,402</dd></dl></div>'
            f'<div class="postbody"><div class="postrow"><h2 class="title icon">Re: Bridge</h2><div class="content"><div id="post_message_{t.id}"><blockquote class="postcontent restore">{t.text}</blockquote></div></div></div></div></div><div class="postfoot"><a class="newreply" href="#">Reply With Quote</a></div></li>'
        ),
    ) + "</ol></div>")  # fmt: skip


def vbulletin3() -> str:
    """The table layout of the older version."""
    return forum_page('<div id="posts">' + flat(
        lambda t: (
            f'<div align="center"><div class="page"><div id="edit{t.id}"><table id="post{t.id}" class="tborder" width="100%"><tr><td class="thead"><div class="normal" style="float:right">#<a href="#" id="postcount{t.id}" name="{t.number}"><strong>{t.number}</strong></a></div><div class="normal"><a name="post{t.id}"></a>{t.when:%m-%d-%Y}, {t.when:%I:%M %p}</div></td></tr>'
            f'<tr><td class="alt2"><div id="postmenu_{t.id}"><a class="bigusername" href="member.php?u={t.number}">{t.author}</a></div><div class="smallfont">Member</div><div class="smallfont"><div>Join Date: Jun 2008</div><div>Posts: 77</div></div></td></tr><tr><td class="alt1" id="td_post_{t.id}"><div id="post_message_{t.id}">{t.text}</div></td></tr>'
            f'<tr><td class="alt2"><a href="newreply.php?p={t.id}">Reply With Quote</a></td></tr></table></div></div></div>'
        ),
    ) + "</div>")  # fmt: skip


def xenforo() -> str:
    return forum_page('<div class="block-body js-replyNewMessageContainer">' + flat(
        lambda t: (
            f'<article class="message message--post js-post" data-author="{t.author}" data-content="post-{t.id}" id="js-post-{t.id}"><span class="u-anchorTarget" id="post-{t.id}"></span><div class="message-inner"><div class="message-cell message-cell--user"><section class="message-user"><h4 class="message-name"><a href="/members/{t.handle}.{t.number}/" class="username">{t.author}</a></h4><h5 class="userTitle">Well-known member</h5>'
            f'<div class="message-userExtras"><dl class="pairs"><dt>Joined</dt><dd>Jan 2, 2015</dd></dl><dl class="pairs"><dt>Messages</dt><dd>934</dd></dl></div></section></div><div class="message-cell message-cell--main"><div class="message-main"><header class="message-attribution"><ul class="message-attribution-main listInline"><li class="u-concealed"><a href="#" rel="nofollow"><time class="u-dt" datetime="{t.iso}" title="x">{t.when:%b %d, %Y}</time></a></li></ul><ul class="message-attribution-opposite"><li><a href="#">#{t.number}</a></li></ul></header>'
            f'<div class="message-content"><div class="message-userContent lbContainer"><article class="message-body js-selectToQuote"><div class="bbWrapper">{t.text}</div></article></div></div><footer class="message-footer"><div class="message-actionBar actionBar"><a href="#" class="actionBar-action--reply">Reply</a></div></footer></div></div></div></article>'
        ),
    ) + "</div>")  # fmt: skip


def smf() -> str:
    return forum_page('<div id="forumposts">' + flat(
        lambda t: (
            f'<div class="windowbg" id="msg{t.id}"><div class="post_wrapper"><div class="poster"><h4><a href="index.php?action=profile;u={t.number}" title="View the profile of {t.author}">{t.author}</a></h4><ul class="user_info"><li class="membergroup">Full Member</li><li class="postcount">Posts: 188</li></ul></div>'
            f'<div class="postarea"><div class="keyinfo"><h5 id="subject_{t.id}"><a href="#msg{t.id}">Re: Bridge at Orsk Mill shut?</a></h5><div class="smalltext">« <strong>Reply #{t.number} on:</strong> {t.when:%B %d, %Y, %I:%M:%S %p} »</div></div><div class="post"><div class="inner" id="msg_{t.id}">{t.text}</div></div><ul class="quickbuttons"><li><a href="#">Quote</a></li></ul></div>'
            f'<div class="moderatorbar"><div class="signature">Boats before roads</div></div></div></div>'
        ),
    ) + "</div>")  # fmt: skip


def mybb() -> str:
    return forum_page('<div id="posts">' + flat(
        lambda t: (
            f'<a name="pid{t.id}" id="pid{t.id}"></a><div class="post" id="post_{t.id}"><div class="post_author"><div class="author_information"><strong><span class="largetext"><a href="member.php?action=profile&amp;uid={t.number}">{t.author}</a></span></strong><br><span class="smalltext">Junior Member</span></div><div class="author_statistics">Posts: 15<br>Threads: 2<br>Joined: Apr 2014</div></div>'
            f'<div class="post_content"><div class="post_head"><div class="float_right"><strong><a href="#">#{t.number}</a></strong></div><span class="post_date">{t.when:%m-%d-%Y}, {t.when:%I:%M %p}</span></div><div class="post_body scaleimages" id="pid_{t.id}">{t.text}</div><div class="post_meta" id="post_meta_{t.id}"></div></div><div class="post_controls"><a href="#" class="postbit_quote"><span>Reply</span></a></div></div>'
        ),
    ) + "</div>")  # fmt: skip


def fluxbb() -> str:
    return forum_page(flat(
        lambda t: (
            f'<div id="p{t.id}" class="blockpost rowodd"><h2><span><span class="conr">#{t.number}</span> <a href="viewtopic.php?pid={t.id}#p{t.id}">{t.when:%Y-%m-%d %H:%M:%S}</a></span></h2><div class="box"><div class="inbox"><div class="postbody"><div class="postleft"><dl><dt><strong><a href="profile.php?id={t.number}">{t.author}</a></strong></dt><dd class="usertitle"><strong>Member</strong></dd><dd><span>Registered: 2010-09-08</span></dd><dd><span>Posts: 301</span></dd></dl></div>'
            f'<div class="postright"><h3>Re: Bridge</h3><div class="postmsg">{t.html}</div><div class="postsignature postmsg"><hr>Keep to the left</div></div></div></div><div class="inbox"><div class="postfoot"><div class="postfootright"><ul><li class="postquote"><span><a href="#">Quote</a></span></li></ul></div></div></div></div></div>'
        ),
    ))  # fmt: skip


def invision() -> str:
    return forum_page('<div id="elPostFeed">' + flat(
        lambda t: (
            f'<article id="elComment_{t.id}" class="cPost ipsBox ipsComment"><aside class="ipsComment_author cAuthorPane"><h3 class="cAuthorPane_author"><strong><a href="/profile/{t.number}-{t.handle}/">{t.author}</a></strong></h3><ul class="cAuthorPane_info"><li>Members</li><li>642 posts</li></ul></aside><div id="comment-{t.id}_wrap" class="ipsComment_content"><div class="ipsComment_meta"><a href="#comment-{t.id}" class="ipsType_blendLinks">Posted <time datetime="{t.iso}" title="x">{t.printed}</time></a></div>'
            f'<div class="cPost_contentWrap"><div data-role="commentContent" class="ipsType_normal ipsType_richText">{t.html}</div></div><div class="ipsItemControls"><ul><li><a href="#">Quote</a></li></ul></div></div></article>'
        ),
    ) + "</div>")  # fmt: skip


def vanilla() -> str:
    return forum_page('<div class="MessageList Discussion"><ul class="DataList Comments">' + flat(
        lambda t: (
            f'<li class="Item {"ItemDiscussion" if t.number == 1 else "ItemComment"}" id="Comment_{t.id}"><div class="Comment"><div class="Item-Header CommentHeader"><div class="AuthorWrap"><span class="Author"><a href="/profile/{t.number}/{t.handle}" class="Username">{t.author}</a></span><span class="AuthorInfo"><span class="MItem RoleTitle">✭✭</span></span></div>'
            f'<div class="Meta CommentMeta"><span class="MItem DateCreated"><a href="#Comment_{t.id}" class="Permalink"><time title="x" datetime="{t.iso}">March 2021</time></a></span></div></div><div class="Item-BodyWrap"><div class="Item-Body"><div class="Message userContent">{t.html}</div><div class="Reactions"><a class="ReactButton Quote">Quote</a></div></div></div></div></li>'
        ),
    ) + "</ul></div>")  # fmt: skip


def mastodon() -> str:
    """A post's page: the answers have no parents in the markup."""
    return forum_page('<div class="activity-stream activity-stream--headless h-feed">' + flat(
        lambda t: (
            f'<div class="entry {"entry-center" if t.number == 1 else "entry-successor"}"><div class="status" data-id="1057{t.id}"><div class="status__info"><a class="status__relative-time u-url u-uid" href="/@{t.handle}/1057{t.id}"><time class="time-ago" datetime="{t.iso}" title="x">Mar 04, 2021</time></a>'
            f'<a class="status__display-name u-url" href="/@{t.handle}"><span class="display-name"><bdi><strong class="display-name__html p-name emojify">{t.author}</strong></bdi> <span class="display-name__account">@{t.handle}@senna.example</span></span></a></div>'
            f'<div class="status__content emojify"><div class="e-content">{t.html}</div></div><div class="status__action-bar"><a class="status__action-bar-button" href="/interact/1?type=reply"><i class="fa fa-reply"></i></a></div></div></div>'
        ),
    ) + "</div>")  # fmt: skip


FORUMS = (discourse, phpbb, vbulletin, vbulletin3, xenforo, smf, mybb, fluxbb, invision, vanilla, mastodon)
