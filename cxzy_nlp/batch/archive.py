"""Which files an archive holds, in an order that does not depend on the machine."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from cxzy_nlp.batch.folder import is_results
from cxzy_nlp.io.readers import printable

# Litter of file managers that carries no dot.
_LITTER = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


@dataclass(frozen=True, slots=True)
class ArchiveFile:
    """A file of an archive.

    Parameters
    ----------
    path
        What is recorded: relative to the archive, with ``/``, always valid UTF-8.
    location
        Where to open it.
    size
        Its size in bytes, 0 where unknown; only used to share out the work.
    problem
        Why it cannot even be opened (a folder that may not be listed), else ``None``.
    """

    path: str
    location: str
    size: int = 0
    problem: str | None = None


def walk(paths: Sequence[str | os.PathLike[str]], *, exclude: Iterable[str] = ()) -> Iterator[ArchiveFile]:
    """The files below `paths`, sorted by recorded path (by code point).

    A file's recorded path is relative to the folder that was named, or its own name if it was named itself; where
    several paths are named, each one's last part goes before it, made unique with ``~2``. Files of every kind are
    yielded, so that the reader can say why it refuses one; hidden ones (``.git``, ``.DS_Store``, ``~$…``) and a file
    manager's litter are not, unless named, nor is any file in a folder with the results of an earlier run. Every file
    comes once: what is named twice, or is also reached by a symbolic link into the archive, is left out; links to
    outside are followed, each folder once, so that loops end.

    Parameters
    ----------
    paths
        Files and folders.
    exclude
        Folders to leave out, such as the one for the results.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> (folder / "b").mkdir()
    >>> for name in ("b/1.txt", "b.txt", ".hidden"):
    ...     _ = (folder / name).write_text("x")
    >>> [file.path for file in walk([str(folder)])]
    ['b.txt', 'b/1.txt']
    """
    roots = _roots([os.fspath(path) for path in paths])
    walker = _Walker([os.path.realpath(root.location) for root in roots if root.folder], exclude)
    for root in roots:
        if not root.folder:
            yield ArchiveFile(root.prefix, root.location, _size(root.location))
        elif not is_results(root.location):
            yield from walker.walk(root.location, root.prefix)


def files_within(folder: str | os.PathLike[str]) -> Iterator[ArchiveFile]:
    """The files that a walk would find in a folder, if it held no results."""
    yield from _Walker([os.path.realpath(folder)], ()).walk(os.fspath(folder), "")


def comes_to(paths: Iterable[str | os.PathLike[str]], folder: str | os.PathLike[str]) -> bool:
    """Whether a walk of `paths` would come to `folder`, which is none of them."""
    real = os.path.realpath(folder)
    return any(_below(real, os.path.realpath(path)) for path in paths)


@dataclass(frozen=True, slots=True)
class _Root:
    prefix: str
    location: str
    folder: bool

    @property
    def order(self) -> str:
        return f"{self.prefix}/" if self.folder and self.prefix else self.prefix


@dataclass(frozen=True, slots=True)
class _Entry:
    recorded: str
    location: str
    folder: bool

    @property
    def order(self) -> str:
        return f"{self.recorded}/" if self.folder else self.recorded


def _roots(paths: Sequence[str]) -> list[_Root]:
    named: dict[str, str] = {}  # real path: as it was named
    for path in paths:
        named.setdefault(os.path.realpath(path), path)
    folders = {real for real in named if _is_folder(real)}
    kept = [real for real in named if not (os.path.lexists(real) and any(_below(real, folder) for folder in folders))]
    if len(kept) == 1:
        folder = kept[0] in folders
        return [_Root("" if folder else _name(named[kept[0]], kept[0]), named[kept[0]], folder)]
    roots: list[_Root] = []
    taken: set[str] = set()
    for real in kept:
        prefix = _unique(_name(named[real], real), taken)
        roots.append(_Root(prefix, named[real], real in folders))
    return sorted(roots, key=lambda root: root.order)


def _name(path: str, real: str) -> str:
    last = PurePath(path).name
    return printable(PurePath(real).name or "root" if last in ("", "..") else last)


def _unique(name: str, taken: set[str]) -> str:
    number, candidate = 1, name
    while candidate in taken:
        number += 1
        candidate = f"{name}~{number}"
    taken.add(candidate)
    return candidate


def _below(real: str, folder: str) -> bool:
    """Whether a walk of `folder` comes to the real path `real`."""
    prefix = folder.rstrip(os.sep) + os.sep
    return real.startswith(prefix) and not any(map(_is_hidden, PurePath(real[len(prefix) :]).parts))


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _LITTER


def _size(location: str) -> int:
    status = _status(location)
    return status.st_size if status is not None else 0


def _is_folder(location: str) -> bool:
    status = _status(location)
    return status is not None and stat.S_ISDIR(status.st_mode)


class _Walker:
    """One walk: remembers which folders it has been in."""

    def __init__(self, real_roots: Sequence[str], exclude: Iterable[str]) -> None:
        self._real_roots = real_roots
        self._seen = {(status.st_dev, status.st_ino) for status in map(_status, exclude) if status is not None}

    def walk(self, location: str, prefix: str) -> Iterator[ArchiveFile]:
        stack: list[Iterator[_Entry | ArchiveFile]] = []  # own stack: folders may be nested deeper than Python recurses
        if self._enter(location):
            stack.append(self._list(location, prefix))
        while stack:
            entry = next(stack[-1], None)
            if entry is None:
                stack.pop()
            elif isinstance(entry, ArchiveFile):
                yield entry
            elif not entry.folder:
                yield ArchiveFile(entry.recorded, entry.location, _size(entry.location))
            elif self._enter(entry.location) and not is_results(entry.location):
                stack.append(self._list(entry.location, entry.recorded))

    def _enter(self, location: str) -> bool:
        status = _status(location)
        if status is None:
            return True  # listing it will say why
        identity = (status.st_dev, status.st_ino)
        if identity in self._seen:
            return False
        self._seen.add(identity)
        return True

    def _list(self, location: str, prefix: str) -> Iterator[_Entry | ArchiveFile]:
        try:
            with os.scandir(location) as found:
                # Sorted by bytes first, so that names made unique do not depend on the order of the disk.
                entries = sorted((entry for entry in found if not _is_hidden(entry.name)), key=lambda item: item.name)
        except OSError as error:
            reason = "no permission to list it" if isinstance(error, PermissionError) else f"{error.strerror}"
            yield ArchiveFile(prefix or ".", location, problem=f"a folder that cannot be read: {reason}")
            return
        taken: set[str] = set()
        start = f"{prefix}/" if prefix else ""
        listed: list[_Entry] = []
        for entry in entries:
            folder = self._leads_on(entry)
            if folder is not None:
                listed.append(_Entry(start + _unique(printable(entry.name), taken), entry.path, folder))
        yield from sorted(listed, key=lambda item: item.order)

    def _leads_on(self, entry: os.DirEntry[str]) -> bool | None:
        """Whether an entry is a folder; nothing for a link that need not be followed."""
        if not entry.is_symlink():
            return entry.is_dir(follow_symlinks=False)
        try:
            status = Path(entry.path).stat()
        except OSError as error:
            return None if error.errno == errno.ELOOP else False  # dangling: the reader reports it
        real = os.path.realpath(entry.path)
        if real in self._real_roots or any(_below(real, root) for root in self._real_roots):
            return None
        return stat.S_ISDIR(status.st_mode)


def _status(location: str) -> os.stat_result | None:
    try:
        return Path(location).stat()
    except (OSError, ValueError):
        return None
