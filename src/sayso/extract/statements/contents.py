"""A saying verb comes in; the words that it introduces go out, with the frame by which it does."""

from __future__ import annotations

from spacy.tokens import Token

from sayso.extract.agentnouns import nouns
from sayso.extract.certainty import words
from sayso.extract.statements.antecedents import COMMAS, clause_before, clause_up_to
from sayso.extract.statements.complements import Complement, is_infinitive, saying_words, with_vehicle, without_vehicle
from sayso.extract.statements.cues import Cues, cues, lemma_of, negated
from sayso.extract.statements.idioms import idiom, plea, undrawn
from sayso.extract.statements.speakers import agent_of, own_subject

_TIME = frozenset({"npadvmod", "punct", "cc", "conj", "advmod", "neg", "aux", "auxpass", "mark", "dep", "meta", "intj"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})


_CHARGING = frozenset({"charge", "indict"})
_BLAMING = frozenset({"blame", "pin", "attribute", "ascribe"})


def complement_of(verb: Token, lexicon: Cues) -> Complement | None:
    """The first frame that fits, most telling first."""
    lemma = lemma_of(verb)
    for finder in (
        idiom,
        plea,
        undrawn,
        _made_clear,
        _sluiced,
        _passive,
        _clause,
        _infinitive,
        _preposition,
        _object,
        _parenthesis,
    ):
        found = finder(verb, lemma, lexicon)
        if found is not None and found.tokens:
            return found
    return None


def _made_clear(verb: Token, lemma: str, lexicon: Cues) -> Complement | None:
    """ "Made clear that ...", "made it plain that ..."."""
    if lemma != "make":
        return None
    clear = next((c for c in verb.rights if c.lower_ in _CLEAR and c.i <= verb.i + 4), None)
    if clear is None:
        return None
    clauses = (c for c in (*clear.rights, *verb.rights) if c.pos_ in {"VERB", "AUX"} and c.i > clear.i)
    clause = next((c for c in clauses if _has_mark(c, {"that"})), None)
    if clause is None:
        return None
    return Complement(frame="clause", tokens=tuple(clause.subtree), cue=saying_words(verb, clear), root=clause)


_CLEAR = frozenset({"clear", "plain", "known", "public"})


def _clause(verb: Token, lemma: str, lexicon: Cues) -> Complement | None:
    if not lexicon.has("clause", lemma):
        return None
    clauses = [
        c
        for c in verb.children
        if c.dep_ == "ccomp" and not _bare_infinitive(c, lexicon, lemma) and not _participle(c, verb)
    ]
    if not clauses:
        clauses = [c for c in verb.rights if _marked_clause(c)] or _gerund(verb, lemma, lexicon)
    clauses = clauses or _behind_addressee(verb) or _for_a_moment(verb)
    if not clauses:
        return None
    tokens = [t for c in clauses for t in c.subtree]
    before = [c for c in clauses if c.i < verb.i]
    if before and _parted(before[0], verb):
        return None
    if before:
        tokens = _fronted(verb, tokens)
    tokens = _from_mark([t for t in tokens if not _belongs(t, verb)], verb)
    cue = saying_words(verb)
    start = min((t.i for t in tokens if t.i > verb.i), default=0)
    if not before:
        cue = with_vehicle(verb, cue, lexicon, start)
    return Complement(frame="clause", tokens=tuple(tokens), cue=cue, root=clauses[0])


def _parted(clause: Token, verb: Token) -> bool:
    """A clause before the verb that is no part of what is said: another sentence, or another deed of the verb's subject."""
    between = verb.doc[clause.i + 1 : verb.i]
    own = any(c.dep_ == "dobj" and c.i > verb.i for c in verb.children) and lemma_of(verb) not in cues().words["addressee"]
    return any(t.text == ";" for t in between) or own


def _from_mark(tokens: list[Token], verb: Token) -> list[Token]:
    """Without the "that evening" of "told reporters that evening that ...": when it was said is not what was said."""
    place = next((i for i, t in enumerate(tokens) if t.dep_ == "mark" and t.lower_ == "that" and t.i > verb.i), 0)
    ahead = tokens[:place]
    when = [t for t in ahead if t.ent_type_ in {"DATE", "TIME"} or t.lemma_.lower() in words("phrase_words", "time_words")]
    small = all(t in when or t.pos_ in {"ADP", "DET", "PUNCT", "NUM", "ADV"} for t in ahead)
    return tokens[place:] if when and small else tokens


