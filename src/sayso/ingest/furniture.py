"""One block of text comes in; whether it is page furniture (and whose page it is) goes out."""

from __future__ import annotations

import re

from sayso.ingest.told import is_report

LONGEST = 420  # characters; furniture is short, disclaimers aside
_PADDED = 2_000  # with all white space

_PLATFORMS = (
    r"(?:facebook|twitter|x\.com|youtube|bitchute|rumble|odysee|patreon|paypal|instagram|telegram|whatsapp"
    r"|linkedin|reddit|pinterest|flipboard|soundcloud|spotify|itunes|apple\s+podcasts|google\s+(?:news|play)"
    r"|tiktok|discord|mastodon|gab|vk|tumblr|substack|rss|e-?mail|newsletter)"
)
_URGE = (
    r"(?:share|follow|subscribe|like|join|find|support|donate|contribute|help|watch|listen|download|sign\s+up"
    r"|get|read|click|tweet|print|save|bookmark|become|buy|install|visit|register|log\s+in|contact|send)"
)
_FURNITURE = tuple(
    re.compile(p, re.IGNORECASE)
    for p in (
        rf"^{_URGE}\b.{{0,120}}\b{_PLATFORMS}\b",
        r"^(?:support|follow|like|join|find|subscribe\s+to)\s+(?:us|(?:\S+\s+){1,5}?)\s*on\s+(?-i:[A-Z])\w+$",
        (
            rf"^(?=.*[a-z])(?>(?:{_PLATFORMS}|share(?:\s+(?:this|on|via))?|shares|and|on|link|copy|print|tweet|pin"
            rf"|e-?mail|\d[\d.,]*k?)(?![^\W_])|[\s–/|•,&-]+)++[.:!]?$"
        ),
        rf"^[^.!?]{{0,60}}\b(?:podcast|channel|page|feed)s?\s*:?\s*(?:{_URGE}\b.{{0,100}})?$",
        (
            r"^(?:support|donate|help\s+us|become\s+a\s+(?:member|patron|subscriber)|please\s+(?:consider|support|donate"
            r"|share)|if\s+you\s+(?:like|enjoy|value|found)\b).{0,200}(?:[!.:]|us|patreon|donation|subscri\w+)$"
        ),
        r"^(?:support|protect|defend)\s+(?:free\s+speech|independent\s+\w+|our\s+work|us)\b.{0,160}$",
        (
            r"^\d[\d.,\s]*(?:votes?|ratings?|stars?|shares?|views?|likes?|reads?)$|^(?:article|average|your|user"
            r"|rate\s+this)\s+(?:rating|article|post)s?\b.{0,40}$"
        ),
        (
            r"^(?:report|flag|print|share|tweet|save|bookmark|subscribe|notify\s+of|guest|login|log\s+in|register|oldest"
            r"|newest|most\s+voted|inline\s+feedbacks|view\s+all\s+comments|sort\s+by.*|comments?|no\s+comments"
            r"|advertisements?|advertise|ads?|sponsored(?:\s+content)?|menu|search|home|skip\s+to\s+content|top"
            r"|back\s+to\s+top|loading\W*)$"
        ),
        r"^(?:oldest|newest|most\s+voted|popular|best)(?:\s+(?:oldest|newest|most\s+voted|popular|best|first))+$",
        (
            r"^(?:what\s+do\s+you\s+think\?|tell\s+us\s+what\s+you\s+think.*|join\s+the\s+(?:conversation|discussion).*"
            r"|leave\s+a\s+(?:reply|comment).*|your\s+email\s+address.*|be\s+the\s+first\s+to\s+comment.*)$"
        ),
        (
            r"^(?:tags?|filed\s+under|categor(?:y|ies)|topics?|posted\s+in|labels?|keywords)\s*:?\s.{0,160}$|^(?:related"
            r"|recommended|read\s+(?:more|also|next)|see\s+also|also\s+read|more\s+(?:on|from|about)"
            r"|you\s+may\s+also\s+like|don.t\s+miss|trending|most\s+(?:read|popular)|latest(?:\s+news)?"
            r"|editors?.?\s+picks?|up\s+next|previous(?:\s+(?:post|article))?|next(?:\s+(?:post"
            r"|article))?)\b\s*:?.{0,120}$"
        ),
        r"^(?:copyright|©|\(c\)|all\s+rights\s+reserved|terms\s+of\s+(?:use|service)|privacy\s+policy|cookie).{0,200}$",
        r"^.{0,80}\b(?:uses?\s+cookies|cookie\s+policy|privacy\s+policy|terms\s+(?:of\s+(?:use|service|sale)|and\s+conditions))\b.{0,200}$",
        (
            r"^(?:sign\s+up|subscribe)\b.{0,200}(?:newsletter|inbox|updates|alerts)\b.{0,60}$|^(?:get"
            r"|receive)\b.{0,120}\b(?:newsletter|inbox)\b.{0,60}$"
        ),
        r"^(?:image|photo|picture|video|credit|featured\s+image)\s*(?:credit|source|by|via|courtesy)?\s*:.{0,160}$",
        r"^\d{1,2}[:.h][0-5]\d(?::[0-5]\d)?\s*(?:[ap]\.?m\.?)?\s*(?:[a-z]{2,4})?$",  # the clock of a live blog
        (
            r"^\W{0,3}(?:lesen?\s+(?:sie\s+)?auch|lies\s+auch|auch\s+interessant|mehr\s+zum\s+thema|mehr\s+dazu|siehe\s+auch"
            r"|passend\s+dazu|lesetipp|zum\s+(?:weiterlesen|newsletter)|(?:das|diese\s+\w+)\s+k[öo]nnten?\s+\w+\s+(?:\w+\s+)?interessieren"
            r"|(?:vea|v[eé]ase|lea|lee|leer|mira|puedes\s+(?:ver|leer))\s*(?:tambi[eé]n|:)|tambi[eé]n\s+(?:lee|lea|puedes|te\s+puede)"
            r"|te\s+puede\s+interesar|noticias?\s+relacionadas?|[àa]\s+(?:lire|voir|d[eé]couvrir)\s+aussi|(?:lire|voir)\s+(?:aussi|[eé]galement)"
            r"|sur\s+le\s+m[eê]me\s+sujet|(?:prze)?czytaj\s+(?:te[zż]|tak[zż]e|r[oó]wnie[zż]|wi[eę]cej)|zobacz\s+(?:te[zż]|tak[zż]e|r[oó]wnie[zż])"
            r"|(?:leggi|guarda)\s+anche|potrebbe\s+interessart[ei]|(?:leia|veja)\s+(?:tamb[eé]m|mais)|saiba\s+mais|(?:lees|bekijk)\s+(?:ook|meer)"
            r"|l[äæe]s\s+(?:ogs[åa]|[äa]ven|mer\b)|читайте\s+также|смотрите\s+также)(?!\w).{0,200}$"
        ),
        r"^(?:anzeige|werbung|publicidad|reklama|publicit[eé]|pubblicit[aà]|annons|annonse|advertentie|реклама|inhaltsverzeichnis"
        r"|table\s+of\s+contents|[ií]ndice|sommaire|inhoudsopgave|externer\s+inhalt|advertisement\s+.{0,30})\W*$",
        r"^\W*(?:0\s+)?(?:keine\s+kommentare|no\s+comments(?:\s+yet)?|sin\s+comentarios|aucun\s+commentaire|brak\s+komentarzy)\b.{0,80}$",
        r"^(?:titelbild|beitragsbild|bildnachweis|bildquelle|bilder?|fotos?|fot\.|photo|cr[eé]dito|zdj[eę]cie)\s*(?:credits?|:|/|\s©)\s*\S.{0,120}$",
        (
            r"^.{0,160}\b(?:(?:please\s+|now\s+)?subscribe|sign(?:ing)?\s+up)\b.{0,20}\b(?:(?:to|for)\s+(?:our|the\s+full|unlimited)\b"
            r"|now\s+to\b).{0,120}$"
        ),
        r"^.{0,120}\bdownload\b.{0,60}\bapps?\b.{0,30}\b(?:ios|android|iphone|app\s+store|google\s+play)\b.{0,60}$",
        r"^.{0,120}\balready\s+(?:a\s+subscriber|subscribed|registered|have\s+an\s+account)\b.{0,120}$",
        r"^since\s+you.re\s+here\b|^.{0,80}\bwe\s+have\s+a\s+(?:small|quick)?\s*favou?r\s+to\s+ask\b",
        r"^[\W_]*$",
    )
)  # fmt: skip
# Headings and lines behind which pages have only their own matter: other articles, comments, the foot of the page.
_CLOSES = re.compile(
    r"^\W*(?:(?:related|recommended|popular|trending|further|other|similar|latest|recent|top|our|previous|next)"
    r"(?:\s+(?:\w+\s+){0,2}(?:articles?|stories|story|posts?|news|topics?|reading|content|coverage|links|videos?|headlines))?"
    r"|more\s+(?:on|from|about|in|stories|news|articles|coverage|like|top)\b.{0,40}|most\s+(?:read|popular|viewed|shared|commented|recent)"
    r"|(?:you\s+(?:may|might)(?:\s+also)?|readers?\s+also)\s+(?:like|liked|enjoy|read|be\s+interested).{0,30}|read\s+(?:next|also)|see\s+also|up\s+next"
    r"|don.t\s+miss|what\s+to\s+read\s+next|(?:related\s+)?(?:topics?|tags?)|(?:filed\s+under|tagged)\b.{0,80}|about\s+(?:us|the\s+authors?)|contact(?:\s+us)?"
    r"|terms(?:\s+(?:of|and)\s+\w+)?|privacy(?:\s+policy)?|advertise(?:\s+with\s+us)?|site\s*map|(?:post\s+)?navigation|archives?|categories"
    r"|(?:\d+\s+)?(?:reader\s+)?comments?(?:\s*\(\d+\))?|leave\s+a\s+(?:reply|comment).{0,30}|join\s+the\s+(?:conversation|discussion).{0,30}"
    r"|reuse\s+this\s+content|all\s+rights\s+reserved|(?:copyright|©|\(c\))(?!\w).{0,120}|notes\s+to\s+editors?|for\s+more\s+information\b.{0,80}"
    r"|comments?\s+(?:are|have\s+been)\s+(?:now\s+)?(?:closed|disabled|off)|this\s+(?:entry|post)\s+was\s+(?:posted|filed|tagged)\b.{0,120}"
    r"|(?:company\s+)?registered\s+(?:in|office|charity|company|number)\b.{0,80}|(?:proudly\s+)?(?:powered|designed|built|hosted)\s+(?:by|with)\b.{0,80}"
    r"|-\s*30\s*-|(?:#\s*){2,}|ends?)[\W\d]*$",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    (
        r"\b(?:views?|opinions?|statements?)\b.{0,120}\b(?:are\s+(?:solely\s+)?(?:those|the\s+author)|(?:do|does"
        r"|may)\s+not\s+(?:necessarily\s+)?(?:represent|reflect))"
    ), re.IGNORECASE | re.DOTALL
)  # fmt: skip
_WHOSE = re.compile(
    r"(?:represent|reflect)\s+(?:(?:those|the\s+(?:(?:official|editorial)\s+)?(?:views?|opinions?|policy"
    r"|position|stance|beliefs)(?:\s+(?:and|or)\s+\w+)?)\s+(?:of|held\s+by)\s+)?(?P<outlet>"
    r"(?:[Tt]he\s+)?[A-Z0-9][^.,;:()\n]{1,50}?)(?:\s+(?:or|and|in|nor|as)\b|[.,;:(\n]|$)"
)
_RIGHTS = re.compile(
    r"(?:©|\([cC]\)|[Cc]opyright)\s*(?:\d{4}\s*(?:[-–]\s*\d{4}\s*)?)?(?:by\s+)?(?P<outlet>"
    r"(?:[Tt]he\s+)?[A-Z][^.,;:|()•·∙\n\d]{1,50}?)\s*(?:[.,;:|(•·∙\n\d]|$|\s[Aa]ll\b|[-–—])"
)
_PERSON_LIKE = re.compile(
    r"^(?:the\s+)?(?:author|authors|publisher|editors?|website|site|owner|employer|company|respective)\b", re.IGNORECASE
)


