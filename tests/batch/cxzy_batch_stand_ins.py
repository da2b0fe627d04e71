"""Analyses that stand in for the pipeline; a module of their own, so that worker processes can import them."""

from __future__ import annotations

import os
import re
import sys
import time
from pathlib import Path

from cxzy_nlp.batch.run import extract_archive
from cxzy_nlp.config import Config
from cxzy_nlp.document import CountFact, Document, Source, TextSpan
from cxzy_nlp.pipeline import signature


def plain(source: Source, config: Config) -> list[Document]:
    """A document a paragraph, every number with 名 a count."""
    documents: list[Document] = []
    for part in re.finditer(r"[^\n]+", source.text):
        counts = tuple(
            CountFact(
                found.start(), found.end(), found[0], int(found[1]), "名", None, TextSpan(*found.span(1), found[1])
            )
            for found in re.finditer(r"([0-9]+)名", source.text)
            if part.start() <= found.start() < part.end()
        )
        name = f"{source.sha256[:8]}-{len(documents) + 1}"
        mark = signature(config)
        documents.append(Document(name, mark, source, part.start(), part.end(), "hans", counts=counts))
    return documents


def slow(source: Source, config: Config) -> list[Document]:
    time.sleep(0.01)
    return plain(source, config)


def deadly(source: Source, config: Config) -> list[Document]:
    if "崩溃" in source.text:
        os._exit(9)
    return plain(source, config)


def deadly_once(source: Source, config: Config) -> list[Document]:
    """Dies on the first file that holds the path of a mark, and leaves the mark."""
    if source.text.startswith("/") and not (mark := Path(source.text.strip())).exists():
        mark.touch()
        os._exit(9)
    return plain(source, config)


def raising(source: Source, config: Config) -> list[Document]:
    if "递归" in source.text:
        return raising(source, config)
    if "内存" in source.text:
        raise MemoryError
    if "退格" in source.text:
        raise ValueError("two\nlines and \ud800")
    return plain(source, config)


def misplaced(source: Source, config: Config) -> list[Document]:
    return [Document("a", "s", source, 0, 1, "hans", title=TextSpan(0, 1, "不在原文里"))]


def infinite(source: Source, config: Config) -> list[Document]:
    count = CountFact(0, 1, source.text[0], float("inf"), "名", None, TextSpan(0, 1, source.text[0]))
    return [Document("a", "s", source, 0, 1, "hans", counts=(count,))]


def another_version(source: Source, config: Config) -> list[Document]:
    return [Document("a", "cxzy_nlp of yesterday", source, 0, 1, "hans")]


def nothing(source: Source, config: Config) -> list[Document]:
    return []


def main(archive: str, out: str, jobs: str) -> None:
    """A slow run, to be killed by the test."""
    extract_archive([archive], out, jobs=int(jobs), analysis=slow)


if __name__ == "__main__":
    main(*sys.argv[1:])
