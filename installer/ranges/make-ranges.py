#!/usr/bin/env python3
"""Packs lists of address ranges into resources/ranges/ranges.bin, the compact form that the console ships.

    make-ranges.py DATE FOLDER       FOLDER is a checkout of X4BNet/lists_vpn, DATE (YYYY-MM-DD) that of its commit

Beside its lists of VPNs and of data centres, those of single services go in by their names: that of iCloud Private Relay
holds more than the list of VPNs.

Form: "TWR1", then a byte with the number of lists. A list: its id, its date and its source (each a length byte and
ASCII), then two families, IPv4 addresses and the upper halves of IPv6 addresses: number of ranges, then for each the
distance from the end of the one before to its start, and its length less one. Ranges are disjoint and ascending; numbers
are LEB128.
"""
import ipaddress
import pathlib
import sys


def leb(value):
    out = bytearray()
    while value >= 128:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def text(value):
    raw = value.encode("ascii")
    return bytes([len(raw)]) + raw


def family(file, shift):
    lines = file.read_text().splitlines() if file else []
    networks = [ipaddress.ip_network(line.strip()) for line in lines if line.strip() and not line.startswith("#")]
    spans = sorted((int(n.network_address) >> shift, int(n.broadcast_address) >> shift) for n in networks)
    merged = []
    for start, end in spans:
        if merged and start <= merged[-1][1] + 1:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    out = bytearray(leb(len(merged)))
    at = 0
    for start, end in merged:
        out += leb(start - at) + leb(end - start)
        at = end + 1
    return bytes(out)


def main():
    date, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    target = pathlib.Path(__file__).resolve().parents[2] / "resources/ranges/ranges.bin"
    named = (("icloud-relay", "apple"), ("protonvpn", "protonvpn"), ("mullvad", "mullvadvpn"), ("pia", "pia"))
    out = bytearray(b"TWR1" + bytes([2 + len(named)]))
    for id, name in (("vpn", "vpn"), ("datacentre", "datacenter")):
        out += text(id) + text(date) + text("X4BNet/lists_vpn")
        out += family(folder / "output" / name / "ipv4.txt", 0)
        out += family(folder / "output" / name / "ipv6.txt", 64)
    for id, name in named:
        out += text(id) + text(date) + text("X4BNet/lists_vpn")
        out += family(folder / "input" / "vpn" / "ips" / (name + ".txt"), 0) + family(None, 64)
    target.write_bytes(out)
    print(target, len(out), "bytes")


main()
