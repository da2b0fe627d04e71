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

    The map is a list of runs, together covering the clean text. In a run with ``taken == length`` the clean characters
    are, one by one, the source characters from `source` on. Any other run is a block: its `length` clean characters
    replace the `taken` source characters as a whole. What the source has between two runs was removed.

    Parameters
    ----------
    clean, source, length, taken
        Parallel tuples, one item a run, ascending, in code points: where the run begins in either text, and how long it
        is in either text.
    clean_size, source_size
        Lengths of the two texts.
    """

    clean: tuple[int, ...]
    source: tuple[int, ...]
    length: tuple[int, ...]
    taken: tuple[int, ...]
    clean_size: int
    source_size: int

    @classmethod
    def identity(cls, size: int) -> OffsetMap:
        """The map of a text onto itself, also of any step that keeps every character's place.

        Examples
        --------
        >>> OffsetMap.identity(5).to_source(2, 4)
        (2, 4)
        """
        return cls((0,), (0,), (size,), (size,), size, size) if size else cls((), (), (), (), 0, 0)

    @property
    def is_identity(self) -> bool:
        """Whether every clean character has its own place in the source, and the source nothing else."""
        return self.clean_size == self.source_size and self.length == self.taken == (self.clean_size,) * len(self.clean)

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
        >>> clean, offsets = apply_edits("搞宣 6 传活动", [Edit(2, 5)])
        >>> clean, offsets.to_source(1, 3)
        ('搞宣传活动', (1, 6))
        """
        if not 0 <= start <= end <= self.clean_size:
            raise InputError(f"span {start}:{end} does not lie in the clean text of {self.clean_size} characters")
        if start == end:
            point = self._point(start)
            return point, point
        left = bisect_right(self.clean, start) - 1
        if self.length[left] == self.taken[left] and end <= self.clean[left] + self.length[left]:
            shift = self.source[left] - self.clean[left]  # inside one run, as nearly always
            return start + shift, end + shift
        right = bisect_right(self.clean, end - 1) - 1
        while left < right and not self.taken[left]:  # insertions at the edges stand for nothing
            left += 1
            start = self.clean[left]
        while left < right and not self.taken[right]:
            right -= 1
            end = self.clean[right] + self.length[right]
        first, last = self.source[left], self.source[right] + self.taken[right]
        if self.taken[left] == self.length[left]:
            first += start - self.clean[left]
        if self.taken[right] == self.length[right]:
            last = self.source[right] + end - self.clean[right]
        return first, last

    def _point(self, position: int) -> int:
        run = bisect_right(self.clean, position) - 1
        if run < 0:
            return 0
        inside = position - self.clean[run]
        if inside >= self.length[run]:
            return self.source[run] + self.taken[run]
        return self.source[run] + (inside if self.taken[run] == self.length[run] else 0)

    def to_clean(self, position: int) -> int:
        """The clean position of a source position; inside removed or replaced text, the place where it was.

        Examples
        --------
        >>> apply_edits("搞宣 6 传活动", [Edit(2, 5)])[1].to_clean(6)
        3
        """
        run = bisect_right(self.source, position) - 1
        if run < 0:
            return 0
        inside = position - self.source[run]
        if inside >= self.taken[run]:
            return self.clean[run] + self.length[run]
        return self.clean[run] + (inside if self.taken[run] == self.length[run] else 0)

    def compose(self, earlier: OffsetMap) -> OffsetMap:
        """The map to the source of `earlier`, whose clean text is this map's source.

        Mapping a span with the result is the same as mapping it with this map and then with `earlier`, or closer where
        the span begins or ends with inserted characters.

        Raises
        ------
        InputError
            If the two maps do not fit together.

        Examples
        --------
        >>> once, first = apply_edits("㈠抓 学习", [Edit(0, 1, "(一)")])
        >>> twice, second = apply_edits(once, [Edit(4, 5)])
        >>> twice, second.compose(first).to_source(1, 5)
        ('(一)抓学习', (0, 4))
        """
        if self.source_size != earlier.clean_size:
            raise InputError(f"maps do not fit: {self.source_size} characters here, {earlier.clean_size} in the other")
        if earlier.is_identity:
            return self
        if self.is_identity:
            return earlier
        runs = _Runs()
        inner = 0
        for clean, middle, length, taken in zip(self.clean, self.source, self.length, self.taken, strict=True):
            if length != taken:
                first, last = earlier.to_source(middle, middle + taken)
                runs.add_block(clean, first, length, last - first)
                continue
            end = middle + length
            while earlier.clean[inner] + earlier.length[inner] <= middle:
                inner += 1
            scan = inner
            while scan < len(earlier.clean) and earlier.clean[scan] < end:
                low = max(earlier.clean[scan], middle)
                high = min(earlier.clean[scan] + earlier.length[scan], end)
                at = clean + low - middle
                if earlier.length[scan] == earlier.taken[scan]:
                    runs.add(at, earlier.source[scan] + low - earlier.clean[scan], high - low)
                else:
                    runs.add_block(at, earlier.source[scan], high - low, earlier.taken[scan])
                scan += 1
            inner = scan - 1
        return runs.to_map(self.clean_size, earlier.source_size)


