-- Search, SQLite's own part of migration 1: full-text indexes without a copy of the words ("dialect.index" fills them;
-- a trigger would make FTS5 write a segment for every row, which takes ten times as long).
-- "porter" lets "sanction" find "sanctions"; diacritics are folded.

CREATE VIRTUAL TABLE texts_search USING fts5 (
    text, content = 'texts', content_rowid = 'row', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE statements_search USING fts5 (
    words, content = 'statements', content_rowid = 'row', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE events_search USING fts5 (
    evidence, content = 'events', content_rowid = 'row', tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE TRIGGER judgements_stay BEFORE UPDATE ON judgements BEGIN
    SELECT RAISE (ABORT, 'judgements are appended, never changed');
END;
