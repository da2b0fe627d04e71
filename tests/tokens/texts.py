"""The texts that every segmenter has to cut: all corpora of the repository, and what is hard in none of them."""

from __future__ import annotations

import functools
import json
from pathlib import Path

from cxzy_nlp import ReadError, Source, read

ROOT = Path(__file__).resolve().parent.parent.parent
HARD = [
    "",
    " ",
    "\n\n\r\n\t\u3000",
    "a",
    "党",
    "，",
    "2010",
    "2010年，2010年度，1990年代，20年来，3月份，17日，9时，二〇一〇年五月，二○一一年",
    "1,150，2010,2011，11.8%，１１．８％，2.7万元，3千万，3·15，1/3，9:30，2010-04-06，2010.6.12，2-3",
    "https://qq.com/a?b=1&c=2 e-mail: zhang_san@example.org B3线 T恤 卡拉OK C++ A股 IPv6 Ubuntu22.04",
    "——……。。。！！！***___×××---...",
    "“三实”、《四大》、“四大名著”三实、「五好」",
    "㐀𠮷𬭎〇々\u9fd6的名字，𠮷野家；龥\u9fa6",
    "鄉鎮黨委開展創先爭優活動，學習“四議兩公開”。",
    "学\u200b习 ㈠抓 ⑴落实 创(chuàng)先争优 臵身一线",
    "😀党员👨‍👩‍👧‍👦：é café ñ Привет こんにちは カタカナ 한국어 \u0301\u202e",
    "\x00\x1f\ufeff党\ue000员\ufffd",
    "党员" * 400,
    "a1" * 300 + "党" + "1," * 300,
]


@functools.cache
def corpora() -> tuple[tuple[str, Source], ...]:
    """Name and source of every readable text below corpora."""
    found = []
    for path in sorted((ROOT / "corpora" / "demo").rglob("*")):
        if path.is_file():
            try:
                found.append((f"demo/{path.name}", read(path)))
            except ReadError:
                continue
    for path in sorted((ROOT / "corpora" / "segmentation").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        found += [
            (path.name, Source.from_text(text)),
            (f"{path.name} unparted", Source.from_text(text.replace(" ", ""))),
        ]
    for path in sorted((ROOT / "corpora" / "expressions").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found += [
                (path.name, Source.from_text(value)) for value in row.values() if isinstance(value, str) and value
            ]
    return tuple(found)
