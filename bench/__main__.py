"""`make bench`: every measurement in turn. Quote ratios and medians from one run; machines
differ.
"""

from __future__ import annotations

from bench import outbox, plan_check, serving

MESSAGES = 3_000

if __name__ == "__main__":
    print("== serving")
    serving.main()
    print("== outbox")
    outbox.main(MESSAGES)
    print("== plan check")
    plan_check.main()
