-- Version 2: what the timeline shows besides statements. The rules of version 1
-- hold here too.

CREATE TABLE period (                              -- outside events and stretches of time
  id     INTEGER PRIMARY KEY,
  label  TEXT NOT NULL CHECK (trim(label) <> ''),
  note   TEXT NOT NULL DEFAULT '',
  colour INTEGER CHECK (colour BETWEEN 0 AND 0xFFFFFF),  -- NULL: none of its own
  wording   TEXT NOT NULL DEFAULT '',  -- as it was written: 'mid June'
  edtf      TEXT NOT NULL DEFAULT '',  -- '' when there is no date
  zone      TEXT NOT NULL DEFAULT '',
  kind      INTEGER NOT NULL DEFAULT 0 CHECK (kind BETWEEN 0 AND 2),
  precision INTEGER NOT NULL DEFAULT 0 CHECK (precision BETWEEN 0 AND 255),
  qualifier INTEGER NOT NULL DEFAULT 0 CHECK (qualifier BETWEEN 0 AND 255),
  anchor    TEXT NOT NULL DEFAULT '',
  sequence  INTEGER NOT NULL DEFAULT 0,
  es INTEGER, ls INTEGER, ee INTEGER, le INTEGER,
  CHECK ((es IS NULL) = (edtf = '') AND (es IS NULL) = (ls IS NULL)
     AND (es IS NULL) = (ee IS NULL) AND (es IS NULL) = (le IS NULL)),
  CHECK (es <= ls AND ee <= le AND es <= ee AND ls <= le)
) STRICT;

CREATE TABLE callout (                             -- a note pinned to a statement's mark
  id           INTEGER PRIMARY KEY,
  statement_id INTEGER NOT NULL REFERENCES statement ON DELETE CASCADE,
  text         TEXT NOT NULL CHECK (trim(text) <> ''),
  dx           REAL NOT NULL DEFAULT 0 CHECK (dx BETWEEN -10000 AND 10000),  -- from the mark to the
  dy           REAL NOT NULL DEFAULT 0 CHECK (dy BETWEEN -10000 AND 10000)   -- box, logical pixels
) STRICT;
CREATE INDEX callout_statement ON callout (statement_id);

CREATE TABLE saved_view (
  id     INTEGER PRIMARY KEY,
  name   TEXT NOT NULL UNIQUE CHECK (trim(name) <> ''),
  filter TEXT NOT NULL DEFAULT '{}',               -- JSON of storage.Filter
  view   TEXT NOT NULL DEFAULT '{}'                -- JSON of storage.ViewState
) STRICT;
