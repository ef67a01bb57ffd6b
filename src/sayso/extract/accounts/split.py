"""Mentions in reading order come in; bundles go out, one for each incident the document tells of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sayso.extract.accounts.contrast import (
    is_bound,
    is_other,
    likened,
    of_one_day,
    returns_to_news,
    says_first,
    says_that,
    set_apart,
)
from sayso.extract.accounts.flags import older_than
from sayso.extract.accounts.harm import reading
from sayso.extract.accounts.moments import in_phrase
from sayso.extract.accounts.phrases import Phrase
from sayso.extract.accounts.told import Mention
from sayso.extract.accounts.twins import (
    UNREAL,
    VAGUE,
    dates,
    dates_agree,
    family,
    hit,
    keys,
    names_of,
    setting,
    share_a_name,
    twins,
)
from sayso.model import DateRange, IncidentType, Precision, Record, Stage
from sayso.model.account import BLOODLESS, OPEN_ACTS

# Families of which one may tell what the other did: a man who fell ill and was poisoned.
CROSSING = frozenset({frozenset({"violence", "illness"})})
FLOOR = 2.0  # how much must speak for one incident before a mention joins it
LEAD = 2.0
ASIDE = 1.0  # "the blast" means what the text is about before what it was compared with in passing
OPPOSED = 2.5  # soldiers did the one, guerrillas the other
CLOSE = 1  # sentences between a bare telling and the incident that it belongs to
NEAR = 2  # sentences over which "those attacks" points back
SAME_DAY, SAME_RARE, SUPPOSED, ELSE, NUMBER = 3.0, 2.0, 1.0, 1.0, 1.0
NOT_DONE = frozenset(
    {Stage.DENIED, Stage.HYPOTHETICAL, Stage.PLANNED, Stage.ATTEMPTED}
)  # of threats one is often carried out
RARE = frozenset({IncidentType.ASSASSINATION, IncidentType.KIDNAPPING, IncidentType.SHOOT_DOWN})  # a text has one, mostly
LOOK_BACK = 180  # days before publication: what is older is told in an aside
ASIDE_ENDS = 2  # sentences
LEADS = 3  # sentences over which headline and lead tell one thing twice with "a"
REACH = 12  # sentences after which only a shared victim, target or place joins
# General words that a more exact one may stand behind.
RANK = [
    IncidentType.SHOOT_DOWN, IncidentType.CHEMICAL_ATTACK, IncidentType.AIR_STRIKE, IncidentType.SHELLING, IncidentType.ARSON,
    IncidentType.BOMBING, IncidentType.ASSASSINATION, IncidentType.ATTACK,
]  # fmt: skip
EXPLICIT = frozenset(RANK[:6])
# What a bare "the attack" or "the incident" may point back to.
LOOSE = BLOODLESS | {
    IncidentType.CYBER_ATTACK,
    IncidentType.ARMED_CLASH,
    IncidentType.RIOT,
    IncidentType.SEIZURE,
    IncidentType.POISONING,
}
PLAIN = frozenset({"attack", "incident", "assault", "violence", "sabotage", "incursion"})


class Bundle(Record, frozen=True):
    """The mentions of one incident."""

    mentions: tuple[Mention, ...]

    @property
    def first(self) -> Mention:
        """The mention that comes first."""
        return self.mentions[0]

    @property
    def last(self) -> Mention:
        """The mention that comes last."""
        return self.mentions[-1]

    @property
    def type(self) -> IncidentType:
        """The most exact type that any mention gives."""
        kinds: list[IncidentType] = [m.type for m in self.mentions if m.type is not IncidentType.OTHER]
        if not kinds:
            return IncidentType.OTHER
        for kind in (IncidentType.KIDNAPPING, IncidentType.CYBER_ATTACK):
            if kind in kinds:
                return kind
        if IncidentType.POISONING in kinds and IncidentType.ASSASSINATION not in kinds:
            return IncidentType.POISONING
        for kind in RANK:
            if kind in kinds and kind in EXPLICIT:
                return kind
        if IncidentType.ASSASSINATION in kinds:
            return IncidentType.ASSASSINATION
        if IncidentType.ATTACK in kinds:  # "the attack" on a cable that was told of before is no new kind
            new = [m.type for m in self.mentions if not m.definite and not m.headline]
            return new[0] if new and new[0] in BLOODLESS else IncidentType.ATTACK
        return kinds[0]

    @property
    def stage(self) -> Stage:
        """The stage of the mention that tells most; a telling as done wins over an echo as supposed."""
        stages = [m.stage for m in self.mentions]
        if Stage.ATTEMPTED in stages:
            return Stage.ATTEMPTED
        return Stage.ACCOMPLISHED if Stage.ACCOMPLISHED in stages else stages[0]


def split(
    mentions: Sequence[Mention], *, contains: Callable[[str, str], bool], published: DateRange | None = None
) -> tuple[Bundle, ...]:
    """One bundle an incident. ``contains(a, b)``: place ``a`` is, or lies in, place ``b`` or the other way round."""
    bundles = _thickened(
        _rejoined(_first_pass(mentions, contains=contains, published=published), contains=contains), contains=contains
    )
    return tuple(Bundle(mentions=tuple(b)) for b in bundles if _telling(b))


def _rejoined(bundles: list[list[Mention]], *, contains: Callable[[str, str], bool]) -> list[list[Mention]]:
    """Bundles that name the same victim at no other time or place are one incident told twice."""
    kept: list[list[Mention]] = []
    for bundle in bundles:
        twin = next((k for k in kept if twins(k, bundle, contains=contains)), None)
        if twin is None:
            kept.append(bundle)
        else:
            twin.extend(bundle)
            twin.sort(key=lambda m: m.order)
    return kept


def _thickened(bundles: list[list[Mention]], *, contains: Callable[[str, str], bool]) -> list[list[Mention]]:
    """A bundle that tells of nobody and nothing hit joins its neighbour, unless word, place, date or type part them."""
    kept = list(bundles)
    for thin in [b for b in bundles if not any(hit(m) for m in b) and not {m.stage for m in b} <= UNREAL]:
        near = [(_gap(thin, b), i) for i, b in enumerate(kept) if b is not thin and _may_hold(b, thin, contains=contains)]
        best = min(near, default=(CLOSE + 1, -1))
        if best[0] <= CLOSE:
            kept[best[1]].extend(thin)
            kept[best[1]].sort(key=lambda m: m.order)
            kept = [b for b in kept if b is not thin]
    return kept


def _gap(a: Sequence[Mention], b: Sequence[Mention]) -> int:
    """Sentences between the nearest mentions of the two."""
    return min(abs(x.sentence - y.sentence) for x in a for y in b)


def _may_hold(bundle: Sequence[Mention], thin: Sequence[Mention], *, contains: Callable[[str, str], bool]) -> bool:
    if {m.stage for m in bundle} <= UNREAL or {family(m.type) for m in bundle} != {family(m.type) for m in thin}:
        return False
    exact = ({m.type for m in bundle} & EXPLICIT, {m.type for m in thin} & EXPLICIT)
    if all(exact) and exact[0].isdisjoint(exact[1]):
        return False
    if any(is_other(m) for m in (thin[0], bundle[0])) or not dates_agree(bundle, thin):
        return False
    here, there = {p for m in thin for p in m.own_places}, {p for m in bundle for p in m.own_places}
    return not (here and there) or any(contains(a, b) for a in here for b in there)


def _first_pass(
    mentions: Sequence[Mention], *, contains: Callable[[str, str], bool], published: DateRange | None
) -> list[list[Mention]]:
    bundles: list[list[Mention]] = []
    for mention in mentions:
        open_ = [(i, b) for i, b in enumerate(bundles) if not (mention.definite and leaves_aside(mention, b, published))]
        scored = [(fit(mention, b, contains=contains), b[-1].order, i) for i, b in open_]
        best = max(scored, default=(0.0, 0, -1))  # of equals the one told of last
        if says_first(mention):  # "the initial attack": the one told first, headlines aside
            best = next((s for s in scored if s[0] >= FLOOR and not bundles[s[2]][-1].headline), best)
        if best[0] >= FLOOR:
            bundles[best[2]].append(mention)
        else:
            bundles.append([mention])
    return bundles


def _telling(bundle: Sequence[Mention]) -> bool:
    """Something is said of it beyond the bare word, and a strong word says it."""
    strong = any(m.trigger.strong or m.roles.doers or m.roles.weapons for m in bundle)
    parts = any(parts_of(m) for m in bundle)
    return strong and (parts or any(m.places or m.times for m in bundle) or len(bundle) > 1)


def parts_of(mention: Mention) -> tuple[Phrase, ...]:
    """All participants of a mention."""
    r = mention.roles
    return (*r.doers, *r.people, *r.things, *r.weapons, *r.others)


def fit(mention: Mention, bundle: Sequence[Mention], *, contains: Callable[[str, str], bool]) -> float:
    """How much speaks for the mention being of the bundle's incident."""
    last = _last_told(mention, bundle)
    if not _compatible(mention, bundle):
        return -9.0
    gap = mention.sentence - last.sentence
    score = {0: 2.5, 1: 1.0, 2: 0.6}.get(gap, 0.0 if gap <= REACH else -1.0)
    headline = all(m.headline for m in bundle)
    opening = headline and (gap <= 3 or returns_to_news(mention)) and not others_fell(mention, bundle)
    score += max(0.0, _sharing(mention, bundle)) if opening else _sharing(mention, bundle)
    score += setting(mention, bundle, contains=contains)
    sides = {s for m in bundle for s in m.sides}
    if sides and mention.sides and mention.sides.isdisjoint(sides):
        score -= OPPOSED
    if mention.definite:
        score += 2.0 if gap <= REACH else 1.0
        score -= ASIDE if gap and likened(last) is not None and not says_that(mention) else 0.0
    elif not mention.trigger.strong or (not parts_of(mention) and mention.trigger.form == "noun"):
        score += 1.0 if gap <= 3 else 0.0
    elif mention.trigger.form == "verb" and not hit(mention):
        score += 0.7
    elif any(p.token.pos_ == "PRON" for p in mention.roles.people) and mention.trigger.effect:
        score += 2.0 if gap <= REACH else 0.0  # "they were killed with ..."
    if is_bound(mention, bundle) and not (mention.elsewhen and not of_one_day(mention, bundle)):
        score += 5.0
    elif set_apart(mention, bundle):
        score -= 4.0
    score += _pointing(mention, bundle)
    if opening:
        score += (
            LEAD if returns_to_news(mention) or not is_other(mention) else 0.0
        )  # the first sentences tell what the headline says
    return score


