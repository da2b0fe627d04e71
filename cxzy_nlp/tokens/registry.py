"""The segmenter that a Config names: made when it is first asked for, kept for the process."""

from __future__ import annotations

import functools
import hashlib
import os
import threading
from collections.abc import Callable
from importlib import import_module, metadata, util
from pathlib import Path
from typing import Any, NoReturn

from cxzy_nlp.config import SEGMENTERS, Config
from cxzy_nlp.errors import InputError
from cxzy_nlp.tokens.lexicon import Lexicon, make_lexicon
from cxzy_nlp.tokens.segmenter import Segmenter

#: What has to be installed for a backend: module, distribution, command.
_NEEDS = {
    "jieba": ("jieba", "jieba", "pip install 'jieba==0.42.1'"),
    "rjieba": ("rjieba", "rjieba", "pip install 'rjieba>=0.2.2'"),
    "pkuseg": ("spacy_pkuseg", "spacy-pkuseg", "pip install 'cxzy-nlp[pkuseg]'"),
    "spacy": ("spacy", "spacy", "pip install 'cxzy-nlp[spacy]'"),
}
_LOCK = threading.Lock()
_Key = tuple[str, bool, str | None, bool, object]


def make_segmenter(config: Config) -> Segmenter:
    """The segmenter that `config` asks for. One and the same for equal settings in a process; threads can share it.

    Where rjieba is not installed, jieba takes its place: the tokens are the same.

    Raises
    ------
    InputError
        If the backend is not installed (the message says how), or its model or the user lexicon cannot be read.

    Examples
    --------
    >>> make_segmenter(Config(segmenter="jieba")).words("开展“四议两公开”")
    ['开展', '“', '四议两公开', '”']
    """
    with _LOCK:
        return _made(_key(config))


def segmenter_mark(config: Config) -> str:
    """What would segment under `config`, for the signature, without loading a dictionary or a model.

    Name and version, hash of the dictionary or model, hash of the lexicon.

    Examples
    --------
    >>> segmenter_mark(Config(lexicon=False, hmm=False)).split()[-2:]
    ['hmm', 'off']
    """
    key = _key(config)
    name, model = _parts(key[0])
    return _mark(name, model, _lexicon(key), config.hmm)


def _key(config: Config) -> _Key:
    """What makes one segmenter differ from another; a changed file is another."""
    state: object = None
    if config.user_lexicon is not None:
        try:
            status = os.stat(config.user_lexicon)  # noqa: PTH116  # a str is at hand, and this is asked for each text
            state = (status.st_mtime_ns, status.st_size)
        except OSError as error:
            raise InputError(
                f"the user lexicon {config.user_lexicon} cannot be read: {error.strerror or error}"
            ) from None
    return config.segmenter, config.lexicon, config.user_lexicon, config.hmm, state


@functools.lru_cache(maxsize=8)
def _made(key: _Key) -> Segmenter:
    name, model = _parts(key[0])
    lexicon, hmm = _lexicon(key), key[3]
    if name == "rjieba" and not _is_installed("rjieba") and _is_installed("jieba"):
        name = "jieba"
    if not _is_installed(name):
        _refuse(name)
    mark = _mark(name, model, lexicon, hmm)
    home = import_module(f"cxzy_nlp.tokens.{name}_backend")
    make: Callable[..., Segmenter] = home.make
    options: dict[str, Any] = {"model": model} if name in ("pkuseg", "spacy") else {"hmm": hmm}
    return make(mark, lexicon, **options)


@functools.lru_cache(maxsize=8)
def _lexicon(key: _Key) -> Lexicon:
    return make_lexicon(domain=key[1], user=key[2])


def _parts(name: str) -> tuple[str, str | None]:
    """A name in a Config as backend and model: ``spacy:zh_core_web_sm``."""
    backend, _, model = name.partition(":")
    return backend, model or None


def _is_installed(name: str) -> bool:
    return util.find_spec(_NEEDS[name][0]) is not None


def _refuse(name: str) -> NoReturn:
    others = [other for other in SEGMENTERS if other != name and _is_installed(other)]
    instead = f", or use segmenter={others[0]!r}" if others else ""
    raise InputError(f"the segmenter {name!r} needs the package {_NEEDS[name][1]}: {_NEEDS[name][2]}{instead}")


def _mark(name: str, model: str | None, lexicon: Lexicon, hmm: bool) -> str:
    if not _is_installed(name):
        if name != "rjieba" or not _is_installed("jieba"):
            _refuse(name)
        name = "jieba"
    parts = [name, metadata.version(_NEEDS[name][1])]
    if name in ("jieba", "rjieba"):
        parts += ["dictionary", _dictionary_hash()]
    elif name == "pkuseg":
        from cxzy_nlp.tokens.pkuseg_backend import model_hash

        parts += ["model", model_hash(model)]
    else:
        parts += ["model", model or "char"]
    parts += ["lexicon", lexicon.digest if lexicon else "none"]
    if not hmm and name in ("jieba", "rjieba"):
        parts += ["hmm", "off"]
    return " ".join(parts)


@functools.cache
def _dictionary_hash() -> str:
    """Eight hexadecimal digits of jieba's dictionary, which rjieba holds as well; read without importing jieba."""
    found = util.find_spec("jieba")
    if found is None or not found.submodule_search_locations:
        return "built-in"
    path = Path(found.submodule_search_locations[0], "dict.txt")
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8]
