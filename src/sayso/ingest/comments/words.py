"""The words by which comment threads are known: in class names, on buttons, around authors; general to platforms and languages."""

from __future__ import annotations

import re

from sayso.ingest import threadwords

# Parts of class names and ids are looked at one by one: "comment-body" is "comment", "body".
_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")

# "text-muted", "text-sm", "content-center": how something looks, not what it is.
_LOOKS = re.compile(
    r"(?:[a-z]{2}-)?(?:text|content)-(?:muted|xs|sm|md|lg|xl|\d|left|right|center|start|end|justify|gray|grey|white|black|dark|light"
    r"|primary|secondary|danger|info|success|warning|truncate|ellipsis|nowrap|wrap|break|bold|normal|small|body-secondary|decoration"
    r"|uppercase|lowercase|capitalize|inherit|current|transparent|subtle|slate|zinc|neutral|red|blue|green|between|around|stretch)\b"
)

THREAD = re.compile(
    rf"(?<![a-z])(?:{threadwords.COMMENT}|"
    r"repl(?:y|ies)|responses?|discussions?|thread|disqus|replys|antwort(?:en)?|leserbrief\w*|talkbacks?"
    r"|reader-?(?:comment|letter|post|mail)s?)(?![a-z])",
    re.I,
)
FORUM = re.compile(
    r"(?<![a-z])(?:posts?|postings?|messages?|msg|topics?|threads?|answers?|questions?|beitrag|beitr[aä]ge|forum|bbs|board|tweets?|toots?"
    r"|chat|conversations?)(?![a-z])",
    re.I,
)
# A list of what was said under other articles of the house.
ELSEWHERE = re.compile(
    r"(?<![a-z])(?:recent|latest|newest|popular)-?(?:comments?|posts?|repl(?:y|ies)|discussions?|topics?)(?![a-z])", re.I
)
ACTION = re.compile(
    rf"^\W*(?:{threadwords.ANSWER}|quote|zitieren"
    r"|zitat|citer|citar|report|report (?:this )?"
    r"(?:comment|post)|flag|melden|signaler|like|gefällt mir|j'aime|me gusta|dislike|upvote|downvote|permalink|link"
    r"|share|teilen|edit|delete|"
    r"parent|context|save|log in to reply|multi-?quote|reply with quote|helpful|thanks?|bookmark|react|give award"
    r"|full thread|direktlink|top|"
    r"recommend|reactions?:?|\+|-|–|−|#\d+|\d+)(?:\s+(?:to .{1,40}|[\W\d]*))?\W*$",
    re.I,
)
REPLY = re.compile(
    rf"^\W*(?:{threadwords.ANSWER}|quote|zitieren|reply with quote|report|flag|melden|permalink)\b",
    re.I,
)
# A writer's standing or a link of the house where a name could stand.
ROLE = re.compile(
    r"^\W*(?:(?:post |article |topic |thread |original )?(?:author|poster)|op|mod(?:erator)?|admin(?:istrator)?|staff(?: member)?|team"
    r"|homepage|website|journal|profile|member|user|subscriber|verified|top (?:commenter|contributor)|autor(?:in)?|mitglied|auteur"
    r"|more|follow|new|edited|pinned)\W*$",
    re.I,
)
SAYS = re.compile(
    rf"(?:(?:\s+|^)(?:{threadwords.SAYS})(?!\w))?(?:(?:\s+|^)(?:on|am|at|um|le|el"
    r"|op)\b)?[\s:…,|•·↓↑–—-]*(?:\.{3})?\s*$",
    re.I,
)
PING = re.compile(r"^\W*(?:pingback|trackback|ping|rückverweis)\b\s*:?", re.I)
DATED = re.compile(
    r"(?:[\s,|•·–—-]+|^)(?:(?:posted|written|commented|says?|said)\s+)?(?:on|am|at|le|el|op|vor"
    r"|hace)?\s*(?:(?:[^\W\d]{2,3}|[^\W\d]*(?:day|tag|woch|abend|dag|di|anche|feira|ado|ingo)|lunes|martes|jueves|viernes"
    r"|miércoles)\.?,?\s+)?(?:\d{1,2}[./-]\d|\d{1,2}(?:st|nd|rd|th)?\.?\s+[^\W\d]{3,}"
    r"|[^\W\d]{3,}\.?\s+\d{1,2}(?:st|nd|rd|th)?,|\d{4}-|\d+\s+(?:seconds?|minutes?|hours?|days?|weeks?|months?"
    r"|years?)\b).*$",
    re.I,
)
BY = re.compile(
    r"^\W*(?:(?:(?:re|posted|written|comment(?:ed)?|submitted|started|asked|answered|kommentar|geschrieben"
    r"|verfasst)\b\W*)?(?:by|von|par|por|door|av|af|przez)\b|re)\b\s*:?\s*|^\W*(?:author|autor|from|name|user(?:name)?)\s*:\s*",
    re.I,
)
IN_REPLY = re.compile(
    rf"\b(?:{threadwords.IN_REPLY})\b:?\s*(?:(?:the\s+)?(?:comment|post|message)\s+(?:from|by)\s+)?@?(.{{0,60}})",
    re.I,
)
MORE = re.compile(
    r"(?:\bread more|\bshow more|\bsee more|\bview more|\bmehr (?:lesen|anzeigen)|\bweiterlesen|\blire la suite"
    r"|\bleer más|\bler mais|\bcontinue reading|\[more\])\W*$",
    re.I,
)
DELETED = re.compile(
    r"^\W*(?:(?:this )?(?:comment|post|message|user|kommentar|beitrag|commentaire)?\s*(?:has been |was |wurde "
    r"|a été )?(?:deleted|removed|withdrawn|gelöscht|entfernt|supprimé|eliminado|flagged)"
    r"(?: by (?:the )?(?:author|user|moderators?|administrators?|admin|blog administrator|creator))?)\W*$",
    re.I,
)
HEADING = re.compile(
    r"\b(?:comments?|kommentare?|commentaires?|comentarios?|replies|responses?|thoughts on|discussion|reactions"
    r"|antworten|reacties|gedanken zu)\b",
    re.I,
)

