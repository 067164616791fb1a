-- What was told to everybody last: occurrences of schedules, what triggers watch.
CREATE TABLE marks (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
