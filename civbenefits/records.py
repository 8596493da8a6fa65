"""Frozen records that cost next to nothing to declare.

The standard dataclass writes and compiles half a dozen methods for every class.  With the
hundred small classes of this library that would be a third of the time of a whole run of
the command, so records share one constructor instead: the same declarations, the same
type checking, a fraction of the start-up.  `Data` is also a dataclass to whoever asks:
``dataclasses.fields`` and ``dataclasses.replace`` work, and pydantic reads and writes it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, FrozenInstanceError, dataclass, field
from typing import Any, ClassVar, NoReturn, dataclass_transform


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

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __repr__(self) -> str:
        shown = (f"{name}={self.__dict__[name]!r}" for name in self.record_fields)
        return f"{type(self).__name__}({', '.join(shown)})"


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Data(Record):
    """A frozen record that compares by value and may have defaults."""

    _plain: ClassVar[bool] = True
    _compared: ClassVar[tuple[str, ...]] = ()
    _defaults: ClassVar[Mapping[str, Any]] = {}
    _factories: ClassVar[Mapping[str, Callable[[], Any]]] = {}
    _required: ClassVar[frozenset[str]] = frozenset()
    _accepted: ClassVar[frozenset[str]] = frozenset()
    _init_only: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        """Take note of the fields, their defaults, and which count in a comparison."""
        super().__init_subclass__()
        dataclass(init=False, repr=False, eq=False)(cls)
        declared = list(cls.__dataclass_fields__.values())
        kept = [f for f in declared if not cls.record_types[f.name].startswith("InitVar")]
        cls._init_only = tuple(f.name for f in declared if f not in kept)
        cls._compared = tuple(f.name for f in kept if f.compare)
        cls._defaults = {f.name: f.default for f in declared if f.default is not MISSING}
        cls._factories = {
            f.name: f.default_factory for f in kept if f.default_factory is not MISSING
        }
        cls._accepted = frozenset(f.name for f in declared if f.init)
        optional = {*cls._defaults, *cls._factories}
        cls._required = frozenset(f.name for f in declared if f.name not in optional)
        cls.record_fields = tuple(f.name for f in declared if f.init)
        cls._plain = len(cls._required) == len(declared) and cls.__post_init__ is Data.__post_init__

    def __init__(self, *args: Any, **named: Any) -> None:
        if self._plain and len(args) == len(self.record_fields) and not named:
            self.__dict__.update(zip(self.record_fields, args, strict=True))
            return
        given = {**dict(zip(self.record_fields, args, strict=False)), **named}
        if len(given) != len(args) + len(named) or not self._required <= given.keys():
            raise TypeError(f"{type(self).__name__} needs {sorted(self._required)}")
        if not given.keys() <= self._accepted:
            unknown = sorted(given.keys() - self._accepted)
            raise TypeError(f"{type(self).__name__} has no {unknown}")
        values = self.__dict__
        values.update(self._defaults)
        for name, make in self._factories.items():
            if name not in given:
                values[name] = make()
        values.update(given)
        self.__post_init__(*[values.pop(name) for name in self._init_only])

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
        declared = self.__dataclass_fields__.values()
        names = [f.name for f in declared if f.repr and f.name in self.__dict__]
        shown = (f"{name}={self.__dict__[name]!r}" for name in names)
        return f"{type(self).__name__}({', '.join(shown)})"
