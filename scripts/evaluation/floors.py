"""The recorded floors: no score may fall below its own, and a floor holds only for the gold it was recorded on."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evaluation.tally import Tally

#: A floor is the score cut down to this step, so that it does not break at the next machine's rounding.
STEP = 0.001
_NAMES = ("f1", "value_f1", "of", "side", "spared")


def digest(folder: Path, *patterns: str) -> str:
    """Changes with any byte of the gold."""
    total = hashlib.sha256()
    for path in sorted({path for pattern in patterns for path in folder.glob(pattern)}):
        total.update(path.relative_to(folder).as_posix().encode("utf-8") + b"\0" + path.read_bytes())
    return total.hexdigest()[:16]


def below_floor(tallies: Mapping[str, Tally], recorded: Mapping[str, Any], gold: str) -> list[str]:
    """One line for every score under its floor, or one that says that the floors are of another gold."""
    if recorded["gold"] != gold:
        return [f"the gold has changed ({recorded['gold']} to {gold}): look at the scores, then record the floors anew"]
    return [
        f"{kind} {name}: {tallies[kind].scores()[name]:.4f} is below the floor {floor:.4f}"
        for kind, named in recorded["floors"].items()
        for name, floor in named.items()
        if tallies[kind].scores()[name] < floor
    ]


def raised(tallies: Mapping[str, Tally], recorded: Mapping[str, Any], gold: str, lower: bool) -> dict[str, Any]:
    """The present scores as floors; a floor only goes down if `lower` says so, on changed gold too."""
    kept = {} if lower else recorded.get("floors", {})
    floors = {
        kind: {
            name: round(max(int(tally.scores()[name] / STEP) * STEP, kept.get(kind, {}).get(name, 0.0)), 3)
            for name in _NAMES
            if name in tally.scores()
        }
        for kind, tally in tallies.items()
    }
    return {"gold": gold, "floors": floors}