def _sluiced(verb: Token, lemma: str, lexicon: Cues) -> Complement | None:
    """ "He would not say why": the question word is all that is said of it."""
    if not lexicon.has("clause", lemma) or not negated(verb):
        return None
    word = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
    if (
        word is None
        or word.lower_ not in _ASKED
        or (word.i + 1 < len(verb.doc) and verb.doc[word.i + 1].text not in {".", ",", ";", "!", "—"})
    ):
        return None
    return Complement(frame="clause", tokens=(word,), cue=saying_words(verb), root=word, act="declines_to_name")


_ASKED = frozenset({"why", "who", "whom", "how", "where", "when", "which", "whose", "what"})


def _gerund(verb: Token, lemma: str, lexicon: Cues) -> list[Token]:
    """ "Admitted firing", "denied having ordered": what the speaker did or did not do."""
    if not lexicon.has("gerund", lemma):
        return []
    return [c for c in verb.rights if c.dep_ in {"xcomp", "ccomp"} and _ing(c)]


def _ing(clause: Token) -> bool:
    return clause.tag_ == "VBG" or any(c.tag_ == "VBG" and c.dep_ in {"aux", "auxpass"} for c in clause.children)


def _marked_clause(clause: Token) -> bool:
    """A clause that the parser hangs on the verb by another name, but that "that" or "whether" opens."""
    if clause.pos_ not in {"VERB", "AUX"} or clause.dep_ not in {"advcl", "xcomp", "acl", "relcl", "dobj"}:
        return False
    return _has_mark(clause, {"that", "whether"} | (set() if clause.dep_ == "advcl" else {"if", "why", "how"}))


def _behind_addressee(verb: Token) -> list[Token]:
    """ "told the paper that ...", "leaked to reporters that ...": a clause that the parser hangs on who was told."""
    for child in verb.rights:
        told = (
            [child]
            if child.dep_ in {"dobj", "dative"}
            else [c for c in child.children if c.dep_ == "pobj"]
            if child.lower_ in {"to", "with"}
            else []
        )
        for noun in told:
            if cues().has("noun_clause", lemma_of(noun)):
                continue  # "rejected the suggestion by X that ...": the suggestion, and X's words in it
            for clause in noun.rights:
                if clause.dep_ in {"acl", "relcl", "ccomp"} and any(
                    c.dep_ == "mark" and c.lower_ == "that" for c in clause.children
                ):
                    return [clause]
    return []


def _for_a_moment(verb: Token) -> list[Token]:
    """ "Do not believe for a moment that ...": a clause that the parser hangs on the moment."""
    for child in verb.rights:
        for noun in child.children if child.lower_ == "for" else ():
            if noun.lower_ in {"moment", "second", "minute", "instant"}:
                return [c for c in noun.rights if c.dep_ in {"acl", "relcl", "ccomp"} and _has_mark(c, {"that"})]
    return []


def _belongs(token: Token, verb: Token) -> bool:
    return token.i == verb.i or (token.head.i == verb.i and token.dep_ in _SUBJECTS)


def _has_mark(clause: Token, marks: set[str]) -> bool:
    return any(c.dep_ in {"mark", "advmod"} and c.lower_ in marks for c in clause.children)


def _bare_infinitive(clause: Token, lexicon: Cues, lemma: str) -> bool:
    """ "asked him to leave": an infinitive with its own subject, for the infinitive frame to take."""
    to = any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children)
    return to and lexicon.has("infinitive", lemma)


def _participle(clause: Token, verb: Token) -> bool:
    """ "complained about X, leaving them Y": a comment on the saying, not what is said."""
    return (
        clause.tag_ == "VBG"
        and clause.i > verb.i + 1
        and own_subject(clause) is None
        and not cues().has("gerund", lemma_of(verb))
        and not any(c.dep_ == "aux" for c in clause.children)
    )