def _last_told(mention: Mention, bundle: Sequence[Mention]) -> Mention:
    """Where the bundle was told last. "The attack" that was made points back to where one was told as made, not as planned."""
    made = [m for m in bundle if m.stage not in UNREAL]
    return made[-1] if made and mention.definite and mention.stage not in UNREAL else bundle[-1]


def _pointing(mention: Mention, bundle: Sequence[Mention]) -> float:
    """What a definite phrase says of which one is meant: by its day, by its own word, and the done before the planned."""
    if not mention.definite or mention.trigger.form != "noun":
        return 0.0
    score = SAME_DAY if _by_its_day(mention, bundle) else 0.0
    score -= ELSE if _described(mention, bundle) else 0.0
    score -= NUMBER if _other_number(mention, bundle) else 0.0
    score += (
        SAME_RARE if mention.trigger.type in RARE and mention.trigger.lemma in {m.trigger.lemma for m in bundle} else 0.0
    )
    supposed = {m.stage for m in bundle} <= UNREAL - {Stage.AGGREGATE}
    return score - (SUPPOSED if supposed and mention.stage not in UNREAL else 0.0)


def _described(mention: Mention, bundle: Sequence[Mention]) -> bool:
    """ "the drone attack on the refinery": its own words tell which one, and the bundle, told of a while ago or as never done, was of other
    things."""
    mine, theirs = keys(hit(mention)), keys([p for m in bundle for p in hit(m)])
    if not mine or mine & theirs:
        return False
    return {m.stage for m in bundle} <= NOT_DONE or (bool(theirs) and mention.sentence - bundle[-1].sentence > NEAR)


