-- The project file, version 1. One row is one fact; ids are 63-bit numbers made
-- by the program (see storage.ID), unique across colleagues' files.
--
-- Rules that the Go code relies on:
--   every table that undo covers has id INTEGER PRIMARY KEY as its first column,
--   no BLOB columns, and its generated columns last;
--   an update never changes an id;
--   nothing here calls a function that is not built in (trusted_schema = 0).
--
-- x_folded is x with Arabic and Persian spellings made one, as Fold does in Go;
-- text that is all ASCII is left alone. The full-text tables index those columns.
-- x_letters is half of the way there: SQLite's parser, in builds older than ours,
-- cannot nest all of it in one expression.
-- Dates: four corners, Unix seconds; an open end is the smallest or largest
-- 64-bit integer; all four are NULL when there is no date.

CREATE TABLE meta (                                -- settings, and the file's bookkeeping
  id    INTEGER PRIMARY KEY,                       -- from the key
  key   TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE coder (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (trim(name) <> '')
) STRICT;

CREATE TABLE actor (
  id        INTEGER PRIMARY KEY,
  kind      TEXT NOT NULL CHECK (kind IN ('person', 'organization', 'state', 'media', 'armed group', 'group')),
  name      TEXT NOT NULL CHECK (trim(name) <> ''),
  parent_id INTEGER REFERENCES actor ON DELETE SET NULL CHECK (parent_id <> id),
  colour    INTEGER CHECK (colour BETWEEN 0 AND 0xFFFFFF),  -- NULL: none of its own
  pos       REAL NOT NULL DEFAULT 0,               -- order among siblings
  pinned    INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)),
  hidden    INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
  note      TEXT NOT NULL DEFAULT '',
  name_letters TEXT GENERATED ALWAYS AS (CASE WHEN length(name) = length(CAST(name AS BLOB)) THEN name ELSE
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(name
    ,'ي','ی'),'ى','ی'),'ئ','ی'),'ك','ک'),'ة','ه'),'ۀ','ه'),'أ','ا'),'إ','ا'),'آ','ا'),'ٱ','ا'),'ؤ','و')
    ,char(1600),''),char(1611),''),char(1612),''),char(1613),''),char(1614),''),char(1615),''),char(1616),'')
    ,char(1617),''),char(1618),''),char(1619),''),char(1620),''),char(1621),''),char(1648),''),char(8204),' '),char(160),' ') END) VIRTUAL,
  name_folded TEXT GENERATED ALWAYS AS (CASE WHEN length(name) = length(CAST(name AS BLOB)) THEN name ELSE
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(name_letters
    ,'٠','0'),'١','1'),'٢','2'),'٣','3'),'٤','4'),'٥','5'),'٦','6'),'٧','7'),'٨','8'),'٩','9')
    ,'۰','0'),'۱','1'),'۲','2'),'۳','3'),'۴','4'),'۵','5'),'۶','6'),'۷','7'),'۸','8'),'۹','9') END) VIRTUAL,
  note_letters TEXT GENERATED ALWAYS AS (CASE WHEN length(note) = length(CAST(note AS BLOB)) THEN note ELSE
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(note
    ,'ي','ی'),'ى','ی'),'ئ','ی'),'ك','ک'),'ة','ه'),'ۀ','ه'),'أ','ا'),'إ','ا'),'آ','ا'),'ٱ','ا'),'ؤ','و')
    ,char(1600),''),char(1611),''),char(1612),''),char(1613),''),char(1614),''),char(1615),''),char(1616),'')
    ,char(1617),''),char(1618),''),char(1619),''),char(1620),''),char(1621),''),char(1648),''),char(8204),' '),char(160),' ') END) VIRTUAL,
  note_folded TEXT GENERATED ALWAYS AS (CASE WHEN length(note) = length(CAST(note AS BLOB)) THEN note ELSE
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(note_letters
    ,'٠','0'),'١','1'),'٢','2'),'٣','3'),'٤','4'),'٥','5'),'٦','6'),'٧','7'),'٨','8'),'٩','9')
    ,'۰','0'),'۱','1'),'۲','2'),'۳','3'),'۴','4'),'۵','5'),'۶','6'),'۷','7'),'۸','8'),'۹','9') END) VIRTUAL
) STRICT;
CREATE INDEX actor_parent ON actor (parent_id) WHERE parent_id IS NOT NULL;

