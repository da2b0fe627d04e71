"""Documents of our own: sentences put together from clauses, so that no two of them share more than stock phrases."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

from archive import words
from archive.drafts import MANDATED, Draft, Origin, Piece, Unit

_NOWHERE: Origin = ("", 0)
_WORD = re.compile("{([a-z]+)}")
_POOLS = {
    "noun": words.NOUNS, "verb": words.VERBS, "group": words.GROUPS, "quality": words.QUALITIES,
    "modifier": words.MODIFIERS, "degree": words.DEGREES,
}  # fmt: skip
_NUMERALS = "一二三四五六七八九十"


class Author:
    """Who writes a document: a unit in a place, with a field of work and habits of its own."""

    def __init__(self, rng: random.Random, after: str = "") -> None:
        self.rng = rng
        self.place = place(rng)
        self.field = rng.choice(sorted(words.DEEDS))
        self.unit = self.place if rng.random() < 0.5 else self.place + rng.choice(words.OFFICES)
        self.year = rng.choice((2005, 2009, 2010, 2010, 2011, 2011, 2012, 2013, 2014))
        if after[:4].isdigit():
            self.year = int(after[:4]) + 1

    def write(self, name: str, length: int) -> Draft:
        """A document of about `length` characters."""
        rng = self.rng
        date = f"{self.year}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日"
        title = rng.choice(words.TITLES)
        units = [_line([*self._filled(title)], fixed=True)]
        if rng.random() < 0.5:
            units.append(_line([Piece("同志们：")], fixed=True))
        if rng.random() < 0.6:
            units.append(_line([Piece(rng.choice(words.OPENERS))], fixed=True))
        units.append(self._sentence(self._opening()))
        size, section = sum(len(unit.text) for unit in units), 0
        while size < length:
            if rng.random() < 0.7 and section < 9:
                heading = self._filled(rng.choice(words.HEADINGS))
                units.append(_line([Piece(f"{_NUMERALS[section]}、"), *heading]))
                section += 1
            units += [self._sentence(self._body()) for _ in range(rng.randint(2, 5))]
            units[-1] = replace(units[-1], breaks=True)
            size = sum(len(unit.text) for unit in units)
        units.append(_line([Piece(self.unit, "organisation" if self.unit != self.place else "place")], fixed=True))
        units.append(_line([Piece(date, "date")], fixed=True))
        return Draft(name, tuple(units), self.place, date, family=name)

    def _sentence(self, pieces: list[Piece]) -> Unit:
        return Unit((*pieces, Piece(self.rng.choice("。。。。；") if len(pieces) > 1 else "。")), _NOWHERE)

    def _body(self) -> list[Piece]:
        makers: tuple[Callable[[], list[Piece]], ...] = (
            self._deed, self._deed, self._deed, self._figures, self._person, self._fault, self._plan, self._abstract,
            self._list,
        )  # fmt: skip
        return self.rng.choice(makers)()

    def _deed(self) -> list[Piece]:
        rng = self.rng
        pieces = [Piece(rng.choice(words.TIMES) + "，")] if rng.random() < 0.5 else []
        pieces += [Piece(rng.choice(words.SUBJECTS) + rng.choice(words.MANNERS)), *self._work()]
        if rng.random() < 0.5:
            pieces += [Piece("，又" + rng.choice(words.MANNERS)), *self._work()]
        if rng.random() < 0.6:
            pieces.append(Piece(rng.choice(("，", "，目的就是", "，为的是", "，力求")) + self._clause(words.PURPOSES)))
        if rng.random() < 0.5:
            pieces.append(Piece("，" + self._clause(words.RESULTS)))
        return pieces

    def _clause(self, stock: tuple[str, ...]) -> str:
        """Mostly a clause put together from words, now and then one that others use too."""
        if self.rng.random() < 0.15:
            return self.rng.choice(stock)
        return _WORD.sub(lambda found: self.rng.choice(_POOLS[found[1]]), self.rng.choice(words.CLAUSES))

    def _work(self) -> list[Piece]:
        verb, thing = self.rng.choice(words.DEEDS[self.field if self.rng.random() < 0.8 else self._other()])
        if self.rng.random() < 0.5:
            verb, thing = self.rng.choice(words.VERBS), self.rng.choice(words.NOUNS)
        if self.rng.random() < 0.6:
            thing = self.rng.choice(words.MODIFIERS) + thing
        if self.rng.random() < 0.35:
            unit = self.rng.choice(("处", "次", "批"))
            return [Piece(verb), Piece(str(self.rng.randint(2, 400)), "number"), Piece(unit + thing)]
        return [Piece(verb + thing)]

    def _other(self) -> str:
        return self.rng.choice(sorted(words.DEEDS))

    def _figures(self) -> list[Piece]:
        rng = self.rng
        pieces = [
            Piece(rng.choice(("截至目前，", "据统计，", "半年来，", "一年下来，", "到年底，"))),
            Piece(self.unit, self._kind()),
        ]
        pieces.append(Piece(rng.choice(("共", "先后", "累计", "已经"))))
        for number, (unit, thing) in enumerate(rng.sample(words.COUNTED, rng.randint(2, 4))):
            pieces.append(Piece(("、" if number else "") + rng.choice(("完成", "落实", "涉及", "收到", "惠及"))))
            pieces += [Piece(str(rng.randint(2, 3000)), "number"), Piece(unit + thing)]
        return pieces

    def _kind(self) -> str:
        return "place" if self.unit == self.place else "organisation"

    def _person(self) -> list[Piece]:
        rng = self.rng
        who = rng.choice(("老党员", "支部书记", "大学生村官", "班组长", "退休干部", "女党员"))
        pieces = [
            Piece(who),
            Piece(person(rng), "person"),
            Piece(rng.choice(("今年", "虽然", "眼下"))),
            Piece(str(rng.randint(22, 80)), "number"),
        ]
        return [
            *pieces,
            Piece("岁，" + rng.choice(words.MANNERS)),
            *self._work(),
            Piece("，" + self._clause(words.RESULTS)),
        ]

    def _fault(self) -> list[Piece]:
        first, second = self._clause(words.FAULTS), self._clause(words.FAULTS)
        return [
            Piece(self.rng.choice(("但也要看到，", "对照要求，", "不足在于：", "有人说，")) + first + "，" + second)
        ]

    def _plan(self) -> list[Piece]:
        first, second = self._clause(words.PLANS), self._clause(words.PLANS)
        start = self.rng.choice(("下一步，", "今后，", "明年起，", "下半年，"))
        return [
            Piece(start),
            *([Piece(self.unit, self._kind())] if self.rng.random() < 0.4 else []),
            Piece("打算" + first + "，" + second),
        ]

    def _abstract(self) -> list[Piece]:
        return self._filled(self.rng.choice(words.ABSTRACT))

    def _list(self) -> list[Piece]:
        rng = self.rng
        pieces: list[Piece] = []
        for number in range(rng.randint(2, 3)):
            pieces += [Piece("，" * bool(number) + f"{_NUMERALS[number]}是"), *self._work()]
            if rng.random() < 0.5:
                pieces.append(Piece("，" + self._clause(words.PURPOSES)))
        return pieces

    def _opening(self) -> list[Piece]:
        rng = self.rng
        return [
            Piece(rng.choice(words.TIMES) + "，"),
            Piece(self.unit, self._kind()),
            Piece(
                f"把{rng.choice(words.THEMES)}" + rng.choice(("放在心上", "摆在案头", "当作头等大事", "列入议事日程"))
            ),
        ]

    def _filled(self, pattern: str) -> list[Piece]:
        first, second = self.rng.sample(words.THEMES, 2)
        text = pattern.replace("{theme2}", second).replace("{theme}", first)
        text = text.replace("{subject}", self.rng.choice(words.SUBJECTS)).replace(
            "{purpose}", self._clause(words.PURPOSES)
        )
        before, _, after = text.partition("{unit}")
        if not _:
            return [Piece(text)]
        return [piece for piece in (Piece(before), Piece(self.unit, self._kind()), Piece(after)) if piece.text]


def place(rng: random.Random) -> str:
    """The name of an invented place."""
    return rng.choice(words.PLACE_HEADS) + rng.choice(words.PLACE_TAILS) + rng.choice(words.PLACE_KINDS)


def person(rng: random.Random) -> str:
    """The name of an invented person."""
    return rng.choice(words.SURNAMES) + "".join(rng.sample(words.GIVEN, rng.choice((1, 2, 2))))


def mandated_unit(number: int) -> Unit:
    """One of the passages that everybody must quote."""
    return Unit((Piece(words.MANDATED[number]),), (MANDATED, number), breaks=True)


_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；]?\n*")
_SLOT = re.compile(
    r"(?P<date>(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日)|(?P<number>\d+(?:\.\d+)?)"
)


def from_text(name: str, text: str, own_place: str) -> Draft:
    """A text that is at hand as a draft: its sentences, its figures and its own place as slots."""
    units = []
    for found in _SENTENCE.finditer(text):
        sentence = found[0]
        if not sentence.strip():
            continue
        pieces: list[Piece] = []
        for part in (
            re.split(f"({re.escape(own_place)})", sentence.rstrip("\n")) if own_place else [sentence.rstrip("\n")]
        ):
            if part == own_place and part:
                pieces.append(Piece(part, "place"))
                continue
            at = 0
            for slot in _SLOT.finditer(part):
                if slot.start() > at:
                    pieces.append(Piece(part[at : slot.start()]))
                pieces.append(Piece(slot[0], slot.lastgroup))
                at = slot.end()
            if part[at:]:
                pieces.append(Piece(part[at:]))
        units.append(Unit(tuple(pieces), _NOWHERE, breaks=sentence.endswith("\n")))
    years = re.findall(r"(?:19|20)\d\d", text)
    return Draft(name, tuple(units), own_place, f"{max(years)}年12月31日" if years else "", family=name)


def _line(pieces: list[Piece], *, fixed: bool = False) -> Unit:
    return Unit(tuple(pieces), _NOWHERE, breaks=True, fixed=fixed)
