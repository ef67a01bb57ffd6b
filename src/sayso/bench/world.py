"""A folder of corpora comes in; figures on places, dates, names and pronouns go out.

Our own tables stand in ``tests/eval`` and were written before anything was looked up or read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

from sayso.bench.corpora import Row, article, rows
from sayso.codelists import table
from sayso.errors import BenchError
from sayso.extract.actors import Actors, find_actors
from sayso.extract.parse import Parsed, parse
from sayso.extract.places import find_places
from sayso.extract.times import TimeMention, find_times
from sayso.gazetteer import lookup
from sayso.gazetteer.geodesy import great_circle_km
from sayso.model import Anchor, Basis, DateRange, Document, Place, Precision, make_id

HIT_KM = 25.0  # UCDP's "near"
PUBLISHED = "2022-03-17"  # the day that the table of time phrases counts from
EVERY = 4  # one document in so many of a large corpus: enough for two digits
OWN = Path(__file__).parents[3] / "tests" / "eval"
_PRONOUNS = frozenset(["he", "him", "his", "she", "her", "they", "them", "their", "it", "its"])


def world(folder: Path) -> dict[str, float]:
    """All figures of this room, by name."""
    figures = {**own_places(), **own_times()}
    data = folder / "data"
    for corpus, measure in (("ecbplus", _ecbplus), ("re3d", _re3d)):
        if (data / corpus).is_dir():
            figures |= measure(data / corpus)
    return figures


# Our own tables ------------------------------------------------------------------------------------------------------


def own_places() -> dict[str, float]:
    """Places of conflict news within 25 km: looked up by name and country, and read in a sentence."""
    rows = list(_table(OWN / "places.tsv"))
    looked_up = sum(_near(next(iter(lookup(n, countries=[c] if c else [])), None), lat, lon) for _, n, c, lat, lon in rows)
    read = sum(_read_in_text(name, country, lat, lon) for _, name, country, lat, lon in rows)
    return {"places": len(rows), "places_looked_up": looked_up, "places_read": read}


def _read_in_text(name: str, country: str, lat: str, lon: str) -> bool:
    """A short report that names the country once has the place where the list has it."""
    state = table("countries")[country]["name"] if country else ""
    opening = f"The government of {state} ordered an inquiry on Friday. " if state else ""
    article = "the " if name.split()[-1].lower() in {"strait", "bridge", "dam", "shoal", "crossing"} else ""
    found = find_places(
        parse(_document(f"{opening}Several people were killed near {article}{name} on Tuesday, a medic said."))
    )
    words = name.split()[0]
    return any(_near(p, lat, lon) for p in found.places if any(words in m.exact for m in p.mentions))


def _near(place: Place | None, lat: str, lon: str) -> bool:
    if place is None or place.lat is None or place.lon is None:
        return False
    return great_circle_km(place.lat, place.lon, float(lat), float(lon)) <= HIT_KM


def own_times() -> dict[str, float]:
    """Time phrases with the right first and last day, or the right offset from the incident told before."""
    rows = list(_table(OWN / "times.tsv"))
    right = sum(any(_says(m, row) for m in find_times(parse(_document(row[0])))) for row in rows)
    return {"time_phrases": len(rows), "time_phrases_right": right}


def _says(mention: TimeMention, row: Sequence[str]) -> bool:
    _, words, first, last = row
    found, wanted = mention.span.exact.lower(), words.lower()
    if found not in wanted and wanted not in found:
        return False
    if len(first) == len(PUBLISHED):
        return (mention.date.start[:10], mention.date.end[:10]) == (first, last)
    offset = mention.offset_days
    close = offset is not None and abs(offset[0] - float(first)) < 0.05 and abs(offset[1] - float(last)) < 0.05
    return close and mention.date.anchor is Anchor.INCIDENT


# Open corpora --------------------------------------------------------------------------------------------------------


def _ecbplus(folder: Path) -> dict[str, float]:
    """News reports with chains of mentions of people and bodies: pronouns led to their chain, names of one chain joined."""
    by_document: dict[str, list[Row]] = defaultdict(list)
    for mention in rows(folder / "mentions.jsonl.gz"):
        if mention["type"].startswith("HUMAN_PART") and mention.get("chain"):
            by_document[mention["doc"]].append(mention)
    counts: dict[str, int] = defaultdict(int)
    for number, row in enumerate(rows(folder / "docs.jsonl.gz")):
        if number % EVERY == 0 and by_document[row["doc"]]:
            text, offsets = _text_of(row["sentences"])
            parsed = parse(_document(text))
            chains = [(m["chain"], _extent(m["tokens"], offsets)) for m in by_document[row["doc"]]]
            _count_chains(find_actors(parsed), chains, counts)
    return {
        "ecb_pronouns": counts["pronouns"],
        "ecb_pronouns_answered": _share(counts["answered"], counts["pronouns"]),
        "ecb_pronouns_right_of_answered": _share(counts["right"], counts["answered"]),
        "ecb_name_pairs": counts["pairs"],
        "ecb_name_pairs_joined": _share(counts["joined"], counts["pairs"]),
        "ecb_names_wrongly_joined": _share(counts["wrong"], counts["apart"]),
    }


def _text_of(sentences: Sequence[Sequence[str]]) -> tuple[str, dict[tuple[int, int], tuple[int, int]]]:
    """Tokens as running text, with each token's characters."""
    text, offsets = "", {}
    for s, tokens in enumerate(sentences):
        for t, token in enumerate(tokens):
            word = {"``": '"', "''": '"'}.get(token, token)
            glue = (
                not text or text[-1] in " \n([$" or word in {",", ".", ")", "]", ":", ";", "?", "!", "'s", "n't", "%", "’s"}
            )
            text += ("" if glue else " ") + word
            offsets[s, t] = (len(text) - len(word), len(text))
        text += "\n\n"
    return text, offsets