CREATE TABLE alias (
  id       INTEGER PRIMARY KEY,
  actor_id INTEGER NOT NULL REFERENCES actor ON DELETE CASCADE,
  name     TEXT NOT NULL CHECK (trim(name) <> ''),
  lang     TEXT NOT NULL DEFAULT '',
  pos      INTEGER NOT NULL DEFAULT 0,
  name_letters TEXT GENERATED ALWAYS AS (CASE WHEN length(name) = length(CAST(name AS BLOB)) THEN name ELSE
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(name
    ,'ي','ی'),'ى','ی'),'ئ','ی'),'ك','ک'),'ة','ه'),'ۀ','ه'),'أ','ا'),'إ','ا'),'آ','ا'),'ٱ','ا'),'ؤ','و')
    ,char(1600),''),char(1611),''),char(1612),''),char(1613),''),char(1614),''),char(1615),''),char(1616),'')
    ,char(1617),''),char(1618),''),char(1619),''),char(1620),''),char(1621),''),char(1648),''),char(8204),' '),char(160),' ') END) VIRTUAL,
  name_folded TEXT GENERATED ALWAYS AS (CASE WHEN length(name) = length(CAST(name AS BLOB)) THEN name ELSE
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(name_letters
    ,'٠','0'),'١','1'),'٢','2'),'٣','3'),'٤','4'),'٥','5'),'٦','6'),'٧','7'),'٨','8'),'٩','9')
    ,'۰','0'),'۱','1'),'۲','2'),'۳','3'),'۴','4'),'۵','5'),'۶','6'),'۷','7'),'۸','8'),'۹','9') END) VIRTUAL,
  UNIQUE (actor_id, name)
) STRICT;

CREATE TABLE affiliation (
  id              INTEGER PRIMARY KEY,
  actor_id        INTEGER NOT NULL REFERENCES actor ON DELETE CASCADE,
  organization_id INTEGER REFERENCES actor ON DELETE SET NULL,
  role            TEXT NOT NULL DEFAULT '',
  wording   TEXT NOT NULL DEFAULT '',  -- as it was written: 'mid June'
  edtf      TEXT NOT NULL DEFAULT '',  -- '' when there is no date
  zone      TEXT NOT NULL DEFAULT '',
  kind      INTEGER NOT NULL DEFAULT 0 CHECK (kind BETWEEN 0 AND 2),
  precision INTEGER NOT NULL DEFAULT 0 CHECK (precision BETWEEN 0 AND 255),
  qualifier INTEGER NOT NULL DEFAULT 0 CHECK (qualifier BETWEEN 0 AND 255),
  anchor    TEXT NOT NULL DEFAULT '',
  sequence  INTEGER NOT NULL DEFAULT 0,
  es INTEGER, ls INTEGER, ee INTEGER, le INTEGER,                                            -- the period
  CHECK ((es IS NULL) = (edtf = '') AND (es IS NULL) = (ls IS NULL)
     AND (es IS NULL) = (ee IS NULL) AND (es IS NULL) = (le IS NULL)),
  CHECK (es <= ls AND ee <= le AND es <= ee AND ls <= le)
) STRICT;
CREATE INDEX affiliation_actor ON affiliation (actor_id);
CREATE INDEX affiliation_organization ON affiliation (organization_id) WHERE organization_id IS NOT NULL;

