"""cxzy_nlp beside other libraries that find dates and numbers in Chinese text, on the same annotated texts.

    python scripts/compare_peers.py                             every set, every peer that is installed
    python scripts/compare_peers.py --peers recognizers,cn2an   some of them
    python scripts/compare_peers.py --notes jionlp              also list what it missed, got wrong or found in excess
    python scripts/compare_peers.py --rounds 0 --json out.json  without timing; the figures as JSON

Install the peers with `pip install "cxzy-nlp[compare]"`, best into an environment of their own. A peer that is missing
or fails is named in one line, and the rest goes on.

Found: the spans overlap (intersection over union at least 0.34). Exact: the same span; the numeral alone and the
numeral with its unit will do for a count, “七一” without its quotes for a date. Value: the same first and last day, the
same repetition or length of time; for a count the value of the numeral alone. Both: exact span and right value. False:
found where the gold has nothing. Where conventions differ, peers are given the benefit (see scripts/peers/scoring.py
and values.py), and the row cxzy_nlp is measured by the same lenient rule. The row `strict` is cxzy_nlp by the gold
itself: whole spans, values as EDTF, units, upper ends, facts without a value included.

No peer is made for these texts, and the gold follows our own guidelines. A recognizer of numbers finds every number,
those of lists and idioms too: its recall and values say how well it reads, its precision what is left to be sorted out.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from peers.adapters import PEERS, Extractor, Find, Tool, ours
from peers.scoring import Tally, before_time, right_date, right_number, score, within
from peers.sets import MONEY, Gold, Sample, documents, exact_numeral, expressions
from peers.values import parse_edtf

from cxzy_nlp import extract
from cxzy_nlp.text.script import to_simplified

CORPORA = Path(__file__).resolve().parent.parent / "corpora"
OURS, STRICT = "cxzy_nlp", "strict"
KINDS = ("dates", "counts", "money")
Tools = dict[str, Tool]
Results = dict[str, dict[str, dict[str, Tally]]]


def load(names: Iterable[str]) -> tuple[Tools, dict[str, str]]:
    """The tools by name, ours first, and a line for every peer that cannot be had."""
    tools = {OURS: ours(dates=lambda fact: fact.value and meaning(fact.value))}
    tools[STRICT] = ours(
        dates=lambda fact: plain_edtf(fact.value),
        counts=lambda fact: (fact.value, fact.max, plain_unit(fact.unit)),
    )
    absent = {}
    for name in names:
        try:
            tools[name] = PEERS[name].load()
        except Exception as error:  # a peer's import may fail in any way (recognizers with emoji 2 does)
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            absent[name] = f"{name}: left out ({reason}); install it with: {PEERS[name].install}"
    return tools, absent


def meaning(value: str) -> object:
    """Our own value in the terms that peers are measured in; as it is where the year is open."""
    return value if "XXXX" in value else parse_edtf(value)


def plain_edtf(value: str | float | None) -> str | None:
    """An EDTF value without the marks of uncertainty, as scripts/evaluate.py compares it."""
    return None if value is None else str(value).replace("~", "").replace("?", "").removesuffix("/")


def plain_unit(unit: str | None) -> str:
    return to_simplified(unit or "").replace("％", "%")


def strict_date(wanted: Gold, find: Find) -> bool:
    return find.values == (plain_edtf(wanted.value),)


def strict_count(wanted: Gold, find: Find) -> bool:
    return find.values == ((wanted.value, wanted.max, plain_unit(wanted.unit)),)


def our_date(wanted: Gold, find: Find) -> bool:
    """As for peers; a year that we leave open has to be open in the gold too."""
    return find.values == (wanted.value,) or right_date(wanted, find)


def gold_of(sample: Sample, kind: str) -> tuple[Gold, ...] | None:
    """What the sample has of dates, counts, or counts of money; None where it is not annotated for that."""
    if kind == "dates":
        return sample.dates
    if kind == "counts" or sample.counts is None:
        return sample.counts
    return tuple(gold for gold in sample.counts if MONEY.search(gold.unit or ""))


def is_free(gold: Gold, kind: str) -> bool:
    """Whether finding a fact is neither asked for nor held against a tool: no value, or not to be seen to be money."""
    return gold.value is None or (kind == "money" and not re.search("[元钱錢]", gold.text))


def run(name: str, extractor: Extractor, samples: Sequence[Sample], kind: str) -> Tally:
    """One tool on one set. A text on which it raises an error counts as one in which it finds nothing."""
    tally = Tally()
    strict = name == STRICT
    lenient = our_date if name == OURS else right_date
    judge = (strict_date if strict else lenient) if kind == "dates" else strict_count if strict else right_number
    for sample in samples:
        gold = gold_of(sample, kind)
        if gold is None:
            continue
        try:
            finds = extractor(sample.source, sample.reference)
        except Exception as error:  # whatever a peer raises is its own failure, not the comparison's
            finds = []
            tally.failed += 1
            tally.error = tally.error or f"{type(error).__name__}: {error}".splitlines()[0]
        if strict:
            gold = tuple(replace(item, alike=frozenset({(item.start, item.end)})) for item in gold)
            left = [item for item in gold if kind != "money" or not is_free(item, kind)]
            score(tally, left, finds, judge, free=never, excused=within(set(gold) - set(left)), where=sample.where)
        else:
            free = partial(is_free, kind=kind)
            score(tally, gold, finds, judge, free=free, excused=excuse(sample, gold, kind), where=sample.where)
    return tally


def never(item: Gold) -> bool:
    return False


def excuse(sample: Sample, gold: Sequence[Gold], kind: str) -> Callable[[Find], bool]:
    """A test for finds that are not held against a tool: pieces of a gold surface, numbers in dates."""
    inside = within([*gold, *(sample.dates or ())])
    return lambda find: inside(find) or (kind != "dates" and before_time(sample.text, find))


def compare(sets: dict[str, list[Sample]], tools: Tools) -> Results:
    """Tallies by set, kind and tool."""
    results: Results = {}
    for set_name, samples in sets.items():
        for kind in KINDS:
            if not any(gold_of(sample, kind) for sample in samples):
                continue
            extractors = {name: getattr(tool, kind) for name, tool in tools.items()}
            results.setdefault(set_name, {})[kind] = {
                name: run(name, extractor, samples, kind) for name, extractor in extractors.items() if extractor
            }
    return results


def numerals(sets: dict[str, list[Sample]], tools: Tools) -> dict[str, dict[str, int]]:
    """The distinct numerals with an exact value in the gold counts: how many each converter gets right."""
    wanted: dict[str, float] = {}
    for samples in sets.values():
        for sample in samples:
            for gold in sample.counts or ():
                exact = exact_numeral(gold)
                if exact is not None:
                    wanted.setdefault(*exact)
    chinese = {text for text in wanted if not any(character.isascii() for character in text)}
    table = {}
    for name, tool in tools.items():
        if tool.number is not None and name != STRICT:
            right = {text for text, value in wanted.items() if _close(tool.number(text), value)}
            table[name] = {
                "numerals": len(wanted),
                "right": len(right),
                "chinese": len(chinese),
                "chinese_right": len(right & chinese),
            }
    return table


def _close(made: float | None, value: float) -> bool:
    return made is not None and abs(made - value) <= 1e-9 * max(1.0, abs(value))


def speeds(samples: Sequence[Sample], tools: Tools, rounds: int) -> dict[str, float]:
    """Characters a second of each tool's dates, and of our dates and counts together; the best of rounds in turn.

    A tool that is scored on the pieces of the texts is also timed on the whole texts.
    """

    def both(sample: Sample) -> object:
        return extract(sample.source, ["dates", "counts"])

    jobs: dict[str, Any] = {f"{OURS}, dates and counts": both}
    for name, tool in tools.items():
        for title, dates in ((f"{name}, dates", tool.dates), (f"{name}, dates, whole texts", tool.whole)):
            if dates and name != STRICT:
                jobs[title] = lambda sample, dates=dates: dates(sample.source, sample.reference)
    best = dict.fromkeys(jobs, float("inf"))
    for _ in range(rounds):
        for name, job in jobs.items():
            start = time.perf_counter()
            for sample in samples:
                try:
                    job(sample)
                except Exception:  # its failures are reported with its scores
                    continue
            best[name] = min(best[name], time.perf_counter() - start)
    size = sum(len(sample.text) for sample in samples)
    return {name: size / seconds for name, seconds in best.items()}


def scores_table(title: str, tallies: dict[str, Tally], tools: Tools) -> str:
    """One kind of one set as a plain table."""
    lines = [
        title,
        f"{'tool':26}{'gold':>6}{'found':>7}{'exact':>7}{'value':>7}{'both':>6}{'false':>7}"
        f"{'P':>8}{'R':>7}{'F1':>7}{'value F1':>10}",
    ]
    for name, tally in tallies.items():
        shown = f"{OURS}, strict" if name == STRICT else f"{name} {tools[name].version}"
        scores = tally.scores()
        lines.append(
            f"{shown:26}{tally.gold:6}{tally.found:7}{tally.exact:7}{tally.right:7}{tally.both:6}{tally.false:7}"
            f"{scores['precision']:8.3f}{scores['recall']:7.3f}{scores['f1']:7.3f}{scores['value_f1']:10.3f}"
        )
    lines += [
        f"{name}: failed on {tally.failed} texts ({tally.error})" for name, tally in tallies.items() if tally.error
    ]
    return "\n".join(lines)


def forms_table(tallies: dict[str, Tally]) -> str:
    """Right values by what the date is: a tool that cannot express lengths of time is seen to lose only there."""
    forms = tallies[OURS].forms
    lines = [f"{'right values by form':26}" + "".join(f"{name:>14}" for name in forms)]
    for name, tally in tallies.items():
        if name != STRICT:
            cells = (f"{tally.forms[label][1]}/{tally.forms[label][0]}" for label in forms)
            lines.append(f"{name:26}" + "".join(f"{cell:>14}" for cell in cells))
    return "\n".join(lines)


def main(arguments: Iterable[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=CORPORA / "gold", help="folder of gold files")
    parser.add_argument("--archive", type=Path, help="folder of their raw files (default: demo beside the gold folder)")
    parser.add_argument("--expressions", type=Path, default=CORPORA / "expressions", help="folder of the .jsonl files")
    parser.add_argument("--peers", default=",".join(PEERS), metavar="LIST", help=f"some of {','.join(PEERS)}")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of timing (default 3; 0 for none)")
    parser.add_argument("--notes", action="append", default=[], metavar="TOOL", help="list the mistakes of this tool")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE")
    options = parser.parse_args(None if arguments is None else list(arguments))
    names = [name for name in options.peers.split(",") if name]
    for name in [*names, *options.notes]:
        if name not in (*PEERS, OURS, STRICT):
            parser.error(f"unknown tool {name!r}; known are {', '.join(PEERS)}")
    sets: dict[str, list[Sample]] = {
        "documents": list(documents(options.gold, options.archive or options.gold.parent / "demo"))
    }
    for kind in ("dates", "counts"):
        path = options.expressions / f"{kind}.jsonl"
        if path.exists():
            sets.setdefault("expressions", []).extend(expressions(path, kind))
        else:
            print(f"left out: {path} does not exist", file=sys.stderr)
    if not any(sets.values()):
        print("no annotated text; name a folder of gold files with --gold", file=sys.stderr)
        return 1
    tools, absent = load(names)
    for line in absent.values():
        print(line, file=sys.stderr)
    results = compare(sets, tools)
    for set_name, kinds in results.items():
        samples = sets[set_name]
        for kind, tallies in kinds.items():
            used = [sample for sample in samples if gold_of(sample, kind) is not None]
            size = sum(len(sample.text) for sample in used)
            print("\n" + scores_table(f"{kind} in {set_name}: {len(used)} texts, {size} characters", tallies, tools))
            if kind == "dates":
                print(forms_table(tallies))
            for name in options.notes:
                print("\n".join(tallies[name].notes if name in tallies else []))
    converted = numerals(sets, tools)
    print(
        "\none numeral at a time: right values of all numerals in the gold counts, and of those in Chinese characters"
    )
    for name, row in converted.items():
        print(f"{name:26}{row['right']:5} of {row['numerals']:<5}{row['chinese_right']:7} of {row['chinese']}")
    rates: dict[str, float] = {}
    if options.rounds > 0 and sets["documents"]:
        rates = speeds(sets["documents"], tools, options.rounds)
        ours_rate = rates[f"{OURS}, dates and counts"]
        print(f"\nspeed on the documents, best of {options.rounds} rounds in turn; only the ratios mean anything")
        for name, rate in rates.items():
            print(f"{name:32}{rate:12,.0f} characters/s   cxzy_nlp, dates and counts: {ours_rate / rate:6.1f} times")
    if options.json:
        record = {
            "versions": {name: tool.version for name, tool in tools.items() if name != STRICT},
            "left_out": absent,
            "sets": {
                set_name: {
                    kind: {name: tally.to_dict() for name, tally in tallies.items()} for kind, tallies in kinds.items()
                }
                for set_name, kinds in results.items()
            },
            "numerals": converted,
            "characters_per_second": {name: round(rate) for name, rate in rates.items()},
        }
        options.json.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
