"""Values whose fields have the type that they say, with their texts cleaned."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import field, fields, make_dataclass, replace
from functools import cache
from itertools import chain, compress
from operator import attrgetter, is_, is_not
from typing import Any, NamedTuple, Self, cast, get_args, get_type_hints

from koleksi._book.cleaned import clean, is_clean

__all__ = ["Checked", "Kind", "refused", "wrong_argument"]

_Values = Callable[[Any], tuple[Any, ...]]
_LONGEST_SHOWN = 80  # characters of a value that is refused


class Kind(NamedTuple):
    """What a field takes. ``plain``: its types; ``words``: said of it where something else comes; ``member``: the type
    of each of several values."""

    plain: tuple[type, ...]
    words: str
    member: type | None = None


_TEXT = Kind((str,), "a text")
_SINGLE = {
    str: _TEXT,
    int: Kind((int,), "a whole number"),
    int | None: Kind((int, type(None)), "a whole number or None"),
    bool: Kind((bool,), "True or False"),
}
_SEVERAL = {str: "several texts", tuple: "several pairs of texts"}


def _kind(hint: Any) -> Kind:
    """What a type hint of a field means: one of `_SINGLE`, or ``tuple[member, ...]``."""
    if hint in _SINGLE:
        return _SINGLE[hint]
    (inner, _) = get_args(hint)
    member = getattr(inner, "__origin__", inner)
    return Kind((tuple, list), _SEVERAL.get(member, f"several {member.__name__}"), member)


@cache
def _kinds_of(owner: Any) -> tuple[Kind, ...]:
    """What each field of a value takes, in their order."""
    hints = get_type_hints(owner)
    return tuple(_kind(hints[name]) for name in owner.__slots__)


@cache
def _defaults_of(owner: Any) -> tuple[Any, ...]:
    """What each field holds where nothing is given for it, in their order."""
    return tuple(field.default for field in fields(owner))


def refused(owner: type, name: str, kind: Kind, value: object, *, among: bool = False) -> TypeError:
    """What a field takes, what came, and what to write."""
    return wrong_argument(owner.__name__, name, kind.words, value, _hint(name, kind, value), among=among)


def wrong_argument(
    where: str, name: str, words: str, value: object, hint: str = "", *, among: bool = False
) -> TypeError:
    """A function or a value was given another type: "ddc.suggest: book takes a Book, not 'Bumi' (str)" and what to
    write instead. ``among``: it was one of several."""
    shown = repr(value)
    if len(shown) > _LONGEST_SHOWN:
        shown = f"{shown[:_LONGEST_SHOWN]}..."
    one = "one that is " if among else ""
    return TypeError(f"{where}: {name} takes {words}, not {one}{shown} ({type(value).__name__}){hint}")


def _hint(name: str, kind: Kind, value: object) -> str:
    if tuple in kind.plain:
        if kind.member not in (None, str, tuple) and isinstance(value, kind.member or ()):
            return f"; write {name}=({type(value).__name__}(...),)"
        if isinstance(value, (set, frozenset, Iterator)):
            return f"; write {name}=tuple(...)"
    if isinstance(value, str):
        if kind.member is str:
            return f"; write {name}=({value!r},)"
        if int in kind.plain:
            return f"; write {name}={int(value) if value.isdecimal() else None}"
        if name == "book":
            return f"; write book=Book(title={value!r})"
    if value is None and (str in kind.plain or tuple in kind.plain):
        return f"; write {name}={'()' if tuple in kind.plain else repr('')}"
    return f"; write {name}={str(value)!r}" if kind.plain == (str,) and type(value) in (int, float) else ""


def _taken(owner: type, name: str, kind: Kind, value: Any) -> Any:
    """A value cleaned, as its field holds it. Raises TypeError for what the field does not take."""
    came = type(value)
    if came not in kind.plain:
        base = next((one for one in kind.plain if isinstance(value, one) and came is not bool), None)
        if base is None:
            raise refused(owner, name, kind, value)
        value, came = _as_plain(base, value), base
    if came is str:
        return clean(value) if value else value
    if came is tuple or came is list:
        return _members(owner, name, kind, value) if value or came is list else value
    return value


def _as_plain(base: type, value: Any) -> Any:
    """A value of a type that another library derived from ours."""
    return str.__str__(value) if base is str else base(value)


def _members(owner: type, name: str, kind: Kind, values: Sequence[Any]) -> tuple[Any, ...]:
    member = kind.member or object
    if member is not str:
        if wrong := [one for one in values if not isinstance(one, member)]:
            raise refused(owner, name, kind, wrong[0], among=True)
        if member is tuple and (wrong := [one for one in values if not _is_pair_of_texts(one)]):
            raise refused(owner, name, kind, wrong[0], among=True)
        return tuple(values)
    cleaned = []
    for one in values:
        if type(one) is not str:
            if not isinstance(one, str):
                raise refused(owner, name, kind, one, among=True)
            one = str.__str__(one)
        if one := clean(one):
            cleaned.append(one)
    if type(values) is tuple and len(values) == len(cleaned) and all(map(is_, values, cleaned)):
        return values  # what several books say stays one value in memory
    return tuple(cleaned)


def _is_pair_of_texts(value: Sequence[Any]) -> bool:
    return len(value) == 2 and isinstance(value[0], str) and isinstance(value[1], str)


class Checked:
    """Checks the type of every field of a dataclass and cleans its texts once, when the value is made."""

    __slots__: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        owner: Any = type(self)
        values = _values_of(self.__slots__)(self)
        given = map(is_not, values, _defaults_of(owner))  # most fields of most values say nothing
        for name, value, kind in compress(zip(self.__slots__, values, _kinds_of(owner), strict=True), given):
            came = type(value)
            if (not value and came is not list and came in kind.plain) or (came is int and int in kind.plain):
                continue
            made = clean(value) if kind is _TEXT and came is str else _taken(owner, name, kind, value)
            if made is not value:
                object.__setattr__(self, name, made)

    @classmethod
    def of(cls, given: dict[str, Any]) -> Self:
        """The value of these fields, as ``cls(**given)`` makes it, for a reader of files that gives each field what it
        takes: nearly all texts are clean, so they are looked at as one, and one by one only where that is not clean."""
        owner: Any = cls
        made: Self = _open_of(owner)(**given)
        return made if _is_closed(made, owner) else cls(**given)

    @classmethod
    def of_all(cls, values: Sequence[Any]) -> Self:
        """The same of the first fields in their order."""
        owner: Any = cls
        made: Self = _open_of(owner)(*values)
        return made if _is_closed(made, owner) else cls(**dict(zip(owner.__slots__, values, strict=False)))

    def but(self, **changes: Any) -> Self:
        """A copy with some fields changed; what stays is clean already. Raises TypeError as making the value does."""
        owner: Any = type(self)
        if "__dataclass_fields__" not in vars(owner):  # a class that somebody derived from ours
            return cast(Self, replace(cast(Any, self), **changes))
        made: Self = _open_of(owner)(*_values_of(self.__slots__)(self))
        kinds = _kinds_by_name(owner)
        for name, value in changes.items():
            if name not in kinds:
                raise TypeError(f"no such field: {name}")
            setattr(made, name, _taken(owner, name, kinds[name], value))
        made.__class__ = owner
        return made


@cache
def _open_of(owner: Any) -> Any:
    """A class of the same slots whose fields may be set and are not checked: a frozen value sets each by a call, which
    takes ten times as long. What it makes becomes the value by another ``__class__``."""
    own = [(one.name, Any, field(default=one.default)) for one in fields(owner)]
    namespace = {"__doc__": owner.__doc__, "__post_init__": _unchecked}
    chosen = {"slots": True, "eq": False, "repr": False, "match_args": False}
    return make_dataclass(owner.__name__, own, bases=owner.__bases__, namespace=namespace, **chosen)


def _is_closed(made: Any, owner: Any) -> bool:
    """Whether all texts of what was made open are seen to be clean; it is the frozen value then."""
    single, several = _texts_of(owner)
    texts = single(made)
    if several:
        members = [*chain.from_iterable(several(made))]
        if "" in members:  # is left out
            return False
        texts += tuple(members)
    if not is_clean(texts):
        return False
    made.__class__ = owner
    return True


def _unchecked(made: Any) -> None:
    """In the place of ``Checked.__post_init__``."""


@cache
def _texts_of(owner: Any) -> tuple[_Values, _Values | None]:
    """What gives all fields of a value that are a text, and all that are several texts; None where none is."""
    kinds = _kinds_by_name(owner)
    single = tuple([name for name, kind in kinds.items() if kind is _TEXT])
    several = tuple([name for name, kind in kinds.items() if kind.member is str])
    return _values_of(single), _values_of(several) if several else None


@cache
def _kinds_by_name(owner: Any) -> dict[str, Kind]:
    return dict(zip(owner.__slots__, _kinds_of(owner), strict=True))


@cache
def _values_of(names: tuple[str, ...]) -> _Values:
    """All fields of a value in one call: a catalogue makes a hundred thousand of them."""
    return attrgetter(*names)
