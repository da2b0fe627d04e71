"""From bytes to a Source, and from a Source to a Reading with an offset map."""

from __future__ import annotations

from cxzy_nlp.config import Config
from cxzy_nlp.document import Source
from cxzy_nlp.text.boilerplate import boilerplate_edits
from cxzy_nlp.text.censored import restore_censored
from cxzy_nlp.text.characters import annotation_edits, fold_characters, invisible_edits
from cxzy_nlp.text.flow import sentence_edits, wrap_edits
from cxzy_nlp.text.markup import markup_edits
from cxzy_nlp.text.offsets import Edit, OffsetMap, apply_edits
from cxzy_nlp.text.reading import Reading, Repair
from cxzy_nlp.text.scrambles import scramble_edits
from cxzy_nlp.text.script import to_simplified

__all__ = ["Reading", "Repair", "make_reading"]


def make_reading(source: Source, config: Config | None = None) -> Reading:
    """The cleaned copy of a source, as `config` asks.

    Each pass edits what the pass before left, and its map is composed with the maps so far: markup and invisible
    characters; signs, glyphs and script (in place); site lines; page numbers and blanks in sentences; broken lines.

    Examples
    --------
    >>> make_reading(Source.from_text("臵身一线，抓学\\u200b习")).text
    '置身一线,抓学习'
    """
    config = config or Config()
    text, offsets = source.text, OffsetMap.identity(len(source.text))
    repairs: list[Repair] = []

    def edit(edits: list[Edit], *, repair: bool = False) -> None:
        nonlocal text, offsets
        if edits:
            if repair:
                repairs.extend(Repair(*offsets.to_source(item.start, item.end), item.kind) for item in edits)
            text, step = apply_edits(text, edits)
            offsets = step.compose(offsets)

    if source.format == "html":
        edit(markup_edits(text, site=config.drop_boilerplate))
    edit(invisible_edits(text))
    text = fold_characters(text, glyphs=config.fix_glyphs)
    if config.fold_script:
        text = to_simplified(text)
    if config.fix_glyphs:
        text = restore_censored(text)
    edit(annotation_edits(text))
    if config.drop_boilerplate:
        edit(scramble_edits(text), repair=True)
    if config.drop_boilerplate or config.drop_page_numbers:
        edit(boilerplate_edits(text, site=config.drop_boilerplate, page_numbers=config.drop_page_numbers), repair=True)
    if config.drop_page_numbers or config.join_blanks:
        edit(sentence_edits(text, page_numbers=config.drop_page_numbers, blanks=config.join_blanks), repair=True)
    if config.unwrap:
        edit(wrap_edits(text), repair=True)
    return Reading(source, text, offsets, tuple(sorted(repairs, key=lambda repair: repair.start)))
