"""One analysed block comes in; who is mentioned in it goes out: names, titled names, groups by head noun, countries."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from spacy.tokens import Span as Slice
from spacy.tokens import Token

from sayso.codelists.known import fold
from sayso.extract.agentnouns import after_of, is_given, kind_of, named_kind, nouns, sex_of, sex_of_name
from sayso.extract.aliases import LOCAL_TITLES, Hit, Setting
from sayso.extract.mention import Mention, What
from sayso.extract.nameshape import (
    clean,
    described,
    group_end,
    group_name,
    group_start,
    in_longer_person,
    is_land,
    is_lowered,
    is_main_subject,
    is_subject,
    line_end,
    looks_like_name,
    modifies_like_a_country,
    speaks,
    start_of_defined,
    starts_a_name,
    trim,
    under_another_first_name,
    unnamed_runs,
)
from sayso.extract.offices import is_another_countrys
from sayso.extract.parse import ParsedBlock
from sayso.extract.placegate import is_place
from sayso.model import ActorKind

_FIGHTERS = frozenset(["troops", "soldiers", "fighters", "commandos", "militiamen", "gunmen", "warplanes", "drones"])
_BORROWED = frozenset(
    {ActorKind.OUTLET, ActorKind.ORGANISATION, ActorKind.ARMED_GROUP}
)  # kinds that lend themselves to surnames
_NAME_LABELS = {"PERSON": ActorKind.PERSON, "ORG": ActorKind.ORGANISATION}


def find_mentions(
    block: ParsedBlock, index: int, *, hits: Sequence[Hit], setting: Setting, first_sentence: int = 0
) -> list[Mention]:
    """Everybody mentioned in one block, in reading order; a group may hold a country's adjective inside it."""
    return _Reader(block, index, first_sentence, hits=hits, setting=setting).read()


_LONGEST_NAME = 4  # words
_LETTER = 2  # characters