CREATE TABLE document (
  id        INTEGER PRIMARY KEY,
  title     TEXT NOT NULL DEFAULT '',
  outlet_id INTEGER REFERENCES actor ON DELETE SET NULL,
  author    TEXT NOT NULL DEFAULT '',
  wording   TEXT NOT NULL DEFAULT '',  -- as it was written: 'mid June'
  edtf      TEXT NOT NULL DEFAULT '',  -- '' when there is no date
  zone      TEXT NOT NULL DEFAULT '',
  kind      INTEGER NOT NULL DEFAULT 0 CHECK (kind BETWEEN 0 AND 2),
  precision INTEGER NOT NULL DEFAULT 0 CHECK (precision BETWEEN 0 AND 255),
  qualifier INTEGER NOT NULL DEFAULT 0 CHECK (qualifier BETWEEN 0 AND 255),
  anchor    TEXT NOT NULL DEFAULT '',
  sequence  INTEGER NOT NULL DEFAULT 0,
  es INTEGER, ls INTEGER, ee INTEGER, le INTEGER,                                            -- published
  url       TEXT NOT NULL DEFAULT '',
  language  TEXT NOT NULL DEFAULT '',
  title_letters TEXT GENERATED ALWAYS AS (CASE WHEN length(title) = length(CAST(title AS BLOB)) THEN title ELSE
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(title
    ,'ي','ی'),'ى','ی'),'ئ','ی'),'ك','ک'),'ة','ه'),'ۀ','ه'),'أ','ا'),'إ','ا'),'آ','ا'),'ٱ','ا'),'ؤ','و')
    ,char(1600),''),char(1611),''),char(1612),''),char(1613),''),char(1614),''),char(1615),''),char(1616),'')
    ,char(1617),''),char(1618),''),char(1619),''),char(1620),''),char(1621),''),char(1648),''),char(8204),' '),char(160),' ') END) VIRTUAL,
  title_folded TEXT GENERATED ALWAYS AS (CASE WHEN length(title) = length(CAST(title AS BLOB)) THEN title ELSE
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(title_letters
    ,'٠','0'),'١','1'),'٢','2'),'٣','3'),'٤','4'),'٥','5'),'٦','6'),'٧','7'),'٨','8'),'٩','9')
    ,'۰','0'),'۱','1'),'۲','2'),'۳','3'),'۴','4'),'۵','5'),'۶','6'),'۷','7'),'۸','8'),'۹','9') END) VIRTUAL,
  CHECK ((es IS NULL) = (edtf = '') AND (es IS NULL) = (ls IS NULL)
     AND (es IS NULL) = (ee IS NULL) AND (es IS NULL) = (le IS NULL)),
  CHECK (es <= ls AND ee <= le AND es <= ee AND ls <= le)
) STRICT;
CREATE INDEX document_outlet ON document (outlet_id) WHERE outlet_id IS NOT NULL;

CREATE TABLE version (                             -- frozen once a citation points into it
  id          INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  number      INTEGER NOT NULL CHECK (number >= 1),
  text        TEXT NOT NULL DEFAULT '',
  sha256      TEXT NOT NULL CHECK (length(sha256) = 64),
  made        INTEGER NOT NULL DEFAULT 0,
  text_letters TEXT GENERATED ALWAYS AS (CASE WHEN length(text) = length(CAST(text AS BLOB)) THEN text ELSE
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(text
    ,'ي','ی'),'ى','ی'),'ئ','ی'),'ك','ک'),'ة','ه'),'ۀ','ه'),'أ','ا'),'إ','ا'),'آ','ا'),'ٱ','ا'),'ؤ','و')
    ,char(1600),''),char(1611),''),char(1612),''),char(1613),''),char(1614),''),char(1615),''),char(1616),'')
    ,char(1617),''),char(1618),''),char(1619),''),char(1620),''),char(1621),''),char(1648),''),char(8204),' '),char(160),' ') END) VIRTUAL,
  text_folded TEXT GENERATED ALWAYS AS (CASE WHEN length(text) = length(CAST(text AS BLOB)) THEN text ELSE
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(text_letters
    ,'٠','0'),'١','1'),'٢','2'),'٣','3'),'٤','4'),'٥','5'),'٦','6'),'٧','7'),'٨','8'),'٩','9')
    ,'۰','0'),'۱','1'),'۲','2'),'۳','3'),'۴','4'),'۵','5'),'۶','6'),'۷','7'),'۸','8'),'۹','9') END) VIRTUAL,
  UNIQUE (document_id, number)
) STRICT;

