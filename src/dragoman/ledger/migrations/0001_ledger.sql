-- The first schema. A migration is frozen once released: mend a mistake with the next number.
-- Plain SQL of SQLite and PostgreSQL alike, save {rowid}: the engine's own way to number rows.
-- "document" in a table of facts is documents.row, "number" the place in the reading's own list.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- "exact" is the text's bytes in base 64, where the engine cannot hold it as it is (lone surrogates, NUL).
CREATE TABLE texts (
    row {rowid},
    text_id TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL,
    exact TEXT,
    characters INTEGER NOT NULL
);

CREATE TABLE documents (
    row {rowid},
    id TEXT NOT NULL UNIQUE,
    text_id TEXT NOT NULL REFERENCES texts (text_id),
    url TEXT,
    path TEXT,
    title TEXT,
    outlet TEXT,
    agency TEXT,
    bylines TEXT NOT NULL,
    published_from TEXT,
    published_to TEXT,
    published_precision TEXT,
    language TEXT,
    coded BOOLEAN NOT NULL,
    coded_reason TEXT,
    version TEXT NOT NULL,
    model TEXT NOT NULL,
    statements INTEGER NOT NULL,
    events INTEGER NOT NULL,
    arrival INTEGER NOT NULL,
    superseded_by TEXT REFERENCES documents (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX documents_text ON documents (text_id);
CREATE INDEX documents_url ON documents (url, arrival);
CREATE INDEX documents_standing ON documents (superseded_by, published_from DESC, id);

-- "json" is the reading without its text; "input" stands for the loaded document, version and model it was made from.
CREATE TABLE readings (
    row {rowid},
    id TEXT NOT NULL UNIQUE,
    document INTEGER NOT NULL REFERENCES documents (row) ON DELETE CASCADE,
    version TEXT NOT NULL,
    model TEXT NOT NULL,
    input TEXT,
    added TEXT NOT NULL,
    json TEXT NOT NULL,
    superseded_by TEXT REFERENCES readings (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX readings_current ON readings (document) WHERE superseded_by IS NULL;
CREATE INDEX readings_document ON readings (document);
CREATE INDEX readings_input ON readings (input);
CREATE INDEX readings_superseded ON readings (superseded_by);

-- Where a reading was found ('' for one that came without a path); the highest "seq" of a path is what stands there now.
CREATE TABLE sightings (
    seq {rowid},
    path TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES documents (row) ON DELETE CASCADE,
    reading INTEGER NOT NULL REFERENCES readings (row) ON DELETE CASCADE
);
CREATE INDEX sightings_path ON sightings (path, seq);
CREATE INDEX sightings_document ON sightings (document, seq);
CREATE INDEX sightings_reading ON sightings (reading);

CREATE TABLE actors (
    document INTEGER NOT NULL REFERENCES documents (row) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    kind TEXT NOT NULL,
    country TEXT,
    code TEXT,
    sector TEXT,
    role TEXT,
    mentions INTEGER NOT NULL,
    PRIMARY KEY (document, number)
);
CREATE INDEX actors_country ON actors (country);
CREATE INDEX actors_code ON actors (code);

CREATE TABLE statements (
    row {rowid},
    document INTEGER NOT NULL REFERENCES documents (row) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    speakers TEXT NOT NULL,
    act TEXT NOT NULL,
    form TEXT NOT NULL,
    cue TEXT,
    words TEXT NOT NULL,
    venue TEXT,
    date_from TEXT,
    date_to TEXT,
    parent TEXT,
    confidence FLOAT NOT NULL,
    evidence TEXT NOT NULL,
    start INTEGER NOT NULL,
    marks TEXT NOT NULL,
    published_from TEXT,
    published_to TEXT,
    UNIQUE (document, number)
);
CREATE INDEX statements_id ON statements (id);
CREATE INDEX statements_published ON statements (published_from DESC, document, number);

CREATE TABLE speakers (
    document INTEGER NOT NULL,
    statement INTEGER NOT NULL,
    actor INTEGER NOT NULL,
    PRIMARY KEY (document, actor, statement),
    FOREIGN KEY (document, statement) REFERENCES statements (document, number) ON DELETE CASCADE,
    FOREIGN KEY (document, actor) REFERENCES actors (document, number) ON DELETE CASCADE
);

CREATE TABLE events (
    row {rowid},
    document INTEGER NOT NULL REFERENCES documents (row) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    mode TEXT,
    contexts TEXT NOT NULL,
    status TEXT NOT NULL,
    actors TEXT NOT NULL,
    actor_codes TEXT NOT NULL,
    recipients TEXT NOT NULL,
    recipient_codes TEXT NOT NULL,
    objects TEXT NOT NULL,
    quantities TEXT NOT NULL,
    date_from TEXT,
    date_to TEXT,
    date_text TEXT,
    place TEXT,
    place_country TEXT,
    casualties TEXT,
    own_voice BOOLEAN NOT NULL,
    asserted_by TEXT NOT NULL,
    denied_by TEXT NOT NULL,
    condition TEXT,
    statement TEXT,
    anchor TEXT NOT NULL,
    evidence TEXT NOT NULL,
    start INTEGER NOT NULL,
    marks TEXT NOT NULL,
    confidence FLOAT NOT NULL,
    rule TEXT NOT NULL,
    published_from TEXT,
    published_to TEXT,
    UNIQUE (document, number)
);
CREATE INDEX events_id ON events (id);
CREATE INDEX events_type ON events (type, published_from);
CREATE INDEX events_published ON events (published_from DESC, document, number);

CREATE TABLE participants (
    document INTEGER NOT NULL,
    event INTEGER NOT NULL,
    number INTEGER NOT NULL,
    actor INTEGER NOT NULL,
    role TEXT NOT NULL,
    implicit BOOLEAN NOT NULL,
    PRIMARY KEY (document, event, number),
    FOREIGN KEY (document, event) REFERENCES events (document, number) ON DELETE CASCADE,
    FOREIGN KEY (document, actor) REFERENCES actors (document, number) ON DELETE CASCADE
);
CREATE INDEX participants_actor ON participants (document, actor);

-- "statement" is null for the article's own voice.
CREATE TABLE positions (
    document INTEGER NOT NULL,
    event INTEGER NOT NULL,
    number INTEGER NOT NULL,
    statement INTEGER,
    status TEXT NOT NULL,
    PRIMARY KEY (document, event, number),
    FOREIGN KEY (document, event) REFERENCES events (document, number) ON DELETE CASCADE,
    FOREIGN KEY (document, statement) REFERENCES statements (document, number) ON DELETE CASCADE
);
CREATE INDEX positions_statement ON positions (document, statement);

CREATE TABLE failures (
    path TEXT PRIMARY KEY,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    added TEXT NOT NULL
);

-- Appended to, never changed; "document" is a document's id, kept when the document is read again.
CREATE TABLE judgements (
    number {rowid},
    kind TEXT NOT NULL,
    document TEXT,
    record TEXT NOT NULL,
    verdict TEXT NOT NULL,
    correction TEXT,
    judge TEXT,
    note TEXT,
    at TEXT NOT NULL
);
CREATE INDEX judgements_record ON judgements (record);
CREATE INDEX judgements_document ON judgements (document);

-- What linking found. A row's "json" is the record of linking/records.py; the other columns are there to be asked.
CREATE TABLE copy_groups (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    agency TEXT,
    json TEXT NOT NULL
);

CREATE TABLE copy_members (
    group_id TEXT NOT NULL REFERENCES copy_groups (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES documents (row) ON DELETE CASCADE,
    relation TEXT NOT NULL,
    derived_from TEXT,
    basis TEXT NOT NULL,
    PRIMARY KEY (group_id, number)
);
CREATE INDEX copy_members_document ON copy_members (document);

CREATE TABLE linked_actors (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    kind TEXT NOT NULL,
    country TEXT,
    code TEXT,
    sector TEXT,
    role TEXT,
    documents INTEGER NOT NULL,
    json TEXT NOT NULL
);
CREATE INDEX linked_actors_documents ON linked_actors (documents DESC, id);

CREATE TABLE actor_links (
    linked TEXT NOT NULL REFERENCES linked_actors (id) ON DELETE CASCADE,
    document INTEGER NOT NULL,
    actor INTEGER NOT NULL,
    PRIMARY KEY (document, actor),
    FOREIGN KEY (document, actor) REFERENCES actors (document, number) ON DELETE CASCADE
);
CREATE INDEX actor_links_linked ON actor_links (linked);

CREATE TABLE claims (
    id TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    mode TEXT,
    status TEXT NOT NULL,
    actors TEXT NOT NULL,
    recipients TEXT NOT NULL,
    objects TEXT NOT NULL,
    date_from TEXT,
    date_to TEXT,
    place TEXT,
    place_country TEXT,
    asserted_by TEXT NOT NULL,
    denied_by TEXT NOT NULL,
    first_seen TEXT,
    last_seen TEXT,
    reports INTEGER NOT NULL,
    independent_reports INTEGER NOT NULL,
    voices INTEGER NOT NULL,
    json TEXT NOT NULL
);
CREATE INDEX claims_seen ON claims (last_seen DESC, id);
CREATE INDEX claims_sources ON claims (independent_reports DESC, reports DESC, last_seen DESC, id);

CREATE TABLE claim_events (
    claim TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    document INTEGER NOT NULL,
    event INTEGER NOT NULL,
    PRIMARY KEY (document, event),
    FOREIGN KEY (document, event) REFERENCES events (document, number) ON DELETE CASCADE
);
CREATE INDEX claim_events_claim ON claim_events (claim, number);

CREATE TABLE claim_actors (
    claim TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    linked TEXT NOT NULL,
    role TEXT NOT NULL,
    PRIMARY KEY (claim, role, linked)
);
CREATE INDEX claim_actors_linked ON claim_actors (linked);

CREATE TABLE claim_voices (
    claim TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    side TEXT NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    linked TEXT,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    status TEXT NOT NULL,
    since TEXT,
    PRIMARY KEY (claim, side, number)
);
CREATE INDEX claim_voices_linked ON claim_voices (linked);

CREATE TABLE claim_positions (
    claim TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    date TEXT,
    status TEXT NOT NULL,
    voice TEXT NOT NULL,
    linked TEXT,
    document INTEGER NOT NULL REFERENCES documents (row) ON DELETE CASCADE,
    event TEXT NOT NULL,
    statement TEXT,
    PRIMARY KEY (claim, number)
);
CREATE INDEX claim_positions_document ON claim_positions (document);
CREATE INDEX claim_positions_date ON claim_positions (date, claim);
