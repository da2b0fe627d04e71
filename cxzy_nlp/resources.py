"""Where the trained models are: in an installed package beside the code, in a checkout at the top."""

from __future__ import annotations

from pathlib import Path

from cxzy_nlp.errors import CxzyError

_PACKAGE = Path(__file__).resolve().parent


def model_path(name: str) -> Path:
    """The folder of the model `name`.

    Raises
    ------
    CxzyError
        If it is in neither place: the installation is incomplete.

    Examples
    --------
    >>> model_path("segmenter").name
    'segmenter'
    """
    places = [_PACKAGE / "models" / name, _PACKAGE.parent / "models" / name]
    for place in places:
        if place.is_dir():
            return place
    raise CxzyError(f"the model {name!r} is missing; looked for {places[0]} and {places[1]}: install cxzy-nlp again")
