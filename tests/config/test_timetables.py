"""The same random timetable by every way in and in every style of writing comes back as it was
meant, or is told. The large count is `python -m bench.timetables`.
"""

from __future__ import annotations

from bench.timetables import run


def test_no_row_comes_back_as_another_without_a_word() -> None:
    counts, wrong = run(3_200)
    assert wrong == []
    assert sum(count["right"] for count in counts.values()) == 3_200
