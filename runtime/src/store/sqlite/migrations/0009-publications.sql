-- What a publication does with those on the way, kept with the version it made; and which earlier version it published again.
ALTER TABLE flow_versions ADD COLUMN migration TEXT; -- NULL: everybody stayed
ALTER TABLE flow_versions ADD COLUMN restores INTEGER;
