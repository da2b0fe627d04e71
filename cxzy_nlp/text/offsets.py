"""Edits and the offset map that they leave behind.

A reading is made by a few passes of edits. Each pass yields its map *while* it edits, and maps compose; nothing is ever
re-derived by comparing two texts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from cxzy_nlp.errors import InputError


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Replace ``start:end`` of a text by `replacement`; `kind` names the cleaning step."""

    start: int
    end: int
    replacement: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Which characters of the clean text stand where in the source.

    The map is a list of runs: the clean characters ``clean[i] .. clean[i] + length[i]`` are, one by one, the source
    characters from ``source[i]`` on. What stands between two runs was replaced, inserted or removed.

    Parameters
    ----------
    clean, source, length
        Parallel tuples, one item a run, ascending, in code points.
    clean_size, source_size
        Lengths of the two texts.
    """

    clean: tuple[int, ...]
    source: tuple[int, ...]
    length: tuple[int, ...]
    clean_size: int
    source_size: int

    @classmethod
    def identity(cls, size: int) -> OffsetMap:
        """The map of a text onto itself, also of any step that keeps every character's place."""
        return cls((0,), (0,), (size,), size, size) if size else cls((), (), (), 0, 0)

    @property
    def is_identity(self) -> bool:
        """Whether every clean character has its own place in the source."""
        return self.clean_size == self.source_size and len(self.length) <= 1 and sum(self.length) == self.clean_size

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The source span of the clean span ``start:end``.

        Noise inside the span is kept, noise at its edges is not; a span that begins or ends inside a replacement takes
        in everything that was replaced. An empty span maps to an empty span.

        Raises
        ------
        InputError
            If the span does not lie in the clean text.

        Examples
        --------
        >>> clean, offsets = apply_edits("作动 6 员报告", [Edit(2, 5)])
        >>> clean, offsets.to_source(1, 3)
        ('作动员报告', (1, 6))
        """
        if not 0 <= start <= end <= self.clean_size:
            raise InputError(f"span {start}:{end} does not lie in the clean text of {self.clean_size} characters")
        if start == end:
            point = self._point(start)
            return point, point
        run = bisect_right(self.clean, start) - 1
        if run >= 0 and start < self.clean[run] + self.length[run]:
            first = self.source[run] + start - self.clean[run]
        else:
            first = self.source[run] + self.length[run] if run >= 0 else 0
        run = bisect_right(self.clean, end - 1) - 1
        if run >= 0 and end - 1 < self.clean[run] + self.length[run]:
            last = self.source[run] + end - self.clean[run]
        else:
            last = self.source[run + 1] if run + 1 < len(self.source) else self.source_size
        return first, last

    def _point(self, position: int) -> int:
        run = bisect_right(self.clean, position) - 1
        if run < 0:
            return 0
        return self.source[run] + min(position - self.clean[run], self.length[run])

    def to_clean(self, position: int) -> int:
        """The clean position of a source position; inside removed text, the place where it was.

        Examples
        --------
        >>> apply_edits("作动 6 员报告", [Edit(2, 5)])[1].to_clean(6)
        3
        """
        run = bisect_right(self.source, position) - 1
        if run < 0:
            return 0
        return self.clean[run] + min(max(position - self.source[run], 0), self.length[run])

    def compose(self, earlier: OffsetMap) -> OffsetMap:
        """The map to the source of `earlier`, whose clean text is this map's source.

        Raises
        ------
        InputError
            If the two maps do not fit together.
        """
        if self.source_size != earlier.clean_size:
            raise InputError(f"maps do not fit: {self.source_size} characters here, {earlier.clean_size} in the other")
        if earlier.is_identity:
            return self
        if self.is_identity:
            return earlier
        clean: list[int] = []
        source: list[int] = []
        length: list[int] = []
        inner = 0
        for outer_clean, outer_source, outer_length in zip(self.clean, self.source, self.length, strict=True):
            outer_end = outer_source + outer_length
            while inner < len(earlier.clean) and earlier.clean[inner] + earlier.length[inner] <= outer_source:
                inner += 1
            scan = inner
            while scan < len(earlier.clean) and earlier.clean[scan] < outer_end:
                low = max(earlier.clean[scan], outer_source)
                high = min(earlier.clean[scan] + earlier.length[scan], outer_end)
                clean.append(outer_clean + low - outer_source)
                source.append(earlier.source[scan] + low - earlier.clean[scan])
                length.append(high - low)
                scan += 1
            inner = max(inner, scan - 1)
        return OffsetMap(tuple(clean), tuple(source), tuple(length), self.clean_size, earlier.source_size)


def apply_edits(text: str, edits: Iterable[Edit]) -> tuple[str, OffsetMap]:
    """`text` with `edits` carried out, and the map back.

    A replacement as long as what it replaces keeps every character's place.

    Raises
    ------
    InputError
        If an edit leaves the text or overlaps its neighbour.

    Examples
    --------
    >>> apply_edits("更加积 极", [Edit(3, 4)])[0]
    '更加积极'
    """
    ordered = sorted(edits)
    if not ordered:
        return text, OffsetMap.identity(len(text))
    if ordered[0].start < 0 or any(edit.end < edit.start for edit in ordered) or ordered[-1].end > len(text):
        raise InputError(f"an edit leaves the text of {len(text)} characters: {ordered[0]} … {ordered[-1]}")
    for left, right in pairwise(ordered):
        if left.end > right.start:
            raise InputError(f"edits overlap: {left} and {right}")
    pieces: list[str] = []
    clean: list[int] = []
    source: list[int] = []
    length: list[int] = []
    at, size = 0, 0  # position in the text; size of the clean text so far

    def keep(piece_start: int, piece: str) -> None:
        nonlocal size
        if not piece:
            return
        if clean and clean[-1] + length[-1] == size and source[-1] + length[-1] == piece_start:
            length[-1] += len(piece)
        else:
            clean.append(size)
            source.append(piece_start)
            length.append(len(piece))
        pieces.append(piece)
        size += len(piece)

    for edit in ordered:
        keep(at, text[at : edit.start])
        if len(edit.replacement) == edit.end - edit.start:
            keep(edit.start, edit.replacement)
        else:
            pieces.append(edit.replacement)
            size += len(edit.replacement)
        at = edit.end
    keep(at, text[at:])
    result = "".join(pieces)
    return result, OffsetMap(tuple(clean), tuple(source), tuple(length), len(result), len(text))
