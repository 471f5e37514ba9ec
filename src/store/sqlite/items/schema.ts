/**
 * What comes in beside mail. Times are ms, as the ports have them; kinds are `kindCode` of this folder,
 * categories their place in the domain's table, keys `keyOf` of the domain.
 */
export const ITEM_TABLES = `
  CREATE TABLE item (
    id INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,
    -- The item's own id; an article's holds within its source (scope), which is '' for all others.
    name TEXT NOT NULL,
    scope TEXT NOT NULL,
    -- The date that it tells, else when it was first seen.
    date INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    category INTEGER NOT NULL,
    -- The item, as canonical JSON: two that say the same have the same.
    doc TEXT NOT NULL,
    -- What is made of it: verdict, areas, findings, keys.
    judged TEXT NOT NULL,
    UNIQUE (kind, name, scope)
  );
  CREATE INDEX item_date ON item (kind, date);
  -- About the topic.
  CREATE INDEX item_topic ON item (kind, date) WHERE category < 5;
  -- How many there are.
  CREATE INDEX item_category ON item (kind, category);
  CREATE TABLE item_key (
    key INTEGER NOT NULL,
    item INTEGER NOT NULL REFERENCES item,
    PRIMARY KEY (key, item)
  ) WITHOUT ROWID;
  CREATE TABLE item_source (
    item INTEGER NOT NULL REFERENCES item,
    source TEXT NOT NULL,
    PRIMARY KEY (item, source)
  ) WITHOUT ROWID;
  -- Items that could not be read.
  CREATE TABLE broken_item (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    place TEXT NOT NULL,
    why TEXT NOT NULL,
    UNIQUE (source, place)
  );
  -- How a source is, and what it remembers; both JSON.
  CREATE TABLE source (id TEXT PRIMARY KEY, state TEXT, memory TEXT) WITHOUT ROWID;
  CREATE TABLE notice (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    at INTEGER NOT NULL,
    told INTEGER NOT NULL DEFAULT 0,
    doc TEXT NOT NULL
  );
  CREATE INDEX notice_untold ON notice (at, id) WHERE told = 0;
  CREATE TABLE lease (source TEXT PRIMARY KEY, owner TEXT NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE job (name TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE INDEX job_at ON job (at);
`;
