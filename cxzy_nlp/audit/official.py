"""Definitions held against the official list of the framework that they give."""

from __future__ import annotations

from collections.abc import Iterator

from cxzy_nlp.audit.subject import Subject
from cxzy_nlp.document import Finding, Framework
from cxzy_nlp.facts.frameworks.canonical import CanonicalFramework, canonical_frameworks, compare_components
from cxzy_nlp.facts.frameworks.differences import bare


def official_differences(subject: Subject) -> Iterator[Finding]:
    """A finding for each definition that leaves out a component of the official list, or cuts one short.

    Only lists that are the official one but for a slip are compared: a list of somebody's own under the same name, or
    another wording (家长反映好 in a school), is a local variant and no mistake.

    Examples
    --------
    >>> from cxzy_nlp import analyze
    >>> text = "争创“五个好”（领导班子好、党员队伍好、工作机制好、群众反映好）先进基层党组织。"
    >>> [f.message for f in analyze(text)[0].findings]
    ['五个好 is listed without 工作业绩好, which the official list has']

    Notes
    -----
    Source: the table frameworks. Wrong where a text quotes only a part of the list on purpose.
    """
    known = canonical_frameworks()
    for index, framework in enumerate(subject.frameworks):
        entry = known.get(framework.canonical or "")
        if entry is None or not framework.components or entry.level == "local":
            continue
        message = _message(framework, entry)
        if message:
            yield Finding(framework.start, framework.end, "component_mismatch", message, (f"frameworks/{index}",))


def _message(framework: Framework, entry: CanonicalFramework) -> str:
    difference = compare_components(entry, [component.text for component in framework.components])
    if not difference.kin or difference.extra:
        return ""
    if difference.missing:
        if 2 * len(difference.missing) > difference.matched:
            return ""  # half a list may be all that was quoted, or all that was found
        return f"{framework.name} is listed without {'、'.join(difference.missing)}, which the official list has"
    cut = [(given, official) for given, official in difference.wrong if bare(given) in official]
    if not cut:
        return ""
    return f"{framework.name} has " + ", ".join(f"{given} for {official}" for given, official in cut)