class _Runs:
    """Runs under construction; neighbours that go on in both texts become one."""

    __slots__ = ("clean", "length", "source", "taken")

    def __init__(self) -> None:
        self.clean: list[int] = []
        self.source: list[int] = []
        self.length: list[int] = []
        self.taken: list[int] = []

    def add(self, clean: int, source: int, length: int) -> None:
        """Characters that keep their places."""
        if self.clean:
            last = self.length[-1]
            follows = self.clean[-1] + last == clean and self.source[-1] + last == source
            if follows and last == self.taken[-1]:
                self.length[-1] += length
                self.taken[-1] += length
                return
        self._append(clean, source, length, length)

    def add_block(self, clean: int, source: int, length: int, taken: int) -> None:
        """Characters that stand for others as a whole."""
        if length != taken:
            self._append(clean, source, length, taken)
            return
        # Of equal length it would read as characters that keep their places, so every one stands for the whole.
        for offset in range(length):
            self._append(clean + offset, source, 1, taken)

    def _append(self, clean: int, source: int, length: int, taken: int) -> None:
        self.clean.append(clean)
        self.source.append(source)
        self.length.append(length)
        self.taken.append(taken)

    def to_map(self, clean_size: int, source_size: int) -> OffsetMap:
        return OffsetMap(
            tuple(self.clean), tuple(self.source), tuple(self.length), tuple(self.taken), clean_size, source_size
        )


def apply_edits(text: str, edits: Iterable[Edit]) -> tuple[str, OffsetMap]:
    """`text` with `edits` carried out, and the map back.

    A replacement as long as what it replaces keeps every character's place.

    Raises
    ------
    InputError
        If an edit leaves the text or overlaps its neighbour.

    Examples
    --------
    >>> apply_edits("更加主 动", [Edit(3, 4)])[0]
    '更加主动'
    """
    ordered = sorted(edits)
    if not ordered:
        return text, OffsetMap.identity(len(text))
    for edit in ordered:
        if not 0 <= edit.start <= edit.end <= len(text):
            raise InputError(f"an edit leaves the text of {len(text)} characters: {edit}")
    for left, right in pairwise(ordered):
        if left.end > right.start:
            raise InputError(f"edits overlap: {left} and {right}")
    pieces: list[str] = []
    runs = _Runs()
    at, size = 0, 0  # position in the text; size of the clean text so far
    for edit in ordered:
        if at < edit.start:
            runs.add(size, at, edit.start - at)
            pieces.append(text[at : edit.start])
            size += edit.start - at
        replacement = edit.replacement
        if replacement:
            if len(replacement) == edit.end - edit.start:
                runs.add(size, edit.start, len(replacement))
            else:
                runs.add_block(size, edit.start, len(replacement), edit.end - edit.start)
            pieces.append(replacement)
            size += len(replacement)
        at = edit.end
    if at < len(text):
        runs.add(size, at, len(text) - at)
        pieces.append(text[at:])
    result = "".join(pieces)
    return result, runs.to_map(len(result), len(text))