def _other_number(mention: Mention, bundle: Sequence[Mention]) -> bool:
    """Strikes are meant, and the bundle's nouns all tell of one; or one is meant, and they tell of many that are only spoken of."""
    nouns = {m.trigger.token.tag_ for m in bundle if m.trigger.form == "noun"}
    if mention.trigger.token.tag_ == "NNS":
        return bool(nouns) and nouns <= {"NN", "NNP"}
    return nouns == {"NNS"} and {m.stage for m in bundle} == {Stage.AGGREGATE}


def _by_its_day(mention: Mention, bundle: Sequence[Mention]) -> bool:
    """ "the Dec. 27 attack": its phrase gives the day, and the bundle's is the same."""
    days = [t.date for t in mention.own_times if in_phrase(mention, t.span) and t.date.precision is Precision.DAY]
    return any(d.start == known.start for d in days for known in dates(bundle) if known.precision is Precision.DAY)


def _compatible(mention: Mention, bundle: Sequence[Mention]) -> bool:
    families = {family(m.type) for m in bundle}
    if mention.type is IncidentType.OTHER:
        return not {m.stage for m in bundle} <= UNREAL
    bound = is_bound(mention, bundle)
    if family(mention.type) not in families and not _kidnapped_and(mention, bundle):
        return _crosses(mention, bundle, families, bound=bound) or _unspecific(mention, bundle)
    if mention.type in OPEN_ACTS and not _same_step(mention, bundle):
        return False
    stages = {m.stage for m in bundle}
    if mention.stage is Stage.DENIED and not stages <= UNREAL:
        return bool(keys(hit(mention)) & keys([p for m in bundle for p in hit(m)])) or mention.definite
    if bound and mention.stage in stages:
        return True
    if bound and {mention.stage, *stages} <= {Stage.AGGREGATE, Stage.ACCOMPLISHED}:
        return True  # "15 were killed in air strikes"
    if _nobody_there(mention, bundle):
        return False
    if mention.stage is Stage.AGGREGATE and not stages <= UNREAL and _those(mention, bundle):
        return True
    if stages == {Stage.AGGREGATE} and mention.stage not in UNREAL and _dated_to_the_day(mention):
        return False  # a happening of one day is none of the many
    if mention.stage in UNREAL and mention.stage not in stages:
        return mention.definite and mention.stage in {Stage.HYPOTHETICAL, Stage.PLANNED} and mention.trigger.form == "noun"
    if mention.stage not in UNREAL and stages <= UNREAL:
        points = mention.definite and not _described(mention, bundle)
        return points or (stages <= {Stage.HYPOTHETICAL} and any(m.headline for m in bundle))
    exact = {m.type for m in bundle} & EXPLICIT
    if mention.type in EXPLICIT and exact and mention.type not in exact:
        return (
            bool({mention.type, *exact} & {IncidentType.BOMBING})
            and bool({mention.type, *exact} & {IncidentType.SHELLING, IncidentType.AIR_STRIKE, IncidentType.ARSON})
            and mention.sentence == bundle[-1].sentence
        )
    return True


