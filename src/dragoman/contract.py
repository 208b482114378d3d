"""The JSON contract: records to plain objects and back, and the JSON Schema that says what they look like.

Everything is derived from the records' own types, so that record, JSON and schema cannot drift apart.
"""

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Record = TypeVar("Record")

JSON_NAMES = {"earliest": "from", "latest": "to", "minimum": "min", "maximum": "max"}
SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def to_dict(record: object) -> dict[str, Any]:
    """A record as a JSON object, keys in the record's order."""
    return cast("dict[str, Any]", _plain(record))


def to_json(record: object) -> str:
    """A record as one line of JSON."""
    return _ENCODER.encode(record)


def from_dict(kind: type[Record], data: Mapping[str, Any]) -> Record:
    """The record that :func:`to_dict` was given; unknown keys (of a later version) are passed over."""
    return cast("Record", _reader_of_record(cast("type", kind))(data))


def schema(kind: type, title: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a record and all that it holds."""
    definitions: dict[str, Any] = {}
    root = _schema(kind, definitions)
    return {"$schema": SCHEMA_DIALECT, "title": title, **root, "$defs": definitions}


def members(record: Any) -> dict[str, object]:
    """A record's own members under their JSON names; the records among them as they are."""
    return {name: getattr(record, attribute) for attribute, name in _names(record.__class__)}


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=members)


@cache
def _names(kind: type) -> tuple[tuple[str, str], ...]:
    return tuple((item.name, JSON_NAMES.get(item.name, item.name)) for item in fields(kind))


def _plain(value: object) -> object:
    if is_dataclass(value):
        return {name: _plain(item) for name, item in members(value).items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value


@cache
def _hints(kind: type) -> tuple[tuple[Field[Any], Any], ...]:
    hints = get_type_hints(kind)
    return tuple((item, hints[item.name]) for item in fields(kind))


@cache
def _reader_of_record(kind: type) -> Callable[[Mapping[str, Any]], Any]:
    """From a JSON object to the record; what each member needs is found out once for each type."""
    readers = [(item.name, JSON_NAMES.get(item.name, item.name), _reader(hint)) for item, hint in _hints(kind)]

    def read(data: Mapping[str, Any]) -> Any:
        values = {}
        for attribute, name, reader in readers:
            if name in data:
                value = data[name]
                values[attribute] = value if reader is None or value is None else reader(value)
        return kind(**values)

    return read


def _reader(hint: Any) -> Callable[[Any], Any] | None:
    """From a JSON value to a record's member; None where it is the same."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _reader(next(a for a in arguments if a is not type(None)))
    if origin is tuple:
        inner = _reader(arguments[0])
        return tuple if inner is None else lambda values: tuple([inner(item) for item in values])
    return _reader_of_record(cast("type", hint)) if is_dataclass(hint) else None


def _schema(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return {"anyOf": [_schema(a, definitions) for a in arguments]}
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple and arguments[-1] is Ellipsis:
        return {"type": "array", "items": _schema(arguments[0], definitions)}
    if origin is tuple:
        return {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2}
    if is_dataclass(hint):
        return _reference(cast("type", hint), definitions)
    names = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}
    return {"type": names[hint]}


def _reference(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}
        definitions[kind.__name__] = _object_schema(kind, definitions)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _object_schema(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    names = [JSON_NAMES.get(item.name, item.name) for item, _ in _hints(kind)]
    schemas = [_schema(hint, definitions) for _, hint in _hints(kind)]
    for (item, _), part in zip(_hints(kind), schemas, strict=True):
        if item.name == "format" and item.default is not MISSING:
            part["const"] = item.default
    return {
        "type": "object",
        "description": (kind.__doc__ or "").strip().split("\n")[0],
        "properties": dict(zip(names, schemas, strict=True)),
        "required": names,
    }
