-- When an effect was last handed over: what is on its way for too long has no other witness.
ALTER TABLE outbox ADD COLUMN taken_at INTEGER;

-- Counts outlive what they counted. Visits whose journal was compacted (erased = 0) or whose contact was erased (1), and
-- enrollments of erased contacts: with them, rows and counters still add up. Step 0 corrects the sum of compacted visits
-- by those of contacts that were erased later.
CREATE TABLE folded_visits (
  flow INTEGER NOT NULL REFERENCES flows (id),
  step INTEGER NOT NULL,
  outlet INTEGER NOT NULL, -- a word, 0 for none
  erased INTEGER NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (flow, step, outlet, erased)
) STRICT, WITHOUT ROWID;

CREATE TABLE erased_enrollments (
  flow INTEGER NOT NULL REFERENCES flows (id),
  version INTEGER NOT NULL,
  status INTEGER NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (flow, version, status)
) STRICT, WITHOUT ROWID;