def _crosses(mention: Mention, bundle: Sequence[Mention], families: set[str], *, bound: bool) -> bool:
    """Words of another kind for the same: bound to it by syntax, or weak ones that say what became of somebody."""
    if bound and mention.trigger.effect:
        return True
    return frozenset({family(mention.type), *families}) in CROSSING and (bound or not mention.trigger.strong)


def _nobody_there(mention: Mention, bundle: Sequence[Mention]) -> bool:
    """Persons are assassinated: the word points at no attack on a ship, nor at one long ago that hit nobody we know of."""
    killing = IncidentType.ASSASSINATION
    if mention.trigger.type is not killing or any(m.trigger.type is killing or m.roles.people for m in bundle):
        return False
    return any(m.roles.things for m in bundle) or mention.sentence - bundle[-1].sentence > NEAR


def _those(mention: Mention, bundle: Sequence[Mention]) -> bool:
    """ "Those rocket attacks": the ones told just before, where more than one was told of."""
    token, last = mention.trigger.token, bundle[-1]
    points = any(c.dep_ == "det" and c.lower_ in {"those", "these", "both"} for c in token.children)
    several = any(m.trigger.form == "noun" and m.trigger.token.tag_ in {"NNS", "NNPS"} for m in bundle)
    return points and several and mention.sentence - last.sentence <= NEAR


def _dated_to_the_day(mention: Mention) -> bool:
    return any(d.precision in {Precision.DAY, Precision.MINUTE} for d in mention.own_dates)


def _same_step(mention: Mention, bundle: Sequence[Mention]) -> bool:
    """One diplomatic step: expelled and expulsion, by one state."""
    steps = {m.trigger.lemma[:3] for m in bundle}
    doers = {d.core.exact.lower() for m in bundle for d in m.roles.doers}
    mine = {d.core.exact.lower() for d in mention.roles.doers}
    return mention.trigger.lemma[:3] in steps and not (mine and doers and mine.isdisjoint(doers))