class _Reader:
    """The state of one block's reading: which tokens a name already covers."""

    def __init__(
        self, block: ParsedBlock, index: int, first_sentence: int, *, hits: Sequence[Hit], setting: Setting
    ) -> None:
        self.block, self.doc, self.index, self.lowered = block, block.doc, index, is_lowered(block)
        self.hits, self.setting = hits, setting
        # Who writes in lower case writes "will", "grace" and "mark" so too: there the tagger has to see a name.
        self.no_name = {"VERB", "AUX", "ADP", "PRON", "DET"} | (
            {"NOUN", "ADJ", "ADV"} if block.span.exact.islower() else set()
        )
        self.taken: dict[int, int] = {}
        self.mentions: list[Mention] = []
        self.sentence_of = [0] * len(self.doc)
        for number, sentence in enumerate(block.sentences):
            for token in sentence:
                self.sentence_of[token.i] = first_sentence + number

    def read(self) -> list[Mention]:
        hits = self.hits
        names = [h for h in hits if any(k.role == "name" for k in h.choices)]
        self.adjectives = {h.start: h for h in hits if any(k.role in {"adjective", "people"} for k in h.choices)}
        self.seats = [h for h in hits if all(k.role == "seat" for k in h.choices)]
        self.capitals = {h.start for h in self.seats}
        for hit in names:
            self._pack(hit)
        for hit in self.seats:
            self._seat(hit)
        self._defined()
        for entity in self.doc.ents:
            self._entity(entity)
        if self.lowered:
            self._by_given_name()
        else:
            self._by_shape()
        self._titled()
        self._beside()
        self._groups()
        for hit in self.adjectives.values():
            self._adjective(hit)
        return sorted(self.mentions, key=lambda m: (m.chars[0], -m.chars[1]))

    # names -------------------------------------------------------------------------------------------------------

    def _pack(self, hit: Hit) -> None:
        start, end = hit.start, hit.end
        titled = start > 0 and self.doc[start - 1].lower_ in nouns().titles - LOCAL_TITLES
        names = [k for k in hit.choices if k.role == "name"]
        known = self.setting.choose(names, alone=end - start == 1 and not titled, text=self.doc[start:end].text)
        if known is None:
            return
        if known.kind is ActorKind.PERSON and end - start == 1 and under_another_first_name(self.doc, start):
            return
        if known.kind in _BORROWED and end - start == 1 and (titled or fold(self.doc[start].text) in self.setting.surnames):
            return  # "Amina Fox ... Fox": a person's name, which an outlet bears too
        if is_another_countrys(self.doc[start:end], known, hits=self.hits, lands=self.setting.lands):
            return
        if known.kind is ActorKind.STATE and in_longer_person(self.doc, start, end):
            return  # "Jordan Smith"
        if known.kind is ActorKind.STATE and self._modifies_noun(hit):
            return  # "US officials": the group's or the adjective's business
        self._add(start, end, What.of(known, "pack"))

    def _modifies_noun(self, hit: Hit) -> bool:
        head = self.doc[hit.end - 1]
        return hit.start in self.adjectives and head.dep_ in {"amod", "compound", "nmod"} and head.head.i >= hit.end

    def _entity(self, entity: Slice) -> None:
        label = entity.label_
        if label not in _NAME_LABELS:
            return
        start, end = trim(self.doc, entity.start, line_end(self.block, entity))
        start, end = self._whole_name(start, end, label)
        if start >= end or any(i in self.taken for i in range(start, end)) or not self._may_be_named(start, end, label):
            return
        if start in self.adjectives and self.adjectives[start].end >= end:
            return
        kind = _NAME_LABELS[label] if label == "PERSON" else self._org_kind(start, end)
        if kind is ActorKind.UNNAMED:
            kind = ActorKind.ORGANISATION  # "Hilltop Monitor": it has a name
        if kind is ActorKind.ORGANISATION and start > entity.start and self.doc[start - 1].lower_ in nouns().titles:
            kind = ActorKind.PERSON  # "General Marten Hale", taken for a body
        name = clean(self.doc[start:end].text)
        self._add(start, end, What(name=name, kind=kind, how="name", country=self._country_in(start, end)))

    def _whole_name(self, start: int, end: int, label: str) -> tuple[int, int]:
        """The name without the titles in front; a person's with what the recogniser cut off before and behind."""
        while end - start > 1 and self.doc[start].lower_ in nouns().titles and self.doc[start + 1].text[:1].isupper():
            start += 1
        if label != "PERSON" or start >= end:
            return start, end
        if start and start - 1 not in self.taken and starts_a_name(self.doc[start - 1]):
            start -= 1
        while end < len(self.doc) and end - start < 5 and self._goes_on(end):
            end += 1
        return start, end

    def _goes_on(self, i: int) -> bool:
        token = self.doc[i]
        glued = token.text.istitle() and token.is_alpha and token.pos_ == "PROPN" and not token.ent_type_
        free = i not in self.taken and i not in self.adjectives and not token.is_sent_start
        return glued and free and token.lower_ not in nouns().kind and token.lower_ not in nouns().titles

    def _may_be_named(self, start: int, end: int, label: str) -> bool:
        """It has the shape of a name, and is neither a place nor a word that only looks like a name."""
        doc = self.doc
        if not looks_like_name(doc[start:end]) or (start in self.capitals and end - start == 1):
            return False
        if end - start == 1:
            token = doc[start]
            if label == "ORG" and modifies_like_a_country(token):
                return False  # "the Corsan embassy"
            if label == "PERSON" and token.tag_ in {"NNS", "NNPS"} and not self.lowered:
                return False  # "Hoodlums"
            if label == "PERSON" and token.dep_ in {"compound", "nmod", "amod"} and token.head.lower_ in nouns().kind:
                return token.head.tag_ not in {"NNS", "NNPS"} or fold(token.text) in self.setting.surnames
        return not is_place(doc, start, end, setting=self.setting, label=label)

    def _defined(self) -> None:
        """ "Falcon Brigade for Liberation (FBL)": the words before the bracket whose first letters make the acronym."""
        doc = self.doc
        for i in range(2, len(doc) - 1):
            if (
                doc[i].text != "("
                or (doc[i + 1].text.islower() and not self.lowered)
                or not doc[i + 1].is_alpha
                or i + 2 >= len(doc)
            ):
                continue
            if doc[i + 2].text not in {")", ",", ";"} or not 2 <= len(doc[i + 1].text) <= 8 or i - 1 in self.taken:
                continue
            start = start_of_defined(doc, i, self.taken)
            if start is not None:
                kind = kind_of([t.lower_ for t in doc[start:i]], named_kind(doc[start:i]))
                self._add(start, i, What(name=clean(doc[start:i].text), kind=kind, how="name"))

    def _by_shape(self) -> None:
        """Names that the recogniser missed: two to four capitalised words that speak, or that a description follows."""
        for start, end in unnamed_runs(self.doc, self.taken):
            article = start > 0 and self.doc[start - 1].lower_ == "the"
            if not looks_like_name(self.doc[start:end]) or start in self.capitals or start in self.adjectives:
                continue
            if not speaks(self.doc, start, end) and (article or not described(self.doc, end)):
                continue
            if is_place(self.doc, start, end, setting=self.setting, label="ORG"):
                continue
            words = [t.lower_ for t in self.doc[start:end]]
            body = article or set(words) & (nouns().kind.keys() | nouns().generic)
            kind = kind_of(words, ActorKind.ORGANISATION) if body else ActorKind.PERSON
            self._add(start, end, What(name=clean(self.doc[start:end].text), kind=kind, how="name"))

    def _by_given_name(self) -> None:
        """Text without capitals: a given name and the words after it that may be surnames."""
        doc, given = self.doc, nouns().given
        i = 0
        while i < len(doc) - 1:
            end = i + 1
            if i not in self.taken and doc[i].lower_ in given and doc[i].pos_ not in self.no_name:
                while end < len(doc) and end - i < 5 and self._may_be_surname(doc[end]):
                    end += 1
                if end - i > 1:
                    self._add(i, end, What(name=doc[i:end].text.title(), kind=ActorKind.PERSON, how="name"))
            i = end

    def _may_be_surname(self, token: Token) -> bool:
        table_ = nouns()
        known = (
            token.lower_ in table_.kind
            or token.lower_ in table_.generic
            or token.lower_ in table_.titles
            or token.i in self.adjectives
        )
        small = token.lower_ in {"de", "la", "del", "al", "bin", "von", "van", "y", "da", "dos"}
        return token.i not in self.taken and (
            small
            or (
                token.is_alpha
                and not token.is_stop
                and not known
                and token.pos_ in {"PROPN", "NOUN", "X", "ADJ"}
                and token.tag_ != "NNS"
                and token.lower_ not in table_.words["acts"]
            )
        )

    def _org_kind(self, start: int, end: int) -> ActorKind:
        words = [t.lower_ for t in self.doc[start:end]]
        if "of" in words and words[0] in nouns().kind:
            return nouns().kind[words[0]]  # "Ministry of Foreign Affairs"
        before = self.doc[start - 1].lower_ if start else ""
        if end - start == 1 and before in nouns().titles and not self.doc[start].text.isupper():
            return ActorKind.PERSON
        if 1 < end - start <= 4 and is_given(words[0]) and not set(words) & (nouns().kind.keys() | nouns().generic):
            return ActorKind.PERSON
        if end - start > 1 and {words[0], words[-1]} & nouns().words["named_outlets"]:
            return ActorKind.OUTLET
        return kind_of(words, ActorKind.ORGANISATION)

    def _titled(self) -> None:
        """Stretch persons' names over the titles before them; find titled names that nothing found yet."""
        self.mentions = [self._with_title(m) for m in self.mentions]
        for token in self.doc:
            after = self._after_title(token)
            if after >= len(self.doc) or after in self.taken or not self._starts_name(self.doc[after]):
                continue
            if after in self.capitals or is_place(self.doc, after, after + 1, setting=self.setting, label="TITLED"):
                continue
            end = after + 1
            while (
                end < len(self.doc)
                and end not in self.taken
                and self._starts_name(self.doc[end])
                and not self.doc[end].is_sent_start
            ):
                end += 1
            start = self._title_start(token.i + 1)
            title = self.doc[start:after].text
            letter = end - after == 1 and len(self.doc[after]) <= _LETTER  # "Witness D" is no "D"
            what = What(
                name=self.doc[start if letter else after : end].text,
                kind=ActorKind.PERSON,
                how="name",
                title=title,
                country=self._country_before(start),
            )
            self._add(start, end, what)

    def _beside(self) -> None:
        """ "The widow, A B, said": two to four capitalised words between commas behind somebody's description."""
        for comma in self.doc[1:-2]:
            if comma.text != "," or nouns().kind.get(comma.nbor(-1).lower_) is not ActorKind.UNNAMED:
                continue
            start = end = comma.i + 1
            while end < len(self.doc) and end not in self.taken and self._starts_name(self.doc[end]):
                end += 1
            whole = 2 <= end - start <= _LONGEST_NAME and end < len(self.doc) and self.doc[end].text in {",", ".", ";", ")"}
            if (
                whole
                and comma.nbor(-1).tag_ == "NN"
                and not is_place(self.doc, start, end, setting=self.setting, label="TITLED")
            ):
                self._add(start, end, What(name=self.doc[start:end].text, kind=ActorKind.PERSON, how="name"))

    def _after_title(self, token: Token) -> int:
        """Where a name would start after this title; past the end where it is none."""
        if token.lower_ not in nouns().titles or token.i in self.taken:
            return len(self.doc)
        after = token.i + 1
        dotted = after < len(self.doc) and self.doc[after].text == "." and token.lower_ in nouns().short
        return after + 1 if dotted else after

    def _title_start(self, start: int) -> int:
        """The first token of the titles that stand before ``start``; "Lt" and "." may be two tokens."""
        titles = nouns().titles | nouns().before_title
        while start and start - 1 not in self.taken:
            word = self.doc[start - 1]
            dotted = word.text == "." and start > 1 and self.doc[start - 2].lower_ in nouns().short
            if word.lower_ not in titles and not dotted:
                break
            start -= 1
        return start

    def _with_title(self, mention: Mention) -> Mention:
        start = self._title_start(mention.start)
        nearest = next((t for t in reversed(self.doc[start : mention.start]) if t.text != "."), None)
        if nearest is None or nearest.lower_ not in nouns().titles:
            return mention
        if mention.how == "pack" and mention.kind is not ActorKind.PERSON:
            return mention
        words = {t.lower_ for t in self.doc[mention.start : mention.end]}
        body = words & (nouns().kind.keys() | nouns().generic) or mention.end - mention.start > 3 or mention.name.isupper()
        if mention.how == "name" and mention.kind is not ActorKind.PERSON and body:
            return mention
        title = self.doc[start : mention.start].text
        for i in range(start, mention.start):
            self.taken[i] = mention.start
        return self._make(start, mention, title=title)

    def _country_before(self, start: int) -> str | None:
        """ "Somali President A B", "Kenya's Defence Minister A B"."""
        if not start:
            return None
        hit = next((h for h in self.hits if h.end == start and h.choices[0].kind is ActorKind.STATE), None)
        if hit is None and start > 1 and self.doc[start - 1].tag_ == "POS":
            hit = next((h for h in self.hits if h.end == start - 1 and h.choices[0].kind is ActorKind.STATE), None)
        return hit.choices[0].country if hit else None

    def _starts_name(self, token: Token) -> bool:
        return (
            token.pos_ == "PROPN"
            and token.text[:1].isupper()
            and token.text.isascii()
            and token.is_alpha
            and token.lower_ not in nouns().kind
            and token.i not in self.adjectives
        )

    # groups ------------------------------------------------------------------------------------------------------

    def _groups(self) -> None:
        owners = [self.doc[t.left_edge.i : t.i + 1] for t in self.doc if t.dep_ == "poss" and t.pos_ == "NOUN"]
        for chunk in (*self.doc.noun_chunks, *owners):
            head = chunk.root
            word = head.lower_
            if (
                head.pos_ not in {"NOUN", "PROPN"}
                or head.i in self.taken
                or (word not in nouns().kind and word not in nouns().generic)
                or is_land(head)
            ):
                continue
            owner = next((i for i in range(head.i - 1, chunk.start, -1) if self.doc[i].tag_ == "POS"), None)
            start = chunk.start
            start, end = group_start(self.doc, start, head.i), group_end(head)
            kind = self._group_kind(start, head)
            country = self._country_in(start, end) or self._owner_country(chunk.start, owner)
            long = kind is ActorKind.UNNAMED or (
                word in nouns().generic and end < len(self.doc) and self.doc[head.i + 1 : end].text[:3] == "of "
            )
            piece = self.doc[start : end if long else head.i + 1]
            sex = "f" if word in nouns().words["female"] else "m" if word in nouns().words["male"] else ""
            what = What(name=group_name(piece), kind=kind, how="group", country=country, sex=sex)
            self._add(start, piece.end, what, head=head.i, nested=True)

    def _owner_country(self, start: int, owner: int | None) -> str | None:
        """ "Iran's leaders": the country that owns."""
        if owner is None:
            return None
        return next((m.country for m in self.mentions if m.how == "pack" and m.end == owner and m.start >= start), None)

    def _group_kind(self, start: int, head: Token) -> ActorKind:
        words = [t.lower_ for t in self.doc[start : head.i]]
        inside = {m.kind for m in self.mentions if m.how == "pack" and start <= m.start and m.end <= head.i}
        if head.lower_ in nouns().generic | _FIGHTERS and inside & {ActorKind.ARMED_GROUP, ActorKind.STATE_FORCE}:
            return ActorKind.ARMED_GROUP if ActorKind.ARMED_GROUP in inside else ActorKind.STATE_FORCE
        return kind_of(
            [*words, *(after_of(head)), head.lower_] if head.lower_ in nouns().generic else [*words, head.lower_],
            ActorKind.UNKNOWN,
        )

    def _country_in(self, start: int, end: int) -> str | None:
        """The nationality that a phrase states of its head, not of its backers."""
        for i in range(start, end):
            hit = self.adjectives.get(i)
            if hit is None:
                continue
            rest = [t.lower_ for t in self.doc[hit.end : hit.end + 2] if t.text not in {"-", "‑", "–"}]
            if not rest or rest[0] not in nouns().words["backing"]:
                return hit.choices[0].country
        return None

    def _adjective(self, hit: Hit) -> None:
        known = hit.choices[0]
        head = self.doc[hit.end - 1]
        if hit.start in self.taken:
            return
        if known.role == "people" or (
            head.dep_ in {"nsubj", "dobj", "pobj", "nsubjpass", "conj"} and head.pos_ in {"NOUN", "PROPN"}
        ):
            if known.key in {"USA", "GBR"} and head.text in {"US", "U.S.", "UK", "U.K.", "USA"}:
                self._add(hit.start, hit.end, What.of(known, "pack"))
            else:
                what = What(name=head.text, kind=ActorKind.UNKNOWN, how="group", country=known.country)
                self._add(hit.start, hit.end, what)
            return
        target = head.head if head.dep_ in {"amod", "compound", "nmod", "poss"} else head
        acts = nouns().words["acts"]
        if target.lemma_.lower() in acts or target.lower_ in acts or target.lower_.rstrip("s") in acts:
            self._add(hit.start, hit.end, What.of(known, "adjective"))

    def _seat(self, hit: Hit) -> None:
        """A capital that speaks or acts is its government."""
        known, head = hit.choices[0], self.doc[hit.end - 1]
        while head.dep_ == "conj" and head.head.pos_ == "PROPN" and head.head.i != head.i:
            head = head.head
        lemma = head.head.lemma_.lower()
        acts = (head.dep_ in {"nsubj", "agent"} and lemma in nouns().words["government_verbs"]) or (
            head.dep_ == "dobj" and lemma in nouns().words["addressed"]
        )
        owns = head.dep_ == "poss" and head.head.lemma_.lower() in nouns().words["acts"]
        after = self.doc[hit.end].text if hit.end < len(self.doc) else ""
        dateline = after in {"(", "-", "–", "—", "--", ","} or (head.text.isupper() and not self.lowered)
        if (
            hit.start not in self.taken
            and not dateline
            and (acts or owns)
            and "".join(t.text for t in head.children if t.dep_ == "det") == ""
        ):
            self._add(hit.start, hit.end, What.of(known, "seat"))

    # records -----------------------------------------------------------------------------------------------------

    def _add(self, start: int, end: int, what: What, *, head: int | None = None, nested: bool = False) -> None:
        span = self.block.span_of(self.doc[start:end])
        token = self.doc[self.doc[start:end].root.i if head is None else head]
        for i in [token.i] if nested else range(start, end):
            self.taken.setdefault(i, start)
        known, kind = what.known, what.kind
        sex = what.sex or sex_of(what.title) or (sex_of_name(what.name) if kind is ActorKind.PERSON else "")
        pointed = start > 0 and self.doc[start - 1].lower_ in {"the", "this", "that"} and end - start <= 3
        self.mentions.append(
            Mention(
                block=self.index, start=start, end=end, head=token.i, chars=(span.start, span.end), text=span.exact,
                name=what.name, kind=kind, how=what.how, known=known, country=what.country or (known.country if known else None),
                plural=token.tag_ in {"NNS", "NNPS"}, sex=sex, sentence=self.sentence_of[token.i], subject=is_subject(token),
                main=is_main_subject(token),
                title=what.title, definite=what.how == "group" and pointed,
            )
        )  # fmt: skip

    def _make(self, start: int, old: Mention, *, title: str) -> Mention:
        """The person with the title before the name."""
        span = self.block.span_of(self.doc[start : old.end])
        sex = sex_of(title) or old.sex or sex_of_name(old.name)
        return msgspec.structs.replace(
            old, start=start, chars=(span.start, span.end), text=span.exact, kind=ActorKind.PERSON, title=title, sex=sex,
            country=old.country or self._country_before(start),
        )  # fmt: skip
