"""The kinds of columns that the tables of a ledger are made of, and the text that any of them stores."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Boolean, Column, ForeignKey, Integer, MetaData, String, Text, TypeDecorator
from sqlalchemy.engine import Dialect

_ESCAPE = "\U0010f8e5"
_UNSTORABLE = re.compile(f"[\x00\ud800-\udfff{_ESCAPE}]")
_ESCAPED = re.compile(f"{_ESCAPE}([0-9a-f]{{6}})")


class AnyText(TypeDecorator[str]):
    """Text of any code points, stored as UTF-8.

    A lone surrogate has no UTF-8 and PostgreSQL takes no NUL; both can stand in a captured text. Such a
    character (and the escape itself) is written as a private-use character and six hexadecimal digits.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The text as it is stored."""
        return value if value is None or (value.isascii() and "\0" not in value) else escape(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:
        """The text as it was given."""
        return value if value is None or _ESCAPE not in value else unescape(value)


class Json(AnyText):
    """A text that holds JSON, so that what masks words knows to look inside."""

    cache_ok = True


def escape(text: str) -> str:
    """``text`` without NUL and lone surrogates, so that any database stores it."""
    return _UNSTORABLE.sub(lambda match: f"{_ESCAPE}{ord(match[0]):06x}", text)


def unescape(text: str) -> str:
    """What :func:`escape` was given."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def number() -> Column[int]:
    """The number of a row, taken from ``numbers``."""
    return Column("id", Integer, primary_key=True, autoincrement=False)


def to(column: str, table: str, *, null: bool = False, primary: bool = False) -> Column[int]:
    """The number of a row of another table."""
    return Column(column, ForeignKey(f"{table}.id"), nullable=null, primary_key=primary, autoincrement=False)


def text(column: str, *, null: bool = False, unique: bool = False) -> Column[str]:
    """Somebody's words, or computed from them."""
    return Column(column, AnyText, nullable=null, unique=unique)


def word(column: str, *, null: bool = False, unique: bool = False) -> Column[str]:
    """A word of the software's own (a kind, a time, a digest): never somebody's words, so never masked."""
    return Column(column, String, nullable=null, unique=unique)


def count(column: str) -> Column[int]:
    """A number that counts."""
    return Column(column, Integer, nullable=False)


def flag(column: str) -> Column[bool]:
    """True or false."""
    return Column(column, Boolean, nullable=False)
