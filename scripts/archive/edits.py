"""What copyists do: every kind of copying as a function from drafts to a draft."""

from __future__ import annotations

import functools
import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from archive import words
from archive.drafts import MANDATED, Draft, Piece, Unit
from archive.grammar import Author, person

Edit = Callable[[random.Random, Draft], Draft]


def slots(rng: random.Random, draft: Draft, *, kinds: frozenset[str] | None = None, residue: float = 0.0) -> Draft:
    """Every place, name, figure and date is filled in anew; `residue` of the places are forgotten."""
    author = Author(rng)
    values = {"place": author.place, "organisation": author.place + rng.choice(words.OFFICES)}
    cues = set(draft.cues)

    def filled(piece: Piece, unit: Unit) -> Piece:
        if piece.slot is None or (kinds is not None and piece.slot not in kinds):
            return piece
        if piece.slot in values:
            if residue and not unit.fixed and rng.random() < residue:
                cues.add("residue")
                return piece
            return replace(piece, text=values[piece.slot])
        if piece.slot == "person":
            return replace(piece, text=person(rng))
        if piece.slot == "date":
            return replace(piece, text=_later(rng, piece.text))
        return replace(piece, text=_number(rng, piece.text))

    units = [unit.with_pieces([filled(piece, unit) for piece in unit.pieces]) for unit in draft.units]
    return replace(draft, units=tuple(units), place=author.place, cues=tuple(sorted(cues)))


def spin(rng: random.Random, draft: Draft, share: float) -> Draft:
    """`share` of the words (of two characters and more) give way to others: some known as synonyms, some not."""

    def spun(piece: Piece) -> Piece:
        if piece.slot is not None:
            return piece
        return replace(piece, text="".join(_spun_word(rng, word, share) for word in cut(piece.text)))

    units = [
        unit if unit.origin[0] == MANDATED and rng.random() < 0.5 else unit.with_pieces([spun(p) for p in unit.pieces])
        for unit in draft.units
    ]
    return replace(draft, units=tuple(units), cues=tuple(sorted({*draft.cues, "spun"})))


def shuffle(rng: random.Random, draft: Draft) -> Draft:
    """The sentences between opening and signature in another order."""
    movable = [unit for unit in draft.units if not unit.fixed]
    rng.shuffle(movable)
    return _with_movable(draft, movable)


def shuffle_paragraphs(rng: random.Random, draft: Draft) -> Draft:
    """The paragraphs in another order."""
    paragraphs: list[list[Unit]] = [[]]
    for unit in draft.units:
        if not unit.fixed:
            paragraphs[-1].append(unit)
            if unit.breaks:
                paragraphs.append([])
    rng.shuffle(paragraphs)
    return _with_movable(draft, [unit for paragraph in paragraphs for unit in paragraph])


def abridge(rng: random.Random, draft: Draft, share: float) -> Draft:
    """`share` of the sentences are left out here and there."""
    kept = [unit for unit in draft.units if unit.fixed or rng.random() > share]
    return replace(draft, units=tuple(kept), cues=tuple(sorted({*draft.cues, "abridged"})))


def excerpt(rng: random.Random, draft: Draft, share: float, least: int = 60) -> Draft:
    """`share` of the text, in one stretch, in the middle of a new document of about the same length."""
    movable = [unit for unit in draft.units if not unit.fixed]
    total = sum(len(unit.text) for unit in movable)
    goal = max(share * total, least)
    start = rng.randrange(max(1, len(movable)))
    taken: list[Unit] = []
    while movable and sum(len(unit.text) for unit in taken) < goal and len(taken) < len(movable):
        taken.append(movable[(start + len(taken)) % len(movable)])
        if start + len(taken) == len(movable) and sum(len(unit.text) for unit in taken) < goal:
            start = max(0, len(movable) - len(taken) - 1)  # one stretch: begin earlier
            taken = movable[start:]
            while start and sum(len(unit.text) for unit in taken) < goal:
                start -= 1
                taken = movable[start:]
            break
    return embed(rng, draft, taken, max(200, int(total * (1 - share))))


