-- Words that recur in millions of rows (step ids, outlets, kinds, reasons) are stored once.
CREATE TABLE words (
  id INTEGER PRIMARY KEY,
  word TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE flows (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  draft TEXT NOT NULL,
  draft_revision INTEGER NOT NULL,
  published_revision INTEGER,
  current_version INTEGER,
  published_at INTEGER,
  paused_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER -- kept for the past enrollments that name it
) STRICT;
CREATE UNIQUE INDEX flows_key ON flows (key) WHERE deleted_at IS NULL;

CREATE TABLE flow_versions (
  flow INTEGER NOT NULL REFERENCES flows (id),
  version INTEGER NOT NULL,
  document TEXT NOT NULL,
  messages TEXT NOT NULL,
  published_at INTEGER NOT NULL,
  published_by TEXT,
  PRIMARY KEY (flow, version)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER flow_versions_are_immutable BEFORE UPDATE ON flow_versions
BEGIN
  SELECT RAISE (ABORT, 'a published version never changes: publish the next one');
END;

-- Live counts: changed in the transaction of the turn that moved somebody, so that reading them costs nothing.
CREATE TABLE enrollment_counts (
  flow INTEGER NOT NULL REFERENCES flows (id),
  version INTEGER NOT NULL,
  status INTEGER NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (flow, version, status)
) STRICT, WITHOUT ROWID;

CREATE TABLE step_counts (
  flow INTEGER NOT NULL REFERENCES flows (id),
  version INTEGER NOT NULL,
  step INTEGER NOT NULL REFERENCES words (id),
  measure INTEGER NOT NULL, -- 0 resting, 1 failed, 2 left by `outlet`
  outlet INTEGER NOT NULL, -- a word, 0 for none
  n INTEGER NOT NULL,
  PRIMARY KEY (flow, version, step, measure, outlet)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry_counts (
  flow INTEGER NOT NULL REFERENCES flows (id),
  trigger_word INTEGER NOT NULL REFERENCES words (id),
  reason INTEGER NOT NULL, -- a word, 0 for enrolled
  n INTEGER NOT NULL,
  PRIMARY KEY (flow, trigger_word, reason)
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  document TEXT NOT NULL,
  revision INTEGER NOT NULL,
  updated_at INTEGER,
  catalog_revision INTEGER NOT NULL -- moves with settings, publications, pauses and deletions
) STRICT;
INSERT INTO settings (id, document, revision, updated_at, catalog_revision) VALUES (1, '{}', 0, NULL, 1);

CREATE TABLE kept_values (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE desk_pointers (
  team TEXT PRIMARY KEY,
  given INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
