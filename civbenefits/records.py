"""Frozen records that cost next to nothing to declare.

The standard dataclass writes and compiles half a dozen methods for every class, and its
module alone takes as long to import as a household takes to judge.  With the hundred small
classes of this library that would be a third of the time of a whole run of the command, so
records share one constructor instead: the same declarations, the same type checking, a
fraction of the start-up.  `Data` is also a dataclass to whoever asks: ``dataclasses.fields``
and ``dataclasses.replace`` work, and pydantic reads and writes it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Final, NoReturn, Self, TypeVar, dataclass_transform

_NONE_GIVEN: Final = object()
_Changed = TypeVar("_Changed", bound="Data")


class Field:
    """How a field of `Data` is declared, where more than a plain default is to be said."""

    __slots__ = ("compare", "default", "factory", "init", "metadata", "repr")

    def __init__(
        self,
        default: Any,
        factory: Callable[[], Any] | None,
        init: bool,
        repr_: bool,
        compare: bool,
        metadata: Mapping[str, Any],
    ) -> None:
        self.default = default
        self.factory = factory
        self.init = init
        self.repr = repr_
        self.compare = compare
        self.metadata = metadata


def field(
    *,
    default: Any = _NONE_GIVEN,
    default_factory: Callable[[], Any] | None = None,
    init: bool = True,
    repr: bool = True,  # noqa: A002 - as dataclasses.field has it
    compare: bool = True,
    metadata: Mapping[str, Any] | None = None,
) -> Any:
    """A field; the arguments mean what they mean to ``dataclasses.field``."""
    return Field(default, default_factory, init, repr, compare, metadata or {})


@dataclass_transform(frozen_default=True, eq_default=False)
class Record:
    """A frozen record that compares by identity; its fields are its annotations.

    Fields of a base come first; a default is a plain value.
    """

    record_types: ClassVar[Mapping[str, str]] = {}
    record_fields: ClassVar[tuple[str, ...]] = ()
    record_defaults: ClassVar[Mapping[str, Any]] = {}

    def __init_subclass__(cls) -> None:
        """Take note of the fields."""
        own = cls.__dict__.get("__annotations__", {})  # noqa: RUF063 - own ones only
        fields = {name: str(kind) for name, kind in own.items()}
        fields = {name: kind for name, kind in fields.items() if not kind.startswith("ClassVar")}
        cls.record_types = {**cls.record_types, **fields}
        cls.record_fields = tuple(cls.record_types)
        own_defaults = {name: cls.__dict__[name] for name in fields if name in cls.__dict__}
        cls.record_defaults = {**cls.record_defaults, **own_defaults}

    def __init__(self, *args: Any, **named: Any) -> None:
        values = self.__dict__
        values.update(zip(self.record_fields, args, strict=False))
        values.update(named)
        given = len(args) + len(named)
        if len(values) != given or given != len(self.record_fields):
            for name, default in self.record_defaults.items():
                values.setdefault(name, default)
            if given > len(values) or tuple(sorted(values)) != tuple(sorted(self.record_fields)):
                raise TypeError(f"{type(self).__name__} has the fields {self.record_fields}")

    def altered(self, **changes: Any) -> Self:
        """A copy with some fields changed, without checks: for records that have none."""
        copy = object.__new__(type(self))
        values = copy.__dict__
        values.update(self.__dict__)
        values.update(changes)
        return copy

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise _frozen(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise _frozen(f"cannot delete field {name!r}")

    def __repr__(self) -> str:
        shown = (f"{name}={self.__dict__[name]!r}" for name in self.record_fields)
        return f"{type(self).__name__}({', '.join(shown)})"


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Data(Record):
    """A frozen record that compares by value and may have defaults."""

    declared: ClassVar[Mapping[str, Field]] = {}
    init_only: ClassVar[tuple[str, ...]] = ()
    _plain: ClassVar[bool] = True
    _compared: ClassVar[tuple[str, ...]] = ()
    _defaults: ClassVar[Mapping[str, Any]] = {}
    _factories: ClassVar[Mapping[str, Callable[[], Any]]] = {}
    _required: ClassVar[frozenset[str]] = frozenset()

    def __init_subclass__(cls) -> None:
        """Take note of the fields, their defaults, and which count in a comparison."""
        super().__init_subclass__()
        own = [name for name in cls.record_types if name in cls.__dict__.get("__annotations__", {})]  # noqa: RUF063
        cls.declared = {**cls.declared, **{name: _declared(cls, name) for name in own}}
        cls.init_only = tuple(n for n, t in cls.record_types.items() if t.startswith("InitVar"))
        kept = {name: f for name, f in cls.declared.items() if name not in cls.init_only}
        cls._compared = tuple(name for name, f in kept.items() if f.compare)
        defaults = {n: f.default for n, f in cls.declared.items() if f.default is not _NONE_GIVEN}
        cls._defaults = defaults
        cls._factories = {n: f.factory for n, f in kept.items() if f.factory is not None}
        optional = {*cls._defaults, *cls._factories}
        cls._required = frozenset(cls.declared.keys() - optional)
        cls.record_fields = tuple(name for name, f in cls.declared.items() if f.init)
        cls._plain = not optional and cls.__post_init__ is Data.__post_init__
        for name in ("__dataclass_fields__", "__dataclass_params__"):
            type.__setattr__(cls, name, _AsDataclass(name))

    def __init__(self, *args: Any, **named: Any) -> None:
        if self._plain and len(args) == len(self.record_fields) and not named:
            self.__dict__.update(zip(self.record_fields, args, strict=True))
            return
        given = {**dict(zip(self.record_fields, args, strict=False)), **named}
        if len(given) != len(args) + len(named) or not self._required <= given.keys():
            raise TypeError(f"{type(self).__name__} needs {sorted(self._required)}")
        if not given.keys() <= set(self.record_fields):
            unknown = sorted(given.keys() - set(self.record_fields))
            raise TypeError(f"{type(self).__name__} has no {unknown}")
        values = self.__dict__
        values.update(self._defaults)
        for name, make in self._factories.items():
            if name not in given:
                values[name] = make()
        values.update(given)
        self.__post_init__(*[values.pop(name) for name in self.init_only])

    def __post_init__(self, *init_only: Any) -> None:
        """Checks of a subclass, and values that follow from others."""

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        mine, theirs = self.__dict__, other.__dict__
        return all(mine[name] == theirs[name] for name in self._compared)

    def __hash__(self) -> int:
        return hash(tuple([self.__dict__[name] for name in self._compared]))

    def __repr__(self) -> str:
        names = [name for name, f in self.declared.items() if f.repr and name in self.__dict__]
        shown = (f"{name}={self.__dict__[name]!r}" for name in names)
        return f"{type(self).__name__}({', '.join(shown)})"


def replace(record: _Changed, **changes: Any) -> _Changed:
    """A record like another but for some fields, checked as a new one."""
    values = record.__dict__
    given = {n: values[n] for n in record.record_fields if n not in record.init_only}
    return type(record)(**{**given, **changes})


def _declared(cls: type[Data], name: str) -> Field:
    """The declaration of a field; the class keeps its default, as a dataclass would."""
    value = cls.__dict__.get(name, _NONE_GIVEN)
    if not isinstance(value, Field):
        return Field(value, None, True, True, True, {})
    if value.default is _NONE_GIVEN:
        delattr(cls, name)
    else:
        setattr(cls, name, value.default)
    return value


class _AsDataclass:
    """What the standard library's dataclass would have put on a class, made when looked for."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, instance: object, owner: type[Data]) -> Any:
        # Imported here: hardly any run asks, and the module is slow to import.
        import dataclasses

        kept = [name for name in owner.declared if name not in owner.init_only]
        described: dict[str, Any] = {}
        for name in kept:
            one = owner.declared[name]
            default: dict[str, Any] = {}
            if one.factory is not None:
                default["default_factory"] = one.factory
            elif one.default is not _NONE_GIVEN:
                default["default"] = one.default
            described[name] = dataclasses.field(
                init=one.init, repr=one.repr, compare=one.compare, metadata=one.metadata, **default
            )
        types = {name: owner.record_types[name] for name in kept}
        body = {"__annotations__": types, "__module__": owner.__module__, **described}
        same: Any = dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=True)(
            type(owner.__name__, (), body)
        )
        found = getattr(same, self._name)
        # Kept in place of this: writing JSON looks for it at every value.
        type.__setattr__(owner, self._name, found)
        return found


def _frozen(message: str) -> AttributeError:
    import dataclasses

    return dataclasses.FrozenInstanceError(message)
