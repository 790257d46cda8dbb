"""What a row says in its own words: which bodies it names, and what each of them does. A guess,
always with the word it was made from, for a person to look at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from config.vocabulary import (
    ACTS,
    BODY,
    EMPLOYEES,
    JOINED,
    JOINT,
    LABEL,
    NEXT_CLAUSE,
    PLACED,
    VERB,
    organ_kind,
)
from process.dates.danish_grammar import fold
from process.plan.model import Does, OrganKind

ENDING = re.compile(r"(?:et|en|ene)$")


@dataclass(frozen=True, kw_only=True)
class Body:
    """A body as a text names it, in the nominative, and where it stands."""

    name: str
    start: int
    end: int
    owns: bool = False
    """In the genitive: what follows belongs to it."""


@dataclass(frozen=True, kw_only=True)
class Clause:
    """Somebody does something: `word` is the one that told what. `also` are the others of a joint
    meeting, or bodies of which the same is said (`joint` tells which).
    """

    does: Does
    word: str = ""
    body: str = ""
    also: tuple[str, ...] = ()
    joint: bool = False
    said: bool = False
    """A column said what it is, so nothing was guessed."""
    body_said: bool = False
    employees_only: bool = False

    def of_employees(self) -> Clause:
        """The same of the employees' side alone, which discusses nothing for its body."""
        does = Does.EVENT if self.does is Does.DISCUSSION else self.does
        return replace(self, does=does, employees_only=True)

    def as_said(self, does: Does, word: str) -> Clause:
        """The same with what a column says is done; only a MED body discusses."""
        if does is Does.DISCUSSION and self.body and not is_med(self.body):
            return replace(self, does=Does.DECISION, word=word)
        return replace(self, does=does, word=word, said=True)

    def apart(self) -> tuple[Clause, ...]:
        """One for each body of which the same is said; a joint meeting is one."""
        if self.joint:
            return (self,)
        others = (_of(self, name) for name in self.also)
        return (replace(self, also=()), *others)


def bodies_in(text: str) -> list[Body]:
    """Every body a text names, each mention."""
    return [
        Body(
            name=match[0].removesuffix("s") if match["owns"] else match[0],
            start=match.start(),
            end=match.end(),
            owns=match["owns"] is not None,
        )
        for match in BODY.finditer(text)
    ]


def same_body(one: str, other: str) -> bool:
    """Whether two names are of one body: alike but for the article and hyphens."""
    return _bare(one) == _bare(other)


def _bare(name: str) -> str:
    return ENDING.sub("", re.sub(r"[ -]", "", fold(name)).removesuffix("s"))


def is_med(name: str) -> bool:
    """Whether a body is one of employees and leaders."""
    return organ_kind(name)[0] is OrganKind.MED_COMMITTEE


def speaks_of_employees(title: str, body: str) -> bool:
    """Whether a text speaks of the employees' side of a body alone."""
    name = re.escape(body)
    side = rf"\b{EMPLOYEES} (?:i|af|fra|hos) {name}\b|\b{name}['’]?s {EMPLOYEES}"
    return is_med(body) and re.search(side, title, re.IGNORECASE) is not None


def clauses_of(title: str) -> tuple[Clause, ...]:
    """What a row says; two clauses only where two bodies do different things, or the same apart."""
    bodies = bodies_in(title)
    if label := _label(title, bodies):
        body, rest = label
        act = _first_act(rest)
        return (_clause(act, body, ()),)
    if JOINT.search(title) and len(bodies) > 1:
        names = _distinct(bodies)
        act = _first_act(title)
        clause = _clause(act, next((n for n in names if is_med(n)), names[0]), ())
        others = tuple(name for name in names if name != clause.body)
        return (replace(clause, does=Does.EVENT, also=others, joint=True),)
    return tuple(_merged(list(_said(title)))) or (Clause(does=Does.EVENT),)


def clause_for(title: str, body: str) -> Clause:
    """What a body that is known does, by the row's words."""
    clauses = clauses_of(title)
    own = next((c for c in clauses if c.body and same_body(c.body, body)), None)
    act = _first_act(title) if own is None else None
    clause = own or _clause(act, body, ())
    also = tuple(name for name in clause.also if clause.joint)
    return replace(clause, body=body, also=also, body_said=True)


