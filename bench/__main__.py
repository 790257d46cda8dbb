"""`make bench`: every measurement in turn. Quote ratios and medians from one run; machines differ."""

from __future__ import annotations

from bench import outbox, serving

BENCHES = (serving.main, outbox.main)

if __name__ == "__main__":
    for bench in BENCHES:
        print(f"== {bench.__module__}")
        bench()