def is_furniture(block: str) -> bool:
    """Whether a block is furniture by its words: sharing, ratings, menus, appeals, legal notes, disclaimers."""
    if len(block) > _PADDED:
        return False
    flat = " ".join(block.split())
    if is_disclaimer(flat):
        return True
    if len(flat) > LONGEST:
        return False
    return _is_one(flat) or ("\n" in block.strip() and all(_is_one(row.strip()) for row in block.strip().split("\n")))


def _is_one(flat: str) -> bool:
    return any(p.match(flat) for p in _FURNITURE) and not is_report(flat)


def closes_page(block: str) -> bool:
    """Whether a block is the heading of what follows an article on its page: related stories, topics, the site's foot."""
    return len(block) <= 160 and bool(_CLOSES.match(" ".join(block.split())))


def is_disclaimer(block: str) -> bool:
    """Whether a block says whose opinions these are not."""
    return len(block) <= 600 and bool(_DISCLAIMER.search(block))


def outlet_of(blocks: list[str]) -> str | None:
    """The outlet that a page's disclaimer or copyright line names, or None."""
    for pattern, wanted in ((_WHOSE, is_disclaimer), (_RIGHTS, lambda b: len(b) < 300)):
        for block in reversed(blocks):
            match = pattern.search(block) if wanted(block) else None
            if match and not _PERSON_LIKE.match(match["outlet"]):
                return match["outlet"].strip()
    return None