def _of(clause: Clause, body: str) -> Clause:
    """The same of another body: what only MED does, is something else for others."""
    does = clause.does
    if not clause.said and _act_of(clause.word) is Does.DISCUSSION:
        does = Does.DISCUSSION if is_med(body) else Does.DECISION
    return replace(clause, body=body, also=(), does=does)


def _label(title: str, bodies: list[Body]) -> tuple[str, str] | None:
    """ "Hovedudvalget: Orientering om ...": the body before the colon is the one that acts."""
    if not bodies or bodies[0].start != 0 or bodies[0].owns:
        return None
    mark = LABEL.match(title, bodies[0].end)
    return (bodies[0].name, title[mark.end() :]) if mark else None


def _said(title: str) -> Iterator[Clause]:
    """Clause by clause; a piece with no act of its own belongs to the piece before it."""
    pieces: list[str] = []
    begin = 0
    for match in NEXT_CLAUSE.finditer(title):
        nxt = title[match.end() :]
        if _starts_anew(nxt) and _first_act(title[begin : match.start()]) is not None:
            pieces.append(title[begin : match.start()])
            begin = match.end()
    pieces.append(title[begin:])
    before = ""
    for piece in pieces:
        bodies = bodies_in(piece)
        act = _first_act(piece)
        subject = _subject(piece, bodies, act)
        names = _with(piece, bodies, subject) if subject else ()
        before = subject.name if subject else before
        yield _clause(act, before, names)


def _starts_anew(piece: str) -> bool:
    """Whether a piece says of another body what it does, or of the same one another thing."""
    act = _first_act(piece)
    if act is None:
        return False
    body = next(iter(bodies_in(piece)), None)
    goes_on = act[2] == 0 and VERB.match(piece) is not None
    return goes_on or (body is not None and body.start == 0)


def _subject(piece: str, bodies: list[Body], act: tuple[Does, str, int] | None) -> Body | None:
    """The body that acts: the one before the verb, else the one it happens in or to."""
    if not bodies:
        return None
    if act is None:
        alone = len(_distinct(bodies)) == 1 or (bodies[0].start == 0 and not bodies[0].owns)
        return bodies[0] if alone else None
    if act[1].endswith(" for"):
        return next((body for body in bodies if body.start > act[2]), None)
    before = [body for body in bodies if body.end <= act[2] and not body.owns]
    if before:
        return before[0]
    owner = [body for body in bodies if body.owns and body.end <= act[2]]
    if owner:
        return owner[-1]
    inside = [body for body in bodies if body.start > act[2] and not body.owns]
    placed = [body for body in inside if PLACED.search(piece[: body.start])]
    return next(iter(placed or inside), None)


def _with(piece: str, bodies: list[Body], subject: Body) -> tuple[str, ...]:
    """Bodies joined to the subject by a comma or "og": the same is said of each."""
    names: list[str] = []
    end = subject.end
    for body in bodies:
        if body.start > end and JOINED.fullmatch(piece[end : body.start]):
            names.append(body.name)
            end = body.end
    return tuple(names)


def _merged(clauses: list[Clause]) -> list[Clause]:
    """One for a row that says one thing."""
    acting = [clause for clause in clauses if clause.word]
    if len(acting) > 1 and len({(_bare(c.body), c.does) for c in acting if c.body}) > 1:
        return acting
    return acting[:1] or clauses[:1]


def _clause(act: tuple[Does, str, int] | None, body: str, also: tuple[str, ...]) -> Clause:
    does, word, _ = act or (Does.EVENT, "", 0)
    if does is Does.DISCUSSION and not (body and is_med(body)):
        does = Does.DECISION if body else Does.EVENT
    return Clause(does=does, word=word, body=body, also=also)


def _act_of(word: str) -> Does | None:
    act = _first_act(word)
    return act[0] if act else None


def _first_act(text: str) -> tuple[Does, str, int] | None:
    """The first word that tells what is done; what stands behind it is only its content."""
    found = [
        (match.start(), does, match[0])
        for does, pattern in ACTS
        if (match := pattern.search(text)) is not None
    ]
    if not found:
        return None
    start, does, word = min(found, key=lambda one: one[0])
    return does, word, start


def _distinct(bodies: list[Body]) -> list[str]:
    names: list[str] = []
    for body in bodies:
        if not any(same_body(body.name, name) for name in names):
            names.append(body.name)
    return names
