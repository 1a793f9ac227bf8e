#!/usr/bin/env python3
"""Makes the sizes of the icon from console.svg (rsvg-convert, package librsvg2-bin), and the files of Windows and macOS.

Both kinds of file are a directory of PNG pictures (ICO since Windows Vista; ICNS: Apple's icon types ic07 to ic10).

Usage: make-icons.py        from anywhere; writes beside this script
"""
import struct
import subprocess
from pathlib import Path

FOLDER = Path(__file__).parent
SIZES = [16, 24, 32, 48, 64, 128, 256, 512]
ICO = [16, 24, 32, 48, 64, 256]
ICNS = {128: b"ic07", 256: b"ic08", 512: b"ic09"}


def draw(size):
    file = FOLDER / f"{size}.png"
    subprocess.run(["rsvg-convert", "-w", str(size), "-h", str(size), "-o", file, FOLDER / "console.svg"], check=True)
    return file.read_bytes()


def ico(pictures):
    head = struct.pack("<HHH", 0, 1, len(ICO))
    at = len(head) + 16 * len(ICO)
    entries = b""
    for size in ICO:
        # a byte holds 256 as 0
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(pictures[size]), at)
        at += len(pictures[size])
    return head + entries + b"".join(pictures[size] for size in ICO)


def icns(pictures):
    body = b"".join(kind + struct.pack(">I", 8 + len(pictures[size])) + pictures[size] for size, kind in ICNS.items())
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


pictures = {size: draw(size) for size in SIZES}
(FOLDER / "console.ico").write_bytes(ico(pictures))
(FOLDER / "console.icns").write_bytes(icns(pictures))
