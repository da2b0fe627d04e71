"""The public functions of the copy search: verbs over `copies`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

from cxzy_nlp.config import Config, resolve_config
from cxzy_nlp.copies.find import find_items
from cxzy_nlp.copies.inputs import Item
from cxzy_nlp.copies.report import CopyPair, CopyReport
from cxzy_nlp.document import Document, Source
from cxzy_nlp.errors import InputError
from cxzy_nlp.io.readers import text_format
from cxzy_nlp.pipeline import signature

#: What stands for a document: its record, its file, or its text.
Input = Document | Source | str


def find_copies(
    documents: Iterable[Input] | Mapping[str, Input],
    *,
    config: Config | None = None,
    jobs: int = 1,
    index: str | os.PathLike[str] | None = None,
) -> CopyReport:
    """Which of the documents were copied from one another.

    Parameters
    ----------
    documents
        Documents from `analyze`, Sources from `read`, or texts; or a mapping of ids to any of them. Texts and sources
        are taken as one document each.
    config
        How they are read.
    jobs
        Worker processes. With more than one, the calling script must be guarded by ``if __name__ == "__main__":``.
    index
        A folder that keeps what was looked at, made if it is missing. Documents that it has are passed over, new ones
        are added, and the report is on pairs with a new document only.

    Returns
    -------
    CopyReport
        Pairs with their passages, clusters with their templates, and the common language that was not counted; its
        ``to_dict`` has the schema ``cxzy.copies/1``.

    Raises
    ------
    InputError
        If something is no document, two have the same id, or the index cannot be used: it was made by another version
        or with other options, is in use, or has another text under the same id.

    Examples
    --------
    >>> text = "雨季过后，驻村工作队挨家挨户核对水毁农田的台账，又请来技术员帮着村民补种秋菜，把损失降到最低。"
    >>> changed = text.replace("驻村工作队", "机关党员")
    >>> report = find_copies({"甲": "东河村小结。" + text, "乙": changed, "丙": "另一件事。"})
    >>> [(pair.a, pair.b) for pair in report.pairs]
    [('甲', '乙')]
    """
    settings = resolve_config(config)
    return find_items(to_items(documents), settings, signature(settings), jobs=jobs, index=index)


def compare(a: Input, b: Input, *, config: Config | None = None) -> CopyPair | None:
    """What two documents share, or nothing if neither was copied from the other.

    There is no archive to tell common language by, so that only wording known to be ordered is left out.

    Raises
    ------
    InputError
        If one of them is no document.

    Examples
    --------
    >>> text = "雨季过后，驻村工作队挨家挨户核对水毁农田的台账，又请来技术员帮着村民补种秋菜，把损失降到最低。"
    >>> pair = compare(text, "據悉，" + text.replace("雨季过后", "汛期之后"))
    >>> pair.spans, compare(text, "另一件事。")
    (((0, 47, 0, 50),), None)
    """
    names = [item.id for item in to_items([a])] + [item.id for item in to_items([b])]
    if names[0] == names[1]:
        names = ["a", "b"]
    report = find_copies(dict(zip(names, (a, b), strict=True)), config=config)
    return report.pairs[0] if report.pairs else None


def to_items(documents: Iterable[Input] | Mapping[str, Input]) -> list[Item]:
    """The documents with their ids.

    A Document has its own id; a Source goes by its path and a text by its place in the list (``"0"``, ``"1"`` …),
    unless a mapping names them. Neither is split.

    Raises
    ------
    InputError
        If something is no document, or two have the same id.

    Examples
    --------
    >>> [item.id for item in to_items(["甲", Source.from_text("乙", path="b.txt")])], to_items({"x": "丙"})[0].id
    (['0', 'b.txt'], 'x')
    """
    if isinstance(documents, (str, Source, Document)):
        raise InputError("expected several documents; write [a, b], or a mapping of ids to texts")
    named: Iterable[tuple[str | None, Input]]
    named = documents.items() if isinstance(documents, Mapping) else ((None, document) for document in documents)
    items = [_item(name, document, number) for number, (name, document) in enumerate(named)]
    seen: set[str] = set()
    for item in items:
        if item.id in seen:
            raise InputError(f"two documents have the id {item.id!r}; give a mapping of ids to texts")
        seen.add(item.id)
    return items


def _item(name: str | None, document: Input, number: int) -> Item:
    if name is not None and not isinstance(name, str):
        raise InputError(f"the id of a document must be a str, got {name!r}")
    if isinstance(document, Document):
        date = document.date.value if document.date is not None else None
        return Item(name or document.id, document.source, document.start, document.end, date)
    if isinstance(document, str):
        document = Source.from_text(document, format=text_format(document))
    if not isinstance(document, Source):
        raise InputError(f"expected a Document, a Source or a text, got {type(document).__name__}")
    return Item(name or document.path or str(number), document, 0, len(document.text))
