-- A contact is one narrow row that lists and look-ups scan, one document that only its own turn and its own page read,
-- and one clock that every turn rewrites. A wake-up never touches the wide document unless the contact changed.

CREATE TABLE contacts (
  ref INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  email_key TEXT, -- folded e-mail address; NULL when there is none, or when another contact is found by it
  name_key TEXT NOT NULL, -- folded "last first", for sorting
  search TEXT NOT NULL, -- folded name, e-mail, phone and account
  stage TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX contacts_email ON contacts (email_key) WHERE email_key IS NOT NULL;
CREATE INDEX contacts_age ON contacts (created_at);
CREATE INDEX contacts_name ON contacts (name_key);

CREATE TABLE contact_docs (
  contact_ref INTEGER PRIMARY KEY REFERENCES contacts (ref) ON DELETE CASCADE,
  doc TEXT NOT NULL
) STRICT;

CREATE TABLE contact_clock (
  contact_ref INTEGER PRIMARY KEY REFERENCES contacts (ref) ON DELETE CASCADE,
  revision INTEGER NOT NULL, -- 0: nobody has looked at the contact yet
  due_at INTEGER, -- NULL: nothing is due by time and the inbox is empty
  pending INTEGER NOT NULL, -- rows of the inbox
  next_ordinal INTEGER NOT NULL,
  fit REAL NOT NULL,
  engagement REAL NOT NULL,
  last_activity_at INTEGER NOT NULL,
  check_at INTEGER,
  faults INTEGER NOT NULL,
  watch TEXT -- what the engine noticed beside the scores; NULL: nothing
) STRICT;
CREATE INDEX contact_clock_due ON contact_clock (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE inbox (
  id INTEGER PRIMARY KEY, -- order of arrival
  contact_ref INTEGER NOT NULL REFERENCES contacts (ref) ON DELETE CASCADE,
  arrival_key TEXT, -- "e" + id of the event, or "k" + key of the caller
  received_at INTEGER NOT NULL,
  not_before INTEGER,
  cause TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX inbox_contact ON inbox (contact_ref, arrival_key);

CREATE TABLE set_aside (
  contact_ref INTEGER PRIMARY KEY REFERENCES contacts (ref) ON DELETE CASCADE,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  since INTEGER NOT NULL,
  retry_at INTEGER
) STRICT;
