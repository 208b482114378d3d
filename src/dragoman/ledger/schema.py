"""The ledger's tables as queries name them. Their constraints stand in ``migrations``; a test keeps the two alike."""

from typing import Any

from sqlalchemy import Boolean, Column, Float, Integer, MetaData, Table, Text
from sqlalchemy.types import TypeEngine

_KINDS: dict[str, type[TypeEngine[Any]]] = {"int": Integer, "bool": Boolean, "float": Float, "": Text}

metadata = MetaData()


def _table(name: str, columns: str) -> Table:
    """A table from ``name:kind`` words; text is the kind that is not told."""
    pairs = [word.partition(":") for word in columns.split()]
    return Table(name, metadata, *(Column(column, _KINDS[kind]()) for column, _, kind in pairs))


meta = _table("meta", "key value")
texts = _table("texts", "row:int text_id text exact characters:int")
documents = _table(
    "documents",
    """row:int id text_id url path title outlet agency bylines published_from published_to published_precision language
    coded:bool coded_reason version model statements:int events:int arrival:int superseded_by""",
)
readings = _table("readings", "row:int id document:int version model input added json superseded_by")
sightings = _table("sightings", "seq:int path document:int reading:int")
actors = _table("actors", "document:int number:int id name folded kind country code sector role mentions:int")
statements = _table(
    "statements",
    """row:int document:int number:int id speakers act form cue words venue date_from date_to parent confidence:float
    evidence start:int marks published_from published_to""",
)
speakers = _table("speakers", "document:int statement:int actor:int")
events = _table(
    "events",
    """row:int document:int number:int id type mode contexts status actors actor_codes recipients recipient_codes
    objects quantities date_from date_to date_text place place_country casualties own_voice:bool asserted_by denied_by
    condition statement anchor evidence start:int marks confidence:float rule published_from published_to""",
)
participants = _table("participants", "document:int event:int number:int actor:int role implicit:bool")
positions = _table("positions", "document:int event:int number:int statement:int status")
failures = _table("failures", "path code message added")
judgements = _table("judgements", "number:int kind document record verdict correction judge note at")
copy_groups = _table("copy_groups", "id kind agency json")
copy_members = _table("copy_members", "group_id number:int document:int relation derived_from basis")
linked_actors = _table("linked_actors", "id name folded kind country code sector role documents:int json")
actor_links = _table("actor_links", "linked document:int actor:int")
claims = _table(
    "claims",
    """id type mode status actors recipients objects date_from date_to place place_country asserted_by denied_by
    first_seen last_seen reports:int independent_reports:int voices:int json""",
)
claim_events = _table("claim_events", "claim number:int document:int event:int")
claim_actors = _table("claim_actors", "claim linked role")
claim_voices = _table("claim_voices", "claim side number:int kind linked name folded status since")
claim_positions = _table("claim_positions", "claim number:int date status voice linked document:int event statement")

# The facts of one current reading, children first: what is rewritten when another reading becomes current.
FACTS = (positions, participants, speakers, events, statements, actors)
