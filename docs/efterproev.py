"""Check an exported ledger: `fristvogter ledger export > ledger.jsonl; python3 efterproev.py
ledger.jsonl [212:3f9a1c22b7d0 …]`.
"""

import hashlib
import json
import pathlib
import sys


def check(lines: list[str], receipts: list[str]) -> str:
    hashes = ["0" * 64]
    for number, line in enumerate(lines, start=1):
        try:
            entry = json.loads(line)
            told, seq, before = entry.pop("hash"), entry["seq"], entry["prev_hash"]
        except (ValueError, KeyError, TypeError, AttributeError):
            return f"entry {number}: cannot be read"
        text = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        if seq != number:
            return f"entry {number}: missing or renumbered"
        if hashlib.sha256(text.encode()).hexdigest() != told:
            return f"entry {number}: its content was changed"
        if before != hashes[-1]:
            return f"entry {number}: does not follow from the one before"
        hashes.append(told)
    wrong = [
        r for r in receipts if r.lower() not in {f"{n}:{h[:12]}" for n, h in enumerate(hashes)}
    ]
    return (
        f"receipt {wrong[0]}: the ledger says otherwise"
        if wrong
        else f"whole: {len(lines)} entries, head {hashes[-1]}"
    )


print(
    said := check(
        list(filter(str.strip, pathlib.Path(sys.argv[1]).read_text("utf-8").split("\n"))),
        sys.argv[2:],
    )
)
sys.exit(0 if said.startswith("whole") else 1)