CREATE TABLE claim (
  id        INTEGER PRIMARY KEY,
  parent_id INTEGER REFERENCES claim ON DELETE SET NULL CHECK (parent_id <> id),
  kind      TEXT NOT NULL CHECK (kind IN ('factual', 'normative', 'topic')),
  text      TEXT NOT NULL CHECK (trim(text) <> ''),
  note      TEXT NOT NULL DEFAULT '',
  text_letters TEXT GENERATED ALWAYS AS (CASE WHEN length(text) = length(CAST(text AS BLOB)) THEN text ELSE
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(text
    ,'ي','ی'),'ى','ی'),'ئ','ی'),'ك','ک'),'ة','ه'),'ۀ','ه'),'أ','ا'),'إ','ا'),'آ','ا'),'ٱ','ا'),'ؤ','و')
    ,char(1600),''),char(1611),''),char(1612),''),char(1613),''),char(1614),''),char(1615),''),char(1616),'')
    ,char(1617),''),char(1618),''),char(1619),''),char(1620),''),char(1621),''),char(1648),''),char(8204),' '),char(160),' ') END) VIRTUAL,
  text_folded TEXT GENERATED ALWAYS AS (CASE WHEN length(text) = length(CAST(text AS BLOB)) THEN text ELSE
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(text_letters
    ,'٠','0'),'١','1'),'٢','2'),'٣','3'),'٤','4'),'٥','5'),'٦','6'),'٧','7'),'٨','8'),'٩','9')
    ,'۰','0'),'۱','1'),'۲','2'),'۳','3'),'۴','4'),'۵','5'),'۶','6'),'۷','7'),'۸','8'),'۹','9') END) VIRTUAL,
  note_letters TEXT GENERATED ALWAYS AS (CASE WHEN length(note) = length(CAST(note AS BLOB)) THEN note ELSE
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(note
    ,'ي','ی'),'ى','ی'),'ئ','ی'),'ك','ک'),'ة','ه'),'ۀ','ه'),'أ','ا'),'إ','ا'),'آ','ا'),'ٱ','ا'),'ؤ','و')
    ,char(1600),''),char(1611),''),char(1612),''),char(1613),''),char(1614),''),char(1615),''),char(1616),'')
    ,char(1617),''),char(1618),''),char(1619),''),char(1620),''),char(1621),''),char(1648),''),char(8204),' '),char(160),' ') END) VIRTUAL,
  note_folded TEXT GENERATED ALWAYS AS (CASE WHEN length(note) = length(CAST(note AS BLOB)) THEN note ELSE
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(note_letters
    ,'٠','0'),'١','1'),'٢','2'),'٣','3'),'٤','4'),'٥','5'),'٦','6'),'٧','7'),'٨','8'),'٩','9')
    ,'۰','0'),'۱','1'),'۲','2'),'۳','3'),'۴','4'),'۵','5'),'۶','6'),'۷','7'),'۸','8'),'۹','9') END) VIRTUAL
) STRICT;
CREATE INDEX claim_parent ON claim (parent_id) WHERE parent_id IS NOT NULL;

CREATE TABLE verb (
  id    INTEGER PRIMARY KEY,
  label TEXT NOT NULL UNIQUE CHECK (trim(label) <> ''),
  code  TEXT NOT NULL DEFAULT '',
  class TEXT NOT NULL CHECK (class IN ('report', 'affirm', 'deny', 'accuse', 'ask', 'support', 'act'))
) STRICT;

CREATE TABLE verb_alias (
  id      INTEGER PRIMARY KEY,
  verb_id INTEGER NOT NULL REFERENCES verb ON DELETE CASCADE,
  name    TEXT NOT NULL CHECK (trim(name) <> ''),
  pos     INTEGER NOT NULL DEFAULT 0,
  UNIQUE (verb_id, name)
) STRICT;

