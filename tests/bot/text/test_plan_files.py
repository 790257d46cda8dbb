"""Every fault has a Danish sentence with its place, the value and a remedy."""

from __future__ import annotations

import re

import pytest

from bot.text.plan_files import EXPECTED, SENTENCES, fault_report, fault_sentence
from process.faults import CODES, Fault


def fault(code: str, **fields: str) -> Fault:
    return Fault(
        file="plan.yaml",
        line=12,
        path="milestones.forslag.owners.0",
        code=code,
        fields=tuple(fields.items()),
    )


def test_every_code_has_its_sentence_and_no_other_is_there() -> None:
    assert sorted(SENTENCES) == sorted(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_sentence_quotes_only_what_the_code_promises(code: str) -> None:
    wrong, remedy = SENTENCES[code]
    used = set(re.findall(r"(?<!\{)\{(\w+)\}", wrong + remedy))
    assert used <= set(CODES[code])
    assert fault_sentence(fault(code, **{name: f"<{name}>" for name in CODES[code]})).startswith(
        "plan.yaml:12: milestones.forslag.owners.0: "
    )


@pytest.mark.parametrize("code", CODES)
def test_a_sentence_says_what_is_wrong_and_what_to_do(code: str) -> None:
    wrong, remedy = SENTENCES[code]
    assert wrong
    assert not wrong.endswith(".")
    assert remedy.endswith((".", "'{value}'."))


READ = [
    (
        fault("unknown_owner", value="head:skol", near="head:skole_dagtilbud"),
        "plan.yaml:12: milestones.forslag.owners.0: Planen har ingen plads 'head:skol'. "
        "Mente du head:skole_dagtilbud? "
        "Ret stavemåden; pladser skrives rolle:sted, fx head:skole_dagtilbud eller head:*.",
    ),
    (
        fault("unknown_kind", value="aflvering", near="aflevering, afledning"),
        "plan.yaml:12: milestones.forslag.owners.0: Planen har ingen slags 'aflvering'. "
        "Mente du aflevering eller afledning? "
        "Ret stavemåden, eller skriv den under kinds.",
    ),
    (
        fault("when_reversed", value="11. september - 29. august"),
        "plan.yaml:12: milestones.forslag.owners.0: '11. september - 29. "
        "august' slutter, før det begynder. "
        "Byt de to om, eller ret den ene.",
    ),
    (
        fault("wrong_type", expected="number", value="tre"),
        "plan.yaml:12: milestones.forslag.owners.0: Her skal stå et helt tal. Der står 'tre'.",
    ),
    (
        fault("wrong_type", expected="mapping", value=""),
        "plan.yaml:12: milestones.forslag.owners.0: "
        "Her skal stå en gruppe af felter (navn: værdi).",
    ),
    (
        fault("bad_placeholder", value="{omraade}"),
        (
            "plan.yaml:12: milestones.forslag.owners.0: '{omraade}' kan ikke udfyldes i en besked. "
            "Brug kun {area} i krøllede parenteser."
        ),
    ),
]


@pytest.mark.parametrize(("one", "sentence"), READ, ids=[one.code for one, _ in READ])
def test_a_fault_reads_as_a_sentence(one: Fault, sentence: str) -> None:
    assert fault_sentence(one) == sentence


def test_a_fault_of_the_whole_file_names_no_place_in_it() -> None:
    whole = Fault(file="plan.yaml", line=1, path="", code="file_not_found")
    assert fault_sentence(whole) == "plan.yaml:1: Filen findes ikke. Se stien efter."


def test_the_report_counts_and_says_that_nothing_is_written() -> None:
    one = fault("empty_file")
    assert fault_report([one]).splitlines()[-1] == "1 fejl. Intet er skrevet."
    assert fault_report([one, one]).splitlines()[-1] == "2 fejl. Intet er skrevet."


def test_every_type_a_reader_expects_has_its_words() -> None:
    assert set(EXPECTED) == {"mapping", "text", "number", "yes_no", "date", "time", "when"}
