-- Kept small: a workspace has millions of waiting enrollments, and each should cost less than 250 bytes with its indexes.
-- Words stand as numbers; what is empty for most is left out of `state`.
CREATE TABLE enrollments (
  contact_ref INTEGER NOT NULL REFERENCES contacts (ref) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  flow INTEGER NOT NULL,
  version INTEGER NOT NULL,
  status INTEGER NOT NULL, -- 0 active, 1 waiting, 2 failed; final: 3 converted, 4 ended, 5 left
  reason INTEGER,
  step INTEGER,
  seq INTEGER NOT NULL,
  entered_at INTEGER NOT NULL,
  rest_at INTEGER, -- entered the step it rests at; NULL: it rests nowhere
  wake_at INTEGER,
  ended_at INTEGER,
  entry_trigger INTEGER NOT NULL,
  entry_position INTEGER NOT NULL, -- place of its entry among the contact's entries
  journal_head INTEGER, -- latest row of its journal
  state TEXT,
  PRIMARY KEY (contact_ref, ordinal),
  FOREIGN KEY (flow, version) REFERENCES flow_versions (flow, version)
) STRICT, WITHOUT ROWID;
-- At most one open enrollment per flow and contact (FLOW-DSL §2).
CREATE UNIQUE INDEX enrollments_open ON enrollments (flow, contact_ref) WHERE status <= 2;
CREATE INDEX enrollments_newest ON enrollments (flow, entered_at);
CREATE INDEX enrollments_failed ON enrollments (flow, entered_at) WHERE status = 2;

-- Append-only, in order of writing, so that a batch writes a few adjacent pages whoever is in it. Each row holds the visits
-- one turn finished and names the row before it of the same enrollment.
CREATE TABLE journal (
  id INTEGER PRIMARY KEY,
  contact_ref INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  before INTEGER,
  at INTEGER NOT NULL,
  visits TEXT NOT NULL
) STRICT;

-- Triggers that fired and did not enroll; those that did are enrollments. `position` orders a contact's records.
CREATE TABLE refused_entries (
  contact_ref INTEGER NOT NULL REFERENCES contacts (ref) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  at INTEGER NOT NULL,
  flow INTEGER NOT NULL REFERENCES flows (id),
  entry_trigger INTEGER NOT NULL,
  reason INTEGER,
  PRIMARY KEY (contact_ref, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE goals (
  contact_ref INTEGER NOT NULL REFERENCES contacts (ref) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  step INTEGER NOT NULL,
  name TEXT NOT NULL,
  value REAL,
  at INTEGER NOT NULL,
  PRIMARY KEY (contact_ref, position)
) STRICT, WITHOUT ROWID;
