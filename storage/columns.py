"""Column types and expressions that mean the same on both databases."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, DateTime, Dialect, Integer, literal
from sqlalchemy.exc import DontWrapMixin
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import Float, TypeDecorator

BigId = BigInteger().with_variant(Integer(), "sqlite")
"""A row number; SQLite counts up only in a column that is called INTEGER."""


class NaiveInstant(TypeError, DontWrapMixin):
    """A datetime without a zone was handed to the database; pass an aware one."""


class UtcInstant(TypeDecorator[datetime]):
    """An instant in UTC to the microsecond: refuses naive ones, returns aware ones in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise NaiveInstant(f"{value} is naive; the database takes aware instants only")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class _FromNow(FunctionElement[datetime]):
    """The database's own clock, so many seconds on; moves within a transaction on both databases."""

    name = "from_now"
    type = UtcInstant()
    inherit_cache = True


@compiles(_FromNow, "sqlite")
def _sqlite_from_now(element: _FromNow, compiler: SQLCompiler, **kw: Any) -> str:
    # the modifier wants a sign and a unit; three more digits make the text as long as a stored instant
    return f"(strftime('%Y-%m-%d %H:%M:%f', 'now', ({compiler.process(element.clauses, **kw)}) || ' seconds') || '000')"


@compiles(_FromNow, "postgresql")
def _postgresql_from_now(element: _FromNow, compiler: SQLCompiler, **kw: Any) -> str:
    return f"(clock_timestamp() + make_interval(secs => CAST({compiler.process(element.clauses, **kw)} AS double precision)))"


def from_now(seconds: float = 0.0) -> ColumnElement[datetime]:
    """The database clock's instant, `seconds` later (or earlier when negative)."""
    return _FromNow(literal(float(seconds), Float()))


class _AgeSeconds(FunctionElement[float]):
    """Seconds since an instant by the database's own clock."""

    name = "age_seconds"
    type = Float()
    inherit_cache = True


@compiles(_AgeSeconds, "sqlite")
def _sqlite_age(element: _AgeSeconds, compiler: SQLCompiler, **kw: Any) -> str:
    return f"((julianday('now') - julianday({compiler.process(element.clauses, **kw)})) * 86400.0)"


@compiles(_AgeSeconds, "postgresql")
def _postgresql_age(element: _AgeSeconds, compiler: SQLCompiler, **kw: Any) -> str:
    return f"CAST(EXTRACT(EPOCH FROM clock_timestamp() - {compiler.process(element.clauses, **kw)}) AS double precision)"


def age_seconds(instant: ColumnElement[Any]) -> ColumnElement[float]:
    """How long ago an instant of the database's clock was."""
    return _AgeSeconds(instant)