def _extent(tokens: Iterable[Sequence[int]], offsets: dict[tuple[int, int], tuple[int, int]]) -> tuple[int, int]:
    at = [offsets[t[0], t[1]] for t in tokens if (t[0], t[1]) in offsets]
    return (min(a for a, _ in at), max(b for _, b in at)) if at else (0, 0)


def _count_chains(actors: Actors, chains: Sequence[tuple[str, tuple[int, int]]], counts: dict[str, int]) -> None:
    text = actors.parsed.document.span.exact
    named = [(c, x, a.id) for c, x in chains if _is_name(text[x[0] : x[1]]) and (a := actors.at(*x)) is not None]
    for chain, extent in chains:
        if text[extent[0] : extent[1]].lower() in _PRONOUNS:
            theirs = {a.id for c, x in chains if c == chain and x != extent and (a := actors.at(*x)) is not None}
            if not theirs:
                continue  # nothing else of the chain was found as a mention at all
            counts["pronouns"] += 1
            found = _pronoun(actors, extent)
            counts["answered"] += found is not None
            counts["right"] += found in theirs
    for (c1, x1, a1), (c2, x2, a2) in combinations(named, 2):
        same_words = text[x1[0] : x1[1]] == text[x2[0] : x2[1]]
        if c1 == c2 and not same_words:
            counts["pairs"] += 1
            counts["joined"] += a1 == a2
        elif c1 != c2 and not same_words and not (x1[0] < x2[1] and x2[0] < x1[1]):
            counts["apart"] += 1
            counts["wrong"] += a1 == a2


def _is_name(words: str) -> bool:
    return words[:1].isupper() and words.lower() not in _PRONOUNS and all(w[:1].isupper() for w in words.split())


def _pronoun(actors: Actors, extent: tuple[int, int]) -> str | None:
    for block in actors.parsed.blocks:
        if block.span.start <= extent[0] < block.span.end:
            start, end = extent[0] - block.span.start, extent[1] - block.span.start
            piece = block.doc.char_span(start, end, alignment_mode="expand")
            return actors.ref(block, piece).actor_id if piece is not None else None
    return None


def _re3d(folder: Path) -> dict[str, float]:
    """Government releases on Iraq and Syria: names and descriptions of one body joined, persons and places found."""
    counts: dict[str, int] = defaultdict(int)
    for part in sorted(p for p in folder.iterdir() if (p / "documents.json").is_file()):
        entities, relations = _grouped(part / "entities.json"), _grouped(part / "relations.json")
        for row in rows(part / "documents.json"):
            parsed = parse(_document(row["text"]))
            actors = find_actors(parsed)
            _count_synonyms(actors, relations[row["_id"]], counts)
            _count_found(parsed, actors, entities[row["_id"]], counts)
    return {
        "re3d_synonyms": counts["synonyms"],
        "re3d_synonyms_joined": _share(counts["joined"], counts["synonyms"]),
        "re3d_persons_found": _share(counts["Person found"], counts["Person"]),
        "re3d_places_found": _share(counts["Location found"], counts["Location"]),
    }


def _count_synonyms(actors: Actors, relations: Iterable[Row], counts: dict[str, int]) -> None:
    for r in relations:
        if r["type"] == "IsSynonymOf":
            this, that = actors.at(r["sourceBegin"], r["sourceEnd"]), actors.at(r["targetBegin"], r["targetEnd"])
            counts["synonyms"] += 1
            counts["joined"] += this is not None and that is not None and this.id == that.id


def _count_found(parsed: Parsed, actors: Actors, entities: Iterable[Row], counts: dict[str, int]) -> None:
    places = find_places(parsed, actors)
    look: dict[str, Callable[[int, int], object | None]] = {"Person": actors.at, "Location": places.at}
    for e in entities:
        if e["type"] in look and e["value"][:1].isupper():
            counts[e["type"]] += 1
            counts[e["type"] + " found"] += look[e["type"]](e["begin"], e["end"]) is not None


# Reading -------------------------------------------------------------------------------------------------------------


def _grouped(path: Path) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows(path):
        found[row["documentId"]].append(row)
    return found


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0


def _document(text: str) -> Document:
    """A text of its own, published on the day that the table counts from."""
    page = make_id("page", text)
    published = DateRange(start=PUBLISHED, end=PUBLISHED, precision=Precision.DAY, basis=Basis.STATED)
    return article(make_id("doc", page), text, page=page, published=published)


def _table(path: Path) -> Iterator[list[str]]:
    if not path.is_file():
        raise BenchError(f"There is no table {path}. The bench runs in a checkout of the project.")
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith(("#", "region\t")):
            yield line.split("\t")
