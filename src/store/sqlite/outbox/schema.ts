import { DELIVERY_TABLES } from './delivery-schema.ts';

/** The name of the fact that counts changes of subscriptions. */
export const SUBSCRIPTIONS_VERSION = 'subscriptions';
const COUNT_CHANGE = `INSERT INTO fact (name, value) VALUES ('${SUBSCRIPTIONS_VERSION}', '1')
    ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT);`;

/**
 * What goes out. Times are ms; states, kinds and suppressions are their words of the domain; docs, payloads and
 * receipts are JSON; keys are `keyOf` of the domain.
 */
export const OUTBOX_TABLES = `
  -- What became known, in the order in which it did. What was there when a list or source was first read is not in it.
  CREATE TABLE news (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    message INTEGER REFERENCES message ON DELETE CASCADE,
    item INTEGER REFERENCES item ON DELETE CASCADE,
    -- Of a mail, until it was matched.
    words TEXT
  );
  CREATE INDEX news_at ON news (at);
  CREATE INDEX news_message ON news (message) WHERE message IS NOT NULL;
  CREATE INDEX news_item ON news (item) WHERE item IS NOT NULL;
  -- Single values: how far the news is matched, the brake, the secret, the store's own name.
  CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE subscription (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    target TEXT NOT NULL,
    filter TEXT NOT NULL,
    -- JSON
    cadence TEXT NOT NULL,
    options TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    -- When it was paused or suspended last, ms.
    stopped INTEGER NOT NULL DEFAULT 0,
    created INTEGER NOT NULL,
    digest_until INTEGER NOT NULL,
    digest_news INTEGER NOT NULL,
    UNIQUE (target, filter, cadence)
  );
  -- How often somebody changed who is told of what: digests that were made do not count.
  CREATE TRIGGER subscription_comes AFTER INSERT ON subscription BEGIN ${COUNT_CHANGE} END;
  CREATE TRIGGER subscription_goes AFTER DELETE ON subscription BEGIN ${COUNT_CHANGE} END;
  CREATE TRIGGER subscription_changes
  AFTER UPDATE OF target, filter, cadence, options, state, reason ON subscription
  WHEN (OLD.target, OLD.filter, OLD.cadence, OLD.options, OLD.state, OLD.reason)
    IS NOT (NEW.target, NEW.filter, NEW.cadence, NEW.options, NEW.state, NEW.reason)
  BEGIN ${COUNT_CHANGE} END;
  -- What cards are about.
  CREATE TABLE subject (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    version INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    -- The card, canonical JSON.
    doc TEXT NOT NULL
  );
  -- Of a kind, those that may still change.
  CREATE INDEX subject_state ON subject (kind, state);
  -- Subjects that turned out to be others, and went into these.
  CREATE TABLE merged_subject (id INTEGER PRIMARY KEY, into_id INTEGER NOT NULL);
  CREATE INDEX merged_subject_into ON merged_subject (into_id);
  CREATE TABLE subject_key (
    key INTEGER PRIMARY KEY,
    subject INTEGER NOT NULL REFERENCES subject ON DELETE CASCADE
  ) WITHOUT ROWID;
  CREATE INDEX subject_key_subject ON subject_key (subject);
  CREATE TABLE card (
    target TEXT NOT NULL,
    subject INTEGER NOT NULL REFERENCES subject ON DELETE CASCADE,
    subscription INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 0,
    receipt TEXT,
    -- JSON list of step keys.
    told TEXT NOT NULL,
    PRIMARY KEY (target, subject)
  ) WITHOUT ROWID;
  CREATE INDEX card_subject ON card (subject);
  CREATE TABLE issue (
    id TEXT PRIMARY KEY,
    filter TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    created INTEGER NOT NULL,
    digest TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX issue_created ON issue (created);
  ${DELIVERY_TABLES}
`;