def _unspecific(mention: Mention, bundle: Sequence[Mention]) -> bool:
    """ "the attack" may be a cyber attack or a clash told before; a headline's attack may turn out to be one."""
    bare = {IncidentType.ATTACK, IncidentType.INFRASTRUCTURE_DAMAGE, IncidentType.INVASION}
    if mention.trigger.lemma in PLAIN and mention.definite and mention.type in bare:
        return any(m.type in LOOSE for m in bundle)
    return mention.type in LOOSE and all(m.headline and m.trigger.lemma in PLAIN for m in bundle)


def _kidnapped_and(mention: Mention, bundle: Sequence[Mention]) -> bool:
    """ "was kidnapped and killed": one incident of two verbs with the same victim in one sentence."""
    last = bundle[-1]
    kinds = {family(mention.type), family(last.type)}
    same = {p.head for p in mention.roles.people} & {p.head for p in last.roles.people}
    return kinds == {"kidnapping", "violence"} and mention.sentence == last.sentence and bool(same)


def _sharing(mention: Mention, bundle: Sequence[Mention]) -> float:
    """Shared names, victims, targets, weapons and doers."""
    score = 0.0
    names, others = names_of([mention]), names_of(bundle)
    if share_a_name([mention], bundle):
        score += 3.0
    elif names and others and mention.trigger.effect == "death" and any(m.trigger.effect == "death" for m in bundle):
        score -= 2.0 if mention.sentence != bundle[-1].sentence else 0.5
    mine, have = keys(hit(mention)), keys([p for m in bundle for p in hit(m)])
    far = mention.sentence - bundle[-1].sentence > LEADS
    if mine & have and not (far and mine & have <= keys(_first_told(mention))):
        score += 1.5
    elif mine and have and mention.trigger.strong and not mention.definite and mention.sentence != bundle[-1].sentence:
        score -= 2.0 if _new_weapon(mention) else 1.0
    if keys(mention.roles.weapons) & keys([w for m in bundle for w in m.roles.weapons]):
        score += 0.5
    if keys(mention.roles.doers) & keys([d for m in bundle for d in m.roles.doers]):
        score += 0.5
    return score


def leaves_aside(mention: Mention, bundle: Sequence[Mention], published: DateRange | None) -> bool:
    """After a look back at another year "the assassination of X" is not the attack of that year, unless it tells of X; and a
    look back ends soon."""
    then = dates(bundle)
    if not then or not all(older_than(LOOK_BACK, d, published=published) for d in then) or says_that(mention):
        return False
    names = names_of([mention])
    return mention.sentence - bundle[-1].sentence > ASIDE_ENDS or bool(names and not names & names_of(bundle))


def others_fell(mention: Mention, bundle: Sequence[Mention]) -> bool:
    """Both count those who met one end, and neither the figures nor the words for them are the same: "2 soldiers", "a judge"."""
    mine, theirs = _fallen([mention]), _fallen([m for m in bundle if m.trigger.effect == mention.trigger.effect])
    heads, known = {key for _, key in mine} - VAGUE, {key for _, key in theirs} - VAGUE
    if not (mention.trigger.effect and heads and known) or heads & known:
        return False
    return {count for count, _ in mine}.isdisjoint({count for count, _ in theirs})


def _fallen(mentions: Iterable[Mention]) -> set[tuple[int, str]]:
    """How many each phrase counts, with the word for them."""
    told = [(reading(p), p.key) for m in mentions if m.trigger.effect for p in m.roles.people]
    return {(int(figure.low), key) for figure, key in told if figure is not None and figure.low is not None}


def _first_told(mention: Mention) -> list[Phrase]:
    """ "Air raids on a market": a thing not told of before, though of the same name."""
    return [p for p in mention.roles.things if any(c.dep_ == "det" and c.lower_ in {"a", "an"} for c in p.token.children)]


def _new_weapon(mention: Mention) -> bool:
    """ "a bomb", "another bomb": a weapon not told of before."""
    return any(
        c.dep_ == "det" and c.lower_ in {"a", "an", "another"} for w in mention.roles.weapons for c in w.token.children
    )