CREATE TABLE statement (
  id          INTEGER PRIMARY KEY,
  speaker_id  INTEGER NOT NULL REFERENCES actor,   -- the lane
  verb_id     INTEGER NOT NULL REFERENCES verb,
  wording   TEXT NOT NULL DEFAULT '',  -- as it was written: 'mid June'
  edtf      TEXT NOT NULL DEFAULT '',  -- '' when there is no date
  zone      TEXT NOT NULL DEFAULT '',
  kind      INTEGER NOT NULL DEFAULT 0 CHECK (kind BETWEEN 0 AND 2),
  precision INTEGER NOT NULL DEFAULT 0 CHECK (precision BETWEEN 0 AND 255),
  qualifier INTEGER NOT NULL DEFAULT 0 CHECK (qualifier BETWEEN 0 AND 255),
  anchor    TEXT NOT NULL DEFAULT '',
  sequence  INTEGER NOT NULL DEFAULT 0,
  es INTEGER, ls INTEGER, ee INTEGER, le INTEGER,                                            -- when
  place       TEXT NOT NULL DEFAULT '',
  gist        TEXT NOT NULL DEFAULT '',
  reported_in INTEGER REFERENCES statement ON DELETE SET NULL CHECK (reported_in <> id),
  repeated    INTEGER NOT NULL DEFAULT 0 CHECK (repeated IN (0, 1)),
  certainty   INTEGER CHECK (certainty BETWEEN 0 AND 100),  -- NULL: none given
  grade       TEXT NOT NULL DEFAULT '' CHECK (grade = '' OR grade GLOB '[A-F][1-6]'),
  note        TEXT NOT NULL DEFAULT '',
  coder_id    INTEGER REFERENCES coder,
  made        INTEGER NOT NULL DEFAULT 0,          -- Unix seconds, as is changed
  changed     INTEGER NOT NULL DEFAULT 0,
  place_letters TEXT GENERATED ALWAYS AS (CASE WHEN length(place) = length(CAST(place AS BLOB)) THEN place ELSE
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(place
    ,'ي','ی'),'ى','ی'),'ئ','ی'),'ك','ک'),'ة','ه'),'ۀ','ه'),'أ','ا'),'إ','ا'),'آ','ا'),'ٱ','ا'),'ؤ','و')
    ,char(1600),''),char(1611),''),char(1612),''),char(1613),''),char(1614),''),char(1615),''),char(1616),'')
    ,char(1617),''),char(1618),''),char(1619),''),char(1620),''),char(1621),''),char(1648),''),char(8204),' '),char(160),' ') END) VIRTUAL,
  place_folded TEXT GENERATED ALWAYS AS (CASE WHEN length(place) = length(CAST(place AS BLOB)) THEN place ELSE
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(place_letters
    ,'٠','0'),'١','1'),'٢','2'),'٣','3'),'٤','4'),'٥','5'),'٦','6'),'٧','7'),'٨','8'),'٩','9')
    ,'۰','0'),'۱','1'),'۲','2'),'۳','3'),'۴','4'),'۵','5'),'۶','6'),'۷','7'),'۸','8'),'۹','9') END) VIRTUAL,
  gist_letters TEXT GENERATED ALWAYS AS (CASE WHEN length(gist) = length(CAST(gist AS BLOB)) THEN gist ELSE
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(gist
    ,'ي','ی'),'ى','ی'),'ئ','ی'),'ك','ک'),'ة','ه'),'ۀ','ه'),'أ','ا'),'إ','ا'),'آ','ا'),'ٱ','ا'),'ؤ','و')
    ,char(1600),''),char(1611),''),char(1612),''),char(1613),''),char(1614),''),char(1615),''),char(1616),'')
    ,char(1617),''),char(1618),''),char(1619),''),char(1620),''),char(1621),''),char(1648),''),char(8204),' '),char(160),' ') END) VIRTUAL,
  gist_folded TEXT GENERATED ALWAYS AS (CASE WHEN length(gist) = length(CAST(gist AS BLOB)) THEN gist ELSE
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(gist_letters
    ,'٠','0'),'١','1'),'٢','2'),'٣','3'),'٤','4'),'٥','5'),'٦','6'),'٧','7'),'٨','8'),'٩','9')
    ,'۰','0'),'۱','1'),'۲','2'),'۳','3'),'۴','4'),'۵','5'),'۶','6'),'۷','7'),'۸','8'),'۹','9') END) VIRTUAL,
  note_letters TEXT GENERATED ALWAYS AS (CASE WHEN length(note) = length(CAST(note AS BLOB)) THEN note ELSE
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(note
    ,'ي','ی'),'ى','ی'),'ئ','ی'),'ك','ک'),'ة','ه'),'ۀ','ه'),'أ','ا'),'إ','ا'),'آ','ا'),'ٱ','ا'),'ؤ','و')
    ,char(1600),''),char(1611),''),char(1612),''),char(1613),''),char(1614),''),char(1615),''),char(1616),'')
    ,char(1617),''),char(1618),''),char(1619),''),char(1620),''),char(1621),''),char(1648),''),char(8204),' '),char(160),' ') END) VIRTUAL,
  note_folded TEXT GENERATED ALWAYS AS (CASE WHEN length(note) = length(CAST(note AS BLOB)) THEN note ELSE
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(note_letters
    ,'٠','0'),'١','1'),'٢','2'),'٣','3'),'٤','4'),'٥','5'),'٦','6'),'٧','7'),'٨','8'),'٩','9')
    ,'۰','0'),'۱','1'),'۲','2'),'۳','3'),'۴','4'),'۵','5'),'۶','6'),'۷','7'),'۸','8'),'۹','9') END) VIRTUAL,
  CHECK ((es IS NULL) = (edtf = '') AND (es IS NULL) = (ls IS NULL)
     AND (es IS NULL) = (ee IS NULL) AND (es IS NULL) = (le IS NULL)),
  CHECK (es <= ls AND ee <= le AND es <= ee AND ls <= le)
) STRICT;
CREATE INDEX statement_speaker ON statement (speaker_id, es);
CREATE INDEX statement_reported ON statement (reported_in) WHERE reported_in IS NOT NULL;

CREATE TABLE party (
  id           INTEGER PRIMARY KEY,
  statement_id INTEGER NOT NULL REFERENCES statement ON DELETE CASCADE,
  role         TEXT NOT NULL CHECK (role IN ('co_speaker', 'on_behalf', 'addressee', 'about')),
  actor_id     INTEGER NOT NULL REFERENCES actor,
  pos          INTEGER NOT NULL DEFAULT 0,
  UNIQUE (statement_id, role, actor_id)
) STRICT;
CREATE INDEX party_actor ON party (actor_id);

