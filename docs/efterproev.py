"""Check an exported ledger with nothing but Python: `fristvogter ledger export > ledger.jsonl; python3 efterproev.py ledger.jsonl`.

A receipt may be given as well: `python3 efterproev.py ledger.jsonl 212:3f9a1c22b7d0`. Exit 0 when every entry is as it was written.
"""

import hashlib
import json
import sys


def check(lines: list[str], receipts: list[str]) -> str:
    """What is wrong first, or "" when nothing is."""
    head, hashes = "0" * 64, {}
    for number, line in enumerate(lines, start=1):
        entry = json.loads(line)
        told = entry.pop("hash")
        if entry["seq"] != number:
            return f"entry {number}: missing or renumbered"
        text = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        if hashlib.sha256(text.encode()).hexdigest() != told:
            return f"entry {number}: its content was changed"
        if entry["prev_hash"] != head:
            return f"entry {number}: does not follow from the one before"
        head = hashes[number] = told
    wrong = [r for r in receipts if not hashes.get(int(r.split(":")[0]), "").startswith(r.split(":")[1].lower())]
    return f"receipt {wrong[0]}: the ledger says otherwise" if wrong else ""


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:  # noqa: PTH123 plain Python, for people who read only this
        rows = [line for line in file if line.strip()]
    fault = check(rows, sys.argv[2:])
    print(fault or f"whole: {len(rows)} entries, head {json.loads(rows[-1])['hash'] if rows else '-'}")
    sys.exit(1 if fault else 0)