def mosaic(rng: random.Random, drafts: Sequence[Draft]) -> Draft:
    """A stretch of each of several documents, and a little that is new."""
    taken: list[Unit] = []
    for draft in drafts:
        movable = [unit for unit in draft.units if not unit.fixed]
        many = max(3, int(len(movable) * rng.uniform(0.25, 0.45)))
        start = rng.randrange(max(1, len(movable) - many))
        taken += movable[start : start + many]
    return embed(rng, max(drafts, key=lambda draft: draft.date[:4]), taken, 150, at_end=True)


def embed(rng: random.Random, draft: Draft, taken: Sequence[Unit], length: int, *, at_end: bool = False) -> Draft:
    """A new document of `length` characters with `taken` somewhere in it."""
    host = Author(rng, after=draft.date).write("host", length)
    movable = [number for number, unit in enumerate(host.units) if not unit.fixed]
    at = movable[-1] if at_end else rng.choice(movable)
    host_units = [replace(unit, origin=("", 0)) for unit in host.units]
    units = (*host_units[:at], *(replace(unit, fixed=False) for unit in taken), *host_units[at:])
    return replace(draft, units=units, place=host.place, date=host.date)


def extend(rng: random.Random, draft: Draft) -> Draft:
    """New sentences strewn in, about every third."""
    host = Author(rng).write("host", sum(len(unit.text) for unit in draft.units))
    new = [replace(unit, origin=("", 0)) for unit in host.units if not unit.fixed]
    units: list[Unit] = []
    for unit in draft.units:
        units.append(unit)
        if not unit.fixed and new and rng.random() < 0.35:
            units.append(new.pop())
    return replace(draft, units=tuple(units))


def mask(rng: random.Random, draft: Draft) -> Draft:
    """Names and dates blotted out, as sites that sell model texts do."""
    sign = rng.choice(("XX", "××", "**", "某某", "xx", "○○"))

    def masked(piece: Piece) -> Piece:
        if piece.slot in ("place", "organisation"):
            return replace(piece, text=sign + piece.text[-1])
        if piece.slot == "person":
            return replace(piece, text=sign)
        if piece.slot == "date":
            return replace(piece, text="20xx年x月x日" if len(piece.text) > 6 else "x月x日")
        return piece

    units = [unit.with_pieces([masked(piece) for piece in unit.pieces]) for unit in draft.units]
    return replace(draft, units=tuple(units), cues=tuple(sorted({*draft.cues, "masked"})))


def traditional(_: random.Random, draft: Draft) -> Draft:
    """Converted to Traditional script when it is written out."""
    return replace(draft, traditional=True)


def noisy(rng: random.Random, draft: Draft, *kinds: str) -> Draft:
    """Noise of web sites and scans, put in when it is written out."""
    chosen = kinds or tuple(rng.sample(("wrap", "blanks", "pages", "site", "typos"), 2))
    return replace(draft, noise=(*draft.noise, *chosen))


def then(*edits: Edit) -> Edit:
    """One edit after the other."""

    def run(rng: random.Random, draft: Draft) -> Draft:
        return functools.reduce(lambda done, edit: edit(rng, done), edits, draft)

    return run


def _spin(share: float) -> Edit:
    return lambda rng, draft: spin(rng, draft, share)


def _excerpt(share: float) -> Edit:
    return lambda rng, draft: excerpt(rng, draft, share)


def _abridge(share: float) -> Edit:
    return lambda rng, draft: abridge(rng, draft, share)


def _noise(*kinds: str) -> Edit:
    return lambda rng, draft: noisy(rng, draft, *kinds)


