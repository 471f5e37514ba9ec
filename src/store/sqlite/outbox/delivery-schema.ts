/** Deliveries that wait for their turn. Indexes and questions have to say it in these very words. */
export const WAITS = `state IN ('pending', 'failed')`;

/**
 * When the lane's next delivery is due: of those whose turn may come, the first; where there is none, the one that is
 * due first. Two steps into an index each, however many wait.
 */
const nextDue = (lane: string): string => `coalesce(
      (SELECT due FROM delivery WHERE lane = ${lane} AND ${WAITS} AND ready = 1 ORDER BY id LIMIT 1),
      (SELECT due FROM delivery WHERE lane = ${lane} AND ${WAITS} AND ready = 0 ORDER BY due LIMIT 1),
      0)`;

/**
 * Deliveries and the lanes that they go out in. What a lane says of its deliveries is kept right by triggers, so that no
 * writer can forget it; only a claim writes who holds it.
 */
export const DELIVERY_TABLES = `
  CREATE TABLE delivery (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- 0: the operator's.
    subscription INTEGER NOT NULL,
    event TEXT NOT NULL,
    kind TEXT NOT NULL,
    target TEXT NOT NULL,
    -- Never changes.
    lane TEXT NOT NULL,
    subject INTEGER,
    payload TEXT,
    state TEXT NOT NULL,
    suppression TEXT,
    reason TEXT NOT NULL DEFAULT '',
    attempts INTEGER NOT NULL DEFAULT 0,
    due INTEGER NOT NULL,
    -- 1: was found to be due. A claim marks what has fallen due, so that it finds the first of many in one step.
    ready INTEGER NOT NULL DEFAULT 0,
    created INTEGER NOT NULL,
    sent_at INTEGER,
    -- When the first attempt was made of which nobody knows whether it arrived.
    doubt INTEGER,
    updated INTEGER NOT NULL,
    receipt TEXT,
    UNIQUE (subscription, event)
  );
  -- What waits: in the order of its lane once it is due, in the order of its time until then.
  CREATE INDEX delivery_ready ON delivery (lane, id) WHERE ${WAITS} AND ready = 1;
  CREATE INDEX delivery_later ON delivery (lane, due) WHERE ${WAITS} AND ready = 0;
  CREATE INDEX delivery_state ON delivery (state, created);
  CREATE INDEX delivery_subject ON delivery (subject) WHERE subject IS NOT NULL;
  CREATE INDEX delivery_posts ON delivery (subscription, due) WHERE kind IN ('card', 'line');
  CREATE INDEX delivery_created ON delivery (created);
  -- One for each target that was ever posted to.
  CREATE TABLE lane (
    name TEXT PRIMARY KEY,
    -- How many wait.
    waiting INTEGER NOT NULL DEFAULT 0,
    -- When the next of them is due; says nothing where none waits.
    next_due INTEGER NOT NULL DEFAULT 0,
    -- Nothing before this: the platform asked for a pause, or the last try failed.
    until INTEGER NOT NULL DEFAULT 0,
    -- Who holds it, how long, and the delivery that is in flight: all three, or none.
    owner TEXT,
    lease INTEGER NOT NULL DEFAULT 0,
    sending INTEGER,
    last_sent INTEGER
  ) WITHOUT ROWID;
  -- Of those that wait equally long, the one that was served longest ago.
  CREATE INDEX lane_due ON lane (max(next_due, until), last_sent) WHERE waiting > 0 AND owner IS NULL;
  CREATE INDEX lane_held ON lane (lease) WHERE owner IS NOT NULL;
  -- SQLite promises no order of two triggers for one thing: none of these depends on another.
  CREATE TRIGGER delivery_comes AFTER INSERT ON delivery
  BEGIN
    INSERT INTO lane (name) SELECT NEW.lane WHERE NOT EXISTS (SELECT 1 FROM lane WHERE name = NEW.lane);
    UPDATE lane SET waiting = waiting + (NEW.${WAITS}), next_due = ${nextDue('NEW.lane')} WHERE name = NEW.lane;
  END;
  CREATE TRIGGER delivery_changes AFTER UPDATE OF state, due ON delivery WHEN OLD.${WAITS} OR NEW.${WAITS}
  BEGIN
    UPDATE lane SET waiting = waiting - (OLD.${WAITS}) + (NEW.${WAITS}), next_due = ${nextDue('NEW.lane')}
    WHERE name = NEW.lane;
  END;
  CREATE TRIGGER delivery_goes AFTER DELETE ON delivery WHEN OLD.${WAITS}
  BEGIN
    UPDATE lane SET waiting = waiting - 1, next_due = ${nextDue('OLD.lane')} WHERE name = OLD.lane;
  END;
  CREATE TRIGGER delivery_ends AFTER UPDATE OF state ON delivery
  WHEN OLD.state = 'sending' AND NEW.state <> 'sending'
  BEGIN
    UPDATE lane SET owner = NULL, lease = 0, sending = NULL,
      last_sent = CASE NEW.state WHEN 'sent' THEN NEW.updated ELSE last_sent END
    WHERE name = NEW.lane AND sending = NEW.id;
  END;
  CREATE TRIGGER delivery_lost AFTER DELETE ON delivery WHEN OLD.state = 'sending'
  BEGIN
    UPDATE lane SET owner = NULL, lease = 0, sending = NULL WHERE name = OLD.lane AND sending = OLD.id;
  END;
  CREATE TRIGGER delivery_stays BEFORE UPDATE OF lane ON delivery WHEN NEW.lane <> OLD.lane
  BEGIN
    SELECT RAISE(ABORT, 'a delivery stays in its lane');
  END;
`;
