-- `rank` sorts a list as people work it: open ones by their deadline, closed ones newest first (negative instants).
CREATE TABLE tasks (
  contact_ref INTEGER NOT NULL REFERENCES contacts (ref) ON DELETE CASCADE,
  tail TEXT NOT NULL,
  is_done INTEGER NOT NULL,
  rank INTEGER NOT NULL,
  flow INTEGER NOT NULL REFERENCES flows (id),
  step INTEGER NOT NULL,
  channel TEXT NOT NULL,
  title TEXT NOT NULL,
  instructions TEXT,
  assignee TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  done_at INTEGER,
  PRIMARY KEY (contact_ref, tail)
) STRICT, WITHOUT ROWID;
CREATE INDEX tasks_list ON tasks (is_done, rank);

CREATE TABLE handoffs (
  contact_ref INTEGER NOT NULL REFERENCES contacts (ref) ON DELETE CASCADE,
  tail TEXT NOT NULL,
  state INTEGER NOT NULL, -- 0 open, 1 accepted, 2 returned, 3 won, 4 lost
  rank INTEGER NOT NULL,
  flow INTEGER NOT NULL REFERENCES flows (id),
  step INTEGER NOT NULL,
  team TEXT NOT NULL,
  owner TEXT,
  priority TEXT NOT NULL,
  brief TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  accept_by INTEGER NOT NULL,
  contact_by INTEGER,
  accepted_at INTEGER,
  outcome TEXT,
  outcome_at INTEGER,
  reason TEXT,
  amount REAL,
  PRIMARY KEY (contact_ref, tail)
) STRICT, WITHOUT ROWID;
CREATE INDEX handoffs_list ON handoffs (state, rank);
CREATE INDEX handoffs_load ON handoffs (owner) WHERE state <= 1 AND owner IS NOT NULL;