AUTHOR = re.compile(
    r"(?<![a-z])(?:author|fn|user-?name|user|nick(?:name)?|poster|commenter|comment(?:er|ed)-?by|byline|member|name"
    r"|login|handle|writer|autor|vcard|hnuser|creator|screen-?name|display-?name|person"
    r"|nome|nom|nombre|navn|namn|naam|autore|auteur|autora|verfasser|forfatter|utilisateur|usuario|benutzer|nutzer)(?![a-z])",
    re.I,
)
NOT_AUTHOR = re.compile(
    r"(?<![a-z])(?:avatar|image|img|photo|icon|date|time|meta-?date|count|title|rank|badge|status|join(?:ed)?|posts|homepage|website|journal"
    r"|location|content|text|body|reply|actions?|toolbar|menu|dropdown|tooltip|signature|stat[s]?|role|group|thread"
    r"|topic|message|posted)(?![a-z])",
    re.I,
)
WHEN = re.compile(
    r"(?<![a-z])(?:date|time|timestamp|posted|published|ago|datetime|created|metadata|meta|permalink|age|postdate|datum"
    r"|when|livestamp|timeago|submitted|fecha|data|dato|heure|hora|uhrzeit|zeit|zeitstempel)(?![a-z])",
    re.I,
)
CONTENT = re.compile(
    r"(?<![a-z])(?:(?:comment|post|message|reply|review|answer|entry|item|feedback|discussion|msg|posting|c|article|node"
    r"|topic)[-_ ]?(?:content|text|body|message|copy|txt|html|main|inner|desc|description)s?|"
    r"bb-?wrapper|user-?text(?:-body)?|user-?content|commtext|post-?body(?:copy)?|post-?message|cooked|e-content"
    r"|message-?(?:content|body|text)|"
    r"(?:content|text|body|message|md|comment|txt|commentary|post|beitrag|description|texto|texte|tekst|testo"
    r"|inhalt|contenu|contenido|conteudo))(?![a-z])",
    re.I,
)
META = re.compile(
    r"(?<![a-z])(?:repl(?:y|ies)-?(?:link|button|btn|box|form|to|action)?|respond|actions?|footer|foot|meta(?:data)?"
    r"|commentmetadata|avatar|gravatar|vote[sd]?|voting|likes?|liked|rating|share|sharing|"
    r"sharedaddy|edit(?:ed)?(?:-?link)?|edit-?comment|permalink|toolbar|report|flag(?:ged)?|signature|sig|badge|rank"
    r"|profile|user-?info|userinfo|postprofile|controls?|buttons?|btn|"
    r"tools?|menu|dropdown|tooltip|header|head|byline|moderation|awaiting|login|karma|score|scores|reactions?"
    r"|count(?:er)?|attribution|jp-relatedposts|stats?|links?|nav|hidden|screen-reader-text|sr-only|"
    r"visually-?hidden|ads?|advert|advertisement|banner|sponsor(?:ed)?|expand|collapse|toggle|likes-?widget|options"
    r"|breadcrumb|pagination|lastedit|last-?edit|editedby|postdetails|author-?info|poster-?info)(?![a-z])",
    re.I,
)
HANDLE = re.compile(r"(?<=\w)[\s(]+@[\w.-]+(?:@[\w.-]+)?\)?$")  # behind a name: "Ann Leeds @ann@host"
SIGNATURE = re.compile(r"(?<![a-z])(?:post-?)?signatures?(?![a-z])")
TITLE = re.compile(r"(?<![a-z])(?:title|subject|betreff)(?![a-z])")
REGARDS = re.compile(r"^\W*(?:re|aw|antw|odp|sv|vs)\s*(?:\[\d+\])?:\s", re.I)
QUOTE = re.compile(
    r"(?<![a-z])(?:quote[sd]?|block-?quote|zitat|quote-?(?:container|body|content|wrapper|block)|bbcode-?quote"
    r"|bbcodeblockexpand|citation|quoted-?text)(?![a-z])",
    re.I,
)
AVATAR = re.compile(r"avatar|gravatar|userpic|profile", re.I)
PROFILE = re.compile(
    r"(?:^|[/.?&=_-])(?:users?|members?|memberlist|profiles?|people|nick|benutzer|mitglied(?:er)?|membres?|viewprofile"
    r"|user_?info|usuarios?|showuser|uid)(?:[/.?&=_-]|$)|/u/|/@[\w.-]+/?$|/~\w+",
    re.I,
)
EDITED = re.compile(
    r"\b(?:last edit\w*|edited|bearbeitet|letzte änderung|zuletzt geändert|modified|updated|geändert|modifié|editado)\b",
    re.I,
)
MEMBER = re.compile(
    r"\b(?:registered|join(?:ed)?(?: date)?|posts|beitr[äa]ge|messages|member since|mitglied seit|registriert(?: seit)?"
    r"|dabei seit|seit|anmeldungsdatum|mitglied|inscription|"
    r"inscrit(?: le)?|location|wohnort|karma|reputation|reaction score|thanked|likes received)\s*:",
    re.I,
)


def split_label(label: str) -> str:
    """A label with its parts apart, so that "commentBody" and "comment_body" read alike: "comment-body".

    Utility classes such as "text-muted" are left out: they say how something looks.
    """
    tokens = ("-".join(_PART.findall(token)).lower() for token in label.split())
    return " ".join(token for token in tokens if not _LOOKS.match(token))