#: The kinds of copying that take one source. Mosaics take three and are made apart.
KINDS: dict[str, Edit] = {
    "verbatim": lambda rng, draft: draft,
    "slots": lambda rng, draft: slots(rng, draft),
    "slots_numbers": lambda rng, draft: slots(rng, draft, kinds=frozenset(("number", "date"))),
    "slots_residue": lambda rng, draft: slots(rng, draft, residue=0.4),
    "masked": mask,
    "spin05": _spin(0.05),
    "spin10": _spin(0.10),
    "spin15": _spin(0.15),
    "spin20": _spin(0.20),
    "spin30": _spin(0.30),
    "shuffle": shuffle,
    "shuffle_paragraphs": shuffle_paragraphs,
    "excerpt10": _excerpt(0.10),
    "excerpt20": _excerpt(0.20),
    "excerpt40": _excerpt(0.40),
    "excerpt70": _excerpt(0.70),
    "abridged": _abridge(0.4),
    "extended": extend,
    "script": traditional,
    "wrapped": _noise("wrap", "pages"),
    "site": _noise("site", "blanks"),
    "typos": _noise("typos"),
    "slots+spin15": then(slots, _spin(0.15)),
    "slots+shuffle": then(slots, shuffle),
    "slots+script": then(slots, traditional),
    "slots+noise": then(slots, noisy),
    "spin15+shuffle": then(_spin(0.15), shuffle),
    "spin30+script": then(_spin(0.30), traditional),
    "excerpt40+slots+spin15": then(slots, _spin(0.15), _excerpt(0.40)),
    "excerpt20+script": then(_excerpt(0.20), traditional),
    "abridged+spin15": then(_abridge(0.3), _spin(0.15)),
    "spin30+shuffle+slots": then(slots, _spin(0.30), shuffle),
}
MOSAICS: dict[str, Edit] = {"mosaic": KINDS["verbatim"], "mosaic+spin15": _spin(0.15)}


def _with_movable(draft: Draft, movable: Sequence[Unit]) -> Draft:
    rest = iter(movable)
    return replace(draft, units=tuple(unit if unit.fixed else next(rest) for unit in draft.units))


@functools.cache
def _synonyms() -> dict[str, tuple[str, ...]]:
    rows = (row.split() for row in words.SPIN)
    return {row[0]: tuple(row[1:]) for row in rows}


def cut(text: str) -> list[str]:
    """The words of a text, by the segmenter that is at hand for the tests."""
    import jieba

    jieba.setLogLevel(60)
    return [str(word) for word in jieba.cut(text)]


@functools.cache
def _vocabulary() -> tuple[str, ...]:
    """Words of two characters of which an unknown synonym is made up."""
    texts = [text for deeds in words.DEEDS.values() for pair in deeds for text in pair]
    texts += [*words.PURPOSES, *words.RESULTS, *words.FAULTS, *words.PLANS, *words.MANDATED]
    return tuple(sorted({word for text in texts for word in cut(text) if len(word) == 2 and word.isalpha()}))


def _spun_word(rng: random.Random, word: str, share: float) -> str:
    if len(word) < 2 or not "\u4e00" <= word[0] <= "\u9fff" or rng.random() >= share:
        return word
    known = _synonyms().get(word)
    if known and rng.random() < 0.8:
        return rng.choice(known)
    other = rng.choice(_vocabulary())
    if rng.random() < 0.5:  # a near synonym often keeps one of the characters
        return word[0] + other[1] if rng.random() < 0.5 else other[0] + word[1:]
    return other


def _number(rng: random.Random, text: str) -> str:
    digits = max(1, len(text.split(".")[0]))
    low = 1 if digits == 1 else 10 ** (digits - 1)
    value = str(rng.randint(low, 10**digits - 1))
    return f"{value}.{rng.randint(1, 9)}" if "." in text else value


def _later(rng: random.Random, text: str) -> str:
    year = text[:4] if text[:4].isdigit() else ""
    day = f"{rng.randint(1, 12)}月{rng.randint(1, 28)}日"
    if not year:
        return day
    return f"{int(year) + 1}年" + (day if "日" in text else "")
