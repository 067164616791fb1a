-- Every effect, and every message that was blocked. Narrow, because its state is rewritten at every attempt; what a message
-- says stands beside it and never changes. `tail` is the key after the contact's id: `<ordinal>:<seq>:<n>`.
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY,
  contact_ref INTEGER NOT NULL REFERENCES contacts (ref) ON DELETE CASCADE,
  tail TEXT NOT NULL,
  lane INTEGER NOT NULL, -- 0 email, 1 sms, 2 notify, 3 webhook
  state INTEGER NOT NULL, -- 0 queued, 1 sending, 2 sent, 3 captured, 4 failed, 5 unknown, 6 held, 7 blocked
  flow INTEGER NOT NULL REFERENCES flows (id),
  step INTEGER NOT NULL,
  queued_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  next_attempt_at INTEGER,
  sent_at INTEGER,
  provider_id TEXT,
  error TEXT,
  blocked TEXT,
  payload TEXT
) STRICT;
CREATE UNIQUE INDEX outbox_key ON outbox (contact_ref, tail);
CREATE INDEX outbox_due ON outbox (lane, next_attempt_at) WHERE state = 0;
CREATE INDEX outbox_unsettled ON outbox (state, lane) WHERE state IN (1, 4, 5, 6);

CREATE TABLE message_bodies (
  outbox_id INTEGER PRIMARY KEY REFERENCES outbox (id) ON DELETE CASCADE,
  recipient TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT, -- NULL: made from html when somebody reads it
  html TEXT
) STRICT;
