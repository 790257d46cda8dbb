"""The same random timetable by every way in and in every style of writing comes back as it was
meant, or is told. The large count is `python -m bench.timetables`.
"""

from __future__ import annotations

from bench.timetables import STYLES, run


def test_no_row_comes_back_as_another_without_a_word() -> None:
    counts, wrong = run(1_000 * STYLES // 10)
    assert wrong == []
    assert sum(count["right"] for count in counts.values()) == 1_000
