-- What a contact did and what became of it, clustered by contact: a turn reads its contact's rows from neighbouring pages.
-- `position` = revision of the turn that wrote the row, then its place in that turn: the order of arrival.
CREATE TABLE events (
  contact_ref INTEGER NOT NULL REFERENCES contacts (ref) ON DELETE CASCADE,
  id TEXT NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  occurred_at INTEGER NOT NULL,
  arrived_at INTEGER NOT NULL,
  machine INTEGER NOT NULL,
  message_tail TEXT,
  properties TEXT, -- NULL: none
  PRIMARY KEY (contact_ref, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger (
  contact_ref INTEGER NOT NULL REFERENCES contacts (ref) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  axis INTEGER NOT NULL, -- 0 fit, 1 engagement
  at INTEGER NOT NULL,
  points REAL NOT NULL,
  source TEXT NOT NULL,
  detail TEXT, -- reason, halfLife, expires, eventId as JSON; NULL: none of them
  message_tail TEXT,
  PRIMARY KEY (contact_ref, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE field_changes (
  contact_ref INTEGER NOT NULL REFERENCES contacts (ref) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  at INTEGER NOT NULL,
  field TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  step INTEGER,
  ordinal INTEGER,
  PRIMARY KEY (contact_ref, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE problems (
  contact_ref INTEGER NOT NULL REFERENCES contacts (ref) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  at INTEGER NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  PRIMARY KEY (contact_ref, position)
) STRICT, WITHOUT ROWID;