CREATE TABLE position (
  id           INTEGER PRIMARY KEY,
  statement_id INTEGER NOT NULL REFERENCES statement ON DELETE CASCADE,
  claim_id     INTEGER NOT NULL REFERENCES claim,
  stance       INTEGER NOT NULL CHECK (stance BETWEEN -2 AND 2),
  pos          INTEGER NOT NULL DEFAULT 0,
  UNIQUE (statement_id, claim_id)
) STRICT;
CREATE INDEX position_claim ON position (claim_id);

CREATE TABLE citation (
  id           INTEGER PRIMARY KEY,
  statement_id INTEGER NOT NULL REFERENCES statement ON DELETE CASCADE,
  document_id  INTEGER NOT NULL REFERENCES document,
  version_id   INTEGER REFERENCES version,         -- given when there are spans
  quote        TEXT NOT NULL DEFAULT '',
  translation  TEXT NOT NULL DEFAULT '',
  pos          INTEGER NOT NULL DEFAULT 0,
  quote_letters TEXT GENERATED ALWAYS AS (CASE WHEN length(quote) = length(CAST(quote AS BLOB)) THEN quote ELSE
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(quote
    ,'ي','ی'),'ى','ی'),'ئ','ی'),'ك','ک'),'ة','ه'),'ۀ','ه'),'أ','ا'),'إ','ا'),'آ','ا'),'ٱ','ا'),'ؤ','و')
    ,char(1600),''),char(1611),''),char(1612),''),char(1613),''),char(1614),''),char(1615),''),char(1616),'')
    ,char(1617),''),char(1618),''),char(1619),''),char(1620),''),char(1621),''),char(1648),''),char(8204),' '),char(160),' ') END) VIRTUAL,
  quote_folded TEXT GENERATED ALWAYS AS (CASE WHEN length(quote) = length(CAST(quote AS BLOB)) THEN quote ELSE
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(quote_letters
    ,'٠','0'),'١','1'),'٢','2'),'٣','3'),'٤','4'),'٥','5'),'٦','6'),'٧','7'),'٨','8'),'٩','9')
    ,'۰','0'),'۱','1'),'۲','2'),'۳','3'),'۴','4'),'۵','5'),'۶','6'),'۷','7'),'۸','8'),'۹','9') END) VIRTUAL,
  translation_letters TEXT GENERATED ALWAYS AS (CASE WHEN length(translation) = length(CAST(translation AS BLOB)) THEN translation ELSE
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(translation
    ,'ي','ی'),'ى','ی'),'ئ','ی'),'ك','ک'),'ة','ه'),'ۀ','ه'),'أ','ا'),'إ','ا'),'آ','ا'),'ٱ','ا'),'ؤ','و')
    ,char(1600),''),char(1611),''),char(1612),''),char(1613),''),char(1614),''),char(1615),''),char(1616),'')
    ,char(1617),''),char(1618),''),char(1619),''),char(1620),''),char(1621),''),char(1648),''),char(8204),' '),char(160),' ') END) VIRTUAL,
  translation_folded TEXT GENERATED ALWAYS AS (CASE WHEN length(translation) = length(CAST(translation AS BLOB)) THEN translation ELSE
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(translation_letters
    ,'٠','0'),'١','1'),'٢','2'),'٣','3'),'٤','4'),'٥','5'),'٦','6'),'٧','7'),'٨','8'),'٩','9')
    ,'۰','0'),'۱','1'),'۲','2'),'۳','3'),'۴','4'),'۵','5'),'۶','6'),'۷','7'),'۸','8'),'۹','9') END) VIRTUAL
) STRICT;
CREATE INDEX citation_statement ON citation (statement_id, pos);
CREATE INDEX citation_document ON citation (document_id);
CREATE INDEX citation_version ON citation (version_id) WHERE version_id IS NOT NULL;