def _fronted(verb: Token, tokens: list[Token]) -> list[Token]:
    """A clause before its verb takes along what the parser hangs on the verb: openers, tails, the whole left side."""
    taken = {t.i for t in tokens}
    first, last = min(taken), max(i for i in taken if i < verb.i)
    subject = own_subject(verb)
    wall = min([verb.i, *(t.i for t in (subject.subtree if subject else ()))])
    left = verb.sent.start
    for child in verb.lefts:
        edge = child.left_edge.i
        if (
            child.dep_ in {"advmod", "prep", "advcl", "npadvmod", "ccomp", "dep", "intj", "mark"}
            and left <= edge < first
            and child.i < wall
        ):
            first = min(first, edge)
    middle = [verb.doc[i] for i in range(first, max(last + 1, min(wall, last + 1)))]
    tail = [t for t in tokens if t.i > verb.i]
    return [*middle, *tail]


def _infinitive(verb: Token, lemma: str, lexicon: Cues) -> Complement | None:
    if lemma in lexicon.appearance:
        return _looks(verb)
    if not lexicon.has("infinitive", lemma):
        return None
    clause = next(
        (c for c in verb.children if c.dep_ in {"xcomp", "ccomp", "advcl"} and c.i > verb.i and is_infinitive(c)), None
    )
    if clause is None:
        return None
    taken = [
        t
        for c in verb.rights
        if c.i <= clause.i and c.dep_ in {"dobj", "dative", "xcomp", "ccomp", "advcl", "prep"}
        for t in c.subtree
    ]
    taken = [t for t in taken if t.head.i != verb.i or t.dep_ != "prep"] if lemma != "call" else taken
    tokens = taken or list(clause.subtree)
    cue = saying_words(verb)
    if lemma == "call":
        prep = next(
            (c for c in verb.rights if c.dep_ == "prep" and c.lower_ in {"on", "for", "upon"} and c.i < clause.i), None
        )
        if prep is not None:
            tokens, cue = [t for t in tokens if t.i != prep.i], saying_words(verb, prep)
    return Complement(frame="infinitive", tokens=tuple(tokens), cue=cue, root=clause)


def _looks(verb: Token) -> Complement | None:
    """ "The talks seemed to stall": the subject and the rest are the content, nobody is named."""
    subject = own_subject(verb)
    rest = [c for c in verb.rights if c.dep_ in {"xcomp", "ccomp", "oprd", "acomp", "advcl"}]
    if not rest or subject is None:
        return None
    tokens = [*subject.subtree, *(t for c in rest[:1] for t in c.subtree)]
    tokens = [t for t in tokens if t.i != verb.i]
    return Complement(frame="appearance", tokens=tuple(tokens), cue=saying_words(verb), root=rest[0], passive=True)


def _preposition(verb: Token, lemma: str, lexicon: Cues) -> Complement | None:
    wanted = lexicon.prepositions.get(lemma)
    if not wanted:
        return None
    for child in verb.rights:
        if child.dep_ in {"prep", "prt", "advmod"} and child.lower_ in wanted and child.i <= verb.i + 6:
            objects = [c for c in child.children if c.dep_ in {"pobj", "pcomp"}]
            if not objects:
                continue
            has_object = any(c.dep_ == "dobj" for c in verb.children)
            if has_object and not lexicon.has("addressee", lemma) and child.lower_ not in {"as"}:
                return None
            if has_object and child.lower_ == "as":
                return None
            tokens = [t for c in objects for t in c.subtree] + _tail(verb, child.i)
            cue = saying_words(verb, child) if child.i <= verb.i + 3 and not has_object else saying_words(verb)
            return Complement(frame="preposition", tokens=tuple(tokens), cue=cue, root=objects[0])
    return None


def _tail(verb: Token, after: int) -> list[Token]:
    """Right-hand dependents that go on with what is said, up to the first comma-parted one."""
    out: list[Token] = []
    for child in verb.rights:
        if child.i <= after:
            continue
        if child.dep_ in _TIME or (child.dep_ == "advcl" and verb.doc[child.left_edge.i - 1].text == ","):
            break
        if child.dep_ in {"prep", "xcomp", "oprd", "acomp", "advcl", "ccomp", "dative", "agent"}:
            out.extend(child.subtree)
    return out


