"""A PDF made smaller without changing what it says: its objects packed into compressed streams (ISO 32000-1, 7.5.7 and 7.5.8).

Typst writes each object of the tag tree in plain text, which is half of a tagged file.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from itertools import pairwise

_PACK = 200
"Objects in one stream."
_END = b"\r\nendstream"
"Two characters, so that data whose last byte is a CR is not taken to be shorter than it says."
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_TABLE = re.compile(rb"xref\s+0 (\d+)\s+((?:\d{10} \d{5} [nf][\r\n ]{2})+)trailer\s*<<(.*)>>\s*startxref", re.DOTALL)
_OBJECT = re.compile(rb"\s*(\d+) 0 obj\s(.*?)\s*endobj\s*$", re.DOTALL)
_KEPT = re.compile(rb"/(Root|Info) \d+ 0 R|/ID\s*\[.*?\]", re.DOTALL)


def slim(pdf: bytes) -> bytes:
    """`pdf` with the objects that are no streams packed; what is not written as Typst writes comes back as it is."""
    start = _START.search(pdf)
    table = _TABLE.match(pdf, int(start[1])) if start else None
    if start is None or table is None:
        return pdf
    rows = [table[2][n : n + 20] for n in range(20, len(table[2]), 20)]
    places = [*sorted(int(row[:10]) for row in rows if row[17:18] == b"n"), int(start[1])]
    objects: dict[int, bytes] = {}
    for begin, end in pairwise(places):
        found = _OBJECT.match(pdf[begin:end])
        if found is None:
            return pdf
        objects[int(found[1])] = found[2]
    return _written(pdf[: places[0]], objects, b"".join(m[0] for m in _KEPT.finditer(table[3])))


def _written(head: bytes, objects: Mapping[int, bytes], kept: bytes) -> bytes:
    """The file anew: streams as they are, packs of the other objects, and a table of where each is."""
    out = bytearray(head)
    rows: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
    for number, body in objects.items():
        if body.endswith(b"\nendstream"):
            rows[number] = (1, len(out), 0)
            out += b"%d 0 obj\n%b%b\nendobj\n" % (number, body.removesuffix(b"\nendstream"), _END)
    last = max(objects)
    for pack in _packs({number: body for number, body in objects.items() if number not in rows}):
        last += 1
        for place, number in enumerate(pack):
            rows[number] = (2, last, place)
        rows[last] = (1, len(out), 0)
        out += _packed(last, pack)
    last += 1
    rows[last] = (1, len(out), 0)
    width = (len(out).bit_length() + 7) // 8
    table = b"".join(_row(*rows.get(number, (0, 0, 65535)), width) for number in range(last + 1))
    told = b"/Type/XRef/Size %d/W[1 %d 2]%b" % (last + 1, width, kept)
    at = len(out)
    out += _stream(last, told, table) + b"startxref\n%d\n%%%%EOF\n" % at
    return bytes(out)


def _packs(objects: Mapping[int, bytes]) -> Iterator[dict[int, bytes]]:
    numbers = sorted(objects)
    for n in range(0, len(numbers), _PACK):
        yield {number: objects[number] for number in numbers[n : n + _PACK]}


def _packed(number: int, pack: Mapping[int, bytes]) -> bytes:
    heads, bodies = [], bytearray()
    for one, body in pack.items():
        heads.append(b"%d %d" % (one, len(bodies)))
        bodies += body + b"\n"
    index = b" ".join(heads) + b"\n"
    return _stream(number, b"/Type/ObjStm/N %d/First %d" % (len(pack), len(index)), index + bytes(bodies))


def _stream(number: int, told: bytes, data: bytes) -> bytes:
    small = zlib.compress(data, 9)
    return b"%d 0 obj\n<<%b/Filter/FlateDecode/Length %d>>\nstream\n%b%b\nendobj\n" % (number, told, len(small), small, _END)


def _row(kind: int, one: int, two: int, width: int) -> bytes:
    return bytes((kind,)) + one.to_bytes(width, "big") + two.to_bytes(2, "big")