CREATE TABLE span (                                -- UTF-8 bytes of the version's text, half-open
  id          INTEGER PRIMARY KEY,
  citation_id INTEGER NOT NULL REFERENCES citation ON DELETE CASCADE,
  start       INTEGER NOT NULL CHECK (start >= 0),
  stop        INTEGER NOT NULL CHECK (stop > start),
  pos         INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX span_citation ON span (citation_id, pos);

CREATE TABLE relation (
  id      INTEGER PRIMARY KEY,
  from_id INTEGER NOT NULL REFERENCES statement ON DELETE CASCADE CHECK (from_id <> to_id),
  kind    TEXT NOT NULL CHECK (kind IN ('denies', 'confirms', 'contradicts', 'reiterates', 'responds to',
                                        'elaborates', 'corrects', 'retracts', 'cites')),
  to_id   INTEGER NOT NULL REFERENCES statement ON DELETE CASCADE,
  note    TEXT NOT NULL DEFAULT '',
  UNIQUE (from_id, kind, to_id)
) STRICT;
CREATE INDEX relation_to ON relation (to_id);

CREATE TABLE tag (
  id   INTEGER PRIMARY KEY,                        -- from the name
  name TEXT NOT NULL UNIQUE CHECK (trim(name) <> '')
) STRICT;

CREATE TABLE tagging (
  id           INTEGER PRIMARY KEY,
  statement_id INTEGER NOT NULL REFERENCES statement ON DELETE CASCADE,
  tag_id       INTEGER NOT NULL REFERENCES tag,
  UNIQUE (statement_id, tag_id)
) STRICT;
CREATE INDEX tagging_tag ON tagging (tag_id);

CREATE TABLE undo (                                -- one row is one step
  id      INTEGER PRIMARY KEY,
  name    TEXT NOT NULL,
  at      INTEGER NOT NULL,                        -- Unix seconds
  undone  INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
  bytes   INTEGER NOT NULL,                        -- of changes and of the chunks
  changes TEXT NOT NULL                            -- JSON: row images, or blocks of ids
) STRICT;
CREATE INDEX undo_undone ON undo (id) WHERE undone = 1;

CREATE TABLE undo_chunk (                          -- rows that the undo of an import took away
  id      INTEGER PRIMARY KEY,
  undo_id INTEGER NOT NULL REFERENCES undo ON DELETE CASCADE,
  data    BLOB NOT NULL
) STRICT;
CREATE INDEX undo_chunk_undo ON undo_chunk (undo_id);

CREATE VIRTUAL TABLE statement_fts USING fts5 (gist_folded, note_folded, place_folded,
  content = 'statement', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2");
CREATE TRIGGER statement_fts_insert AFTER INSERT ON statement BEGIN
  INSERT INTO statement_fts (rowid, gist_folded, note_folded, place_folded) VALUES (new.id, new.gist_folded, new.note_folded, new.place_folded);
END;
CREATE TRIGGER statement_fts_delete AFTER DELETE ON statement BEGIN
  INSERT INTO statement_fts (statement_fts, rowid, gist_folded, note_folded, place_folded) VALUES ('delete', old.id, old.gist_folded, old.note_folded, old.place_folded);
END;
CREATE TRIGGER statement_fts_update AFTER UPDATE ON statement
WHEN old.gist IS NOT new.gist OR old.note IS NOT new.note OR old.place IS NOT new.place BEGIN
  INSERT INTO statement_fts (statement_fts, rowid, gist_folded, note_folded, place_folded) VALUES ('delete', old.id, old.gist_folded, old.note_folded, old.place_folded);
  INSERT INTO statement_fts (rowid, gist_folded, note_folded, place_folded) VALUES (new.id, new.gist_folded, new.note_folded, new.place_folded);
END;

CREATE VIRTUAL TABLE citation_fts USING fts5 (quote_folded, translation_folded,
  content = 'citation', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2");
CREATE TRIGGER citation_fts_insert AFTER INSERT ON citation BEGIN
  INSERT INTO citation_fts (rowid, quote_folded, translation_folded) VALUES (new.id, new.quote_folded, new.translation_folded);
END;
CREATE TRIGGER citation_fts_delete AFTER DELETE ON citation BEGIN
  INSERT INTO citation_fts (citation_fts, rowid, quote_folded, translation_folded) VALUES ('delete', old.id, old.quote_folded, old.translation_folded);
END;
CREATE TRIGGER citation_fts_update AFTER UPDATE ON citation
WHEN old.quote IS NOT new.quote OR old.translation IS NOT new.translation BEGIN
  INSERT INTO citation_fts (citation_fts, rowid, quote_folded, translation_folded) VALUES ('delete', old.id, old.quote_folded, old.translation_folded);
  INSERT INTO citation_fts (rowid, quote_folded, translation_folded) VALUES (new.id, new.quote_folded, new.translation_folded);
END;

CREATE VIRTUAL TABLE actor_fts USING fts5 (name_folded, note_folded,
  content = 'actor', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2");
CREATE TRIGGER actor_fts_insert AFTER INSERT ON actor BEGIN
  INSERT INTO actor_fts (rowid, name_folded, note_folded) VALUES (new.id, new.name_folded, new.note_folded);
END;
CREATE TRIGGER actor_fts_delete AFTER DELETE ON actor BEGIN
  INSERT INTO actor_fts (actor_fts, rowid, name_folded, note_folded) VALUES ('delete', old.id, old.name_folded, old.note_folded);
END;
CREATE TRIGGER actor_fts_update AFTER UPDATE ON actor
WHEN old.name IS NOT new.name OR old.note IS NOT new.note BEGIN
  INSERT INTO actor_fts (actor_fts, rowid, name_folded, note_folded) VALUES ('delete', old.id, old.name_folded, old.note_folded);
  INSERT INTO actor_fts (rowid, name_folded, note_folded) VALUES (new.id, new.name_folded, new.note_folded);
END;

CREATE VIRTUAL TABLE alias_fts USING fts5 (name_folded,
  content = 'alias', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2");
CREATE TRIGGER alias_fts_insert AFTER INSERT ON alias BEGIN
  INSERT INTO alias_fts (rowid, name_folded) VALUES (new.id, new.name_folded);
END;
CREATE TRIGGER alias_fts_delete AFTER DELETE ON alias BEGIN
  INSERT INTO alias_fts (alias_fts, rowid, name_folded) VALUES ('delete', old.id, old.name_folded);
END;
CREATE TRIGGER alias_fts_update AFTER UPDATE ON alias
WHEN old.name IS NOT new.name BEGIN
  INSERT INTO alias_fts (alias_fts, rowid, name_folded) VALUES ('delete', old.id, old.name_folded);
  INSERT INTO alias_fts (rowid, name_folded) VALUES (new.id, new.name_folded);
END;

CREATE VIRTUAL TABLE claim_fts USING fts5 (text_folded, note_folded,
  content = 'claim', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2");
CREATE TRIGGER claim_fts_insert AFTER INSERT ON claim BEGIN
  INSERT INTO claim_fts (rowid, text_folded, note_folded) VALUES (new.id, new.text_folded, new.note_folded);
END;
CREATE TRIGGER claim_fts_delete AFTER DELETE ON claim BEGIN
  INSERT INTO claim_fts (claim_fts, rowid, text_folded, note_folded) VALUES ('delete', old.id, old.text_folded, old.note_folded);
END;
CREATE TRIGGER claim_fts_update AFTER UPDATE ON claim
WHEN old.text IS NOT new.text OR old.note IS NOT new.note BEGIN
  INSERT INTO claim_fts (claim_fts, rowid, text_folded, note_folded) VALUES ('delete', old.id, old.text_folded, old.note_folded);
  INSERT INTO claim_fts (rowid, text_folded, note_folded) VALUES (new.id, new.text_folded, new.note_folded);
END;

CREATE VIRTUAL TABLE document_fts USING fts5 (title_folded,
  content = 'document', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2");
CREATE TRIGGER document_fts_insert AFTER INSERT ON document BEGIN
  INSERT INTO document_fts (rowid, title_folded) VALUES (new.id, new.title_folded);
END;
CREATE TRIGGER document_fts_delete AFTER DELETE ON document BEGIN
  INSERT INTO document_fts (document_fts, rowid, title_folded) VALUES ('delete', old.id, old.title_folded);
END;
CREATE TRIGGER document_fts_update AFTER UPDATE ON document
WHEN old.title IS NOT new.title BEGIN
  INSERT INTO document_fts (document_fts, rowid, title_folded) VALUES ('delete', old.id, old.title_folded);
  INSERT INTO document_fts (rowid, title_folded) VALUES (new.id, new.title_folded);
END;

CREATE VIRTUAL TABLE version_fts USING fts5 (text_folded,
  content = 'version', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2");
CREATE TRIGGER version_fts_insert AFTER INSERT ON version BEGIN
  INSERT INTO version_fts (rowid, text_folded) VALUES (new.id, new.text_folded);
END;
CREATE TRIGGER version_fts_delete AFTER DELETE ON version BEGIN
  INSERT INTO version_fts (version_fts, rowid, text_folded) VALUES ('delete', old.id, old.text_folded);
END;
CREATE TRIGGER version_fts_update AFTER UPDATE ON version
WHEN old.text IS NOT new.text BEGIN
  INSERT INTO version_fts (version_fts, rowid, text_folded) VALUES ('delete', old.id, old.text_folded);
  INSERT INTO version_fts (rowid, text_folded) VALUES (new.id, new.text_folded);
END;