def _object(verb: Token, lemma: str, lexicon: Cues) -> Complement | None:
    if not lexicon.has("object", lemma):
        return None
    obj = next((c for c in verb.children if c.dep_ == "dobj"), None) or next(
        (c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None
    )
    if (
        obj is None
        and verb.dep_ == "relcl"
        and verb.head.i < verb.i
        and not any(c.dep_ in {"ccomp", "xcomp"} for c in verb.children)
    ):
        return _of_antecedent(verb)
    if obj is None or (lemma == "tell" and (_listens(obj) or _is_untold(obj))):
        return None
    named = _called(verb) if obj.tag_ == "WP" and obj.i < verb.i else None
    if named is not None:
        return named
    if obj.tag_ == "WDT" and verb.dep_ == "relcl" and obj.i < verb.i:
        return _relative(verb, obj)
    tokens = list(obj.subtree)
    if obj.i > verb.i:
        tokens += _tail(verb, obj.i)
    tokens = without_vehicle(tokens, obj, lexicon)
    return Complement(frame="object", tokens=tuple(tokens), cue=saying_words(verb), root=obj)


def _called(verb: Token) -> Complement | None:
    """ "In what X called a massacre": what it is called."""
    named = next((c for c in verb.rights if c.dep_ in {"oprd", "attr", "acomp", "ccomp"}), None)
    prep = next((c for c in verb.rights if c.lower_ == "as"), None)
    named = named or next((c for c in prep.children if c.dep_ in {"pobj", "amod"}), None) if prep is not None else named
    if named is None or (own_subject(verb) is None and agent_of(verb) is None):
        return None
    return Complement(
        frame="object", tokens=tuple(named.subtree), cue=saying_words(verb, *([prep] if prep else [])), root=named
    )


def _of_antecedent(verb: Token) -> Complement | None:
    """ "A charge the ministry denies": what is said stands before the clause."""
    noun, subject = verb.head, own_subject(verb)
    if subject is None or subject.tag_ in {"WP", "WDT"} or noun.pos_ not in {"NOUN", "PROPN"}:
        return None
    tokens = clause_before(noun) or [t for t in noun.subtree if t.i < verb.left_edge.i and not t.is_punct]
    return Complement(frame="object", tokens=tuple(tokens), cue=saying_words(verb), root=noun)


def _listens(noun: Token) -> bool:
    """Whom one tells is not what one tells."""
    somebody = noun.ent_type_ in {"PERSON", "ORG", "NORP", "GPE"} or noun.lower_ in nouns().kind
    return somebody or noun.lemma_.lower() in _AUDIENCE or noun.lower_ in {"me", "him", "her", "us", "them"}


def _is_untold(obj: Token) -> bool:
    """ "Told the truth", "tells its own story": that, not what."""
    own = obj.lemma_.lower() in {"story", "tale"} and any(c.lower_ in {"own", "different"} for c in obj.children)
    return own or obj.lemma_.lower() in {"truth", "lie", "fib", "time"}


_AUDIENCE = frozenset(
    {"reporter", "lawmaker", "parliament", "court", "jury", "people", "crowd", "audience", "viewer", "reader", "rally"}
)


def _relative(verb: Token, pronoun: Token) -> Complement | None:
    """ "He accused X of Y, which X denied": what stands before the comma."""
    noun = verb.head
    tokens = clause_up_to(noun, pronoun.i) if pronoun.nbor(-1).text in COMMAS else []
    tokens = tokens or [t for t in noun.subtree if t.i < verb.left_edge.i and not t.is_punct]
    return Complement(frame="object", tokens=tuple(tokens), cue=saying_words(verb), root=noun) if tokens else None


def _passive(verb: Token, lemma: str, lexicon: Cues) -> Complement | None:
    """ "X was accused by Y of Z", "X is expected to win", "the raid was condemned by Y"."""
    if not any(c.dep_ == "auxpass" for c in verb.children) and not any(c.dep_ == "nsubjpass" for c in verb.children):
        return None
    subject = next((c for c in verb.children if c.dep_ in {"nsubjpass", "nsubj"}), None)
    rest = [c for c in verb.rights if c.dep_ in {"xcomp", "ccomp", "oprd", "prep", "acomp", "advcl"} and c.lower_ != "by"]
    clause = next((c for c in rest if c.dep_ == "ccomp"), None)
    if clause is not None and lexicon.has("addressee", lemma):
        return Complement(frame="clause", tokens=tuple(clause.subtree), cue=saying_words(verb), root=clause)
    if clause is not None and subject is not None and subject.lower_ == "it" and lexicon.has("clause", lemma):
        return Complement(frame="clause", tokens=tuple(clause.subtree), cue=saying_words(verb), root=clause, passive=True)
    known = lexicon.has("object", lemma) or lexicon.has("infinitive", lemma)
    if not known:
        return None
    infinitive = next((c for c in rest if c.dep_ in {"xcomp", "advcl"} and is_infinitive(c)), None)
    if infinitive is None and not lexicon.has("object", lemma):
        return None
    agent = agent_of(verb)
    misplaced = [c for c in agent.rights if c.lower_ == "of" and any(g.dep_ == "pcomp" for g in c.children)] if agent else []
    about = next(
        (
            c
            for c in (*rest, *misplaced)
            if c.dep_ == "oprd"
            or c.lower_ in {"of", "as", "for"}
            or (lemma in _BLAMING and c.lower_ in {"on", "to"})
            or (lemma in _CHARGING and c.lower_ in {"with", "on", "over"})
        ),
        None,
    )
    if subject is not None and subject.tag_ in {"WP", "WDT"} and verb.dep_ == "relcl" and verb.head.i < verb.i:
        return _said_of_noun(verb, verb.head, [c for c in (infinitive, about) if c is not None])
    tokens: list[Token] = [
        t for t in (subject.subtree if subject is not None else ()) if not (t.i == verb.i or t.is_ancestor(verb))
    ]
    tokens = [t for t in tokens if subject is None or t.i < verb.i]
    for part in (infinitive, about):
        tokens += list(part.subtree) if part is not None else []
    drop = {t.i for t in agent.subtree} | {agent.head.i} if agent is not None else set()
    drop -= {t.i for c in misplaced for t in c.subtree}
    tokens = [t for t in tokens if t.i not in drop]
    return Complement(
        frame="infinitive" if infinitive is not None else "object",
        tokens=tuple(tokens),
        cue=saying_words(verb),
        root=infinitive or subject,
        passive=True,
    )


def _said_of_noun(verb: Token, noun: Token, rest: list[Token]) -> Complement:
    """ "The factions, who were accused by residents of it": the noun is whom it is said of."""
    tokens = [t for t in noun.subtree if t.i < verb.left_edge.i]
    while tokens and tokens[-1].is_punct:
        tokens.pop()
    return Complement(
        frame="object",
        tokens=(*tokens, *(t for c in rest for t in c.subtree)),
        cue=saying_words(verb),
        root=noun,
        passive=True,
    )


def _parenthesis(verb: Token, lemma: str, lexicon: Cues) -> Complement | None:
    """ "The rockets, officials said, fell short"; "As X has said, ...": the sentence around the verb is what is said."""
    if not lexicon.has("clause", lemma) or (lemma in {"know", "see", "want", "hope", "show"} and not _as(verb)):
        return None
    host = verb.head
    if own_subject(verb) is None and agent_of(verb) is None:
        return None
    if verb.dep_ == "parataxis" or (verb.dep_ in {"advcl", "ccomp"} and _as(verb) and host.pos_ in {"VERB", "AUX"}):
        inside = {t.i for t in verb.subtree}
        condition = _condition_before(verb, host) if _as(verb) else None
        host = condition or host
        tokens = _after_colon([t for t in host.subtree if t.i not in inside], verb)
        return Complement(frame="clause", tokens=tuple(tokens), cue=saying_words(verb), root=host)
    return None


def _condition_before(verb: Token, host: Token) -> Token | None:
    """ "Had it been filmed, as X says, the army ...": only the condition is what X says."""
    ahead = verb.left_edge.i - 1
    return next(
        (
            c
            for c in host.lefts
            if c.dep_ == "advcl" and c.left_edge.lower_ in _IF and ahead - 1 <= c.right_edge.i <= ahead < host.i
        ),
        None,
    )


_IF = frozenset({"if", "had", "were", "should", "unless"})


def _after_colon(tokens: list[Token], verb: Token) -> list[Token]:
    """ "He was less coy: the tool, he said, was theirs": what the colon announces."""
    colon = max((t.i for t in tokens if t.text in {":", ";"} and t.i < verb.i), default=-1)
    rest = [t for t in tokens if t.i > colon]
    return rest if any(t.i < verb.i for t in rest) else tokens


def _as(verb: Token) -> bool:
    return any(c.dep_ in {"mark", "advmod", "prep"} and c.lower_ == "as" for c in verb.children)
