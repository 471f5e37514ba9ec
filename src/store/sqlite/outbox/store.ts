import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../../ports/clock.ts';
import type { InstallationStore } from '../../../ports/installations.ts';
import type { OutboxStore, SubscriptionStore } from '../../../ports/outbox.ts';
import { explained } from '../failure.ts';
import { readDoc } from '../items/rows.ts';
import type { Write } from '../write.ts';
import { createCards } from './cards.ts';
import { createDeliveries } from './deliveries.ts';
import { createFacts, type Facts } from './facts.ts';
import { createIssues } from './issues.ts';
import { createMerge } from './merge.ts';
import { createNews } from './news.ts';
import { createStopping } from './stopping.ts';
import { createSubjects } from './subjects.ts';
import { createSubscriptions } from './subscriptions.ts';

const BRAKE = 'brake';
const SECRET = 'secret';
const SECRET_BYTES = 32;
const INSTALLATION = 'installation ';

/** What goes out, on a database that is open. */
export function createOutboxStore(
  database: DatabaseSync,
  path: string,
  write: Write,
  clock: Clock,
): OutboxStore {
  const facts = createFacts(database);
  const stopping = createStopping(database);
  const merge = createMerge(database, stopping);
  return {
    ...createNews(database, path, write, facts),
    ...createSubscriptions(database, path, write, stopping, clock),
    ...createBrake(path, write, facts),
    ...createInstallations(path, write, facts),
    ...createSubjects(database, path, write, merge, clock),
    ...createCards(database, path, write, merge.idOf),
    ...createDeliveries(database, path, write, clock),
    ...createIssues(database, path, write, clock),
    atomically: write,
    // Most who ask do not have to wait for those who write.
    secret: explained(path, () => facts.get(SECRET) ?? write(() => makeSecret(facts))),
  };
}

function makeSecret(facts: Facts): string {
  // Another process may have been faster.
  const known = facts.get(SECRET);
  if (known !== undefined) return known;
  const secret = randomBytes(SECRET_BYTES).toString('hex');
  facts.set(SECRET, secret);
  return secret;
}

type Brake = Pick<SubscriptionStore, 'brake' | 'setBrake'>;
type Pulled = NonNullable<ReturnType<SubscriptionStore['brake']>>;

function createBrake(path: string, write: Write, facts: Facts): Brake {
  return {
    brake: explained(path, () => {
      const value = facts.get(BRAKE);
      return value === undefined ? undefined : readDoc<Pulled>(value, 'the brake');
    }),
    setBrake: (brake) =>
      write(() => {
        if (brake === undefined) facts.drop(BRAKE);
        else facts.set(BRAKE, JSON.stringify(brake));
      }),
  };
}

function createInstallations(path: string, write: Write, facts: Facts): InstallationStore {
  return {
    installation: explained(path, (tenant: string) => facts.get(INSTALLATION + tenant)),
    installations: explained(path, (prefix: string) =>
      facts
        .startingWith(INSTALLATION + prefix)
        .map(({ name, value }) => ({ tenant: name.slice(INSTALLATION.length), sealed: value })),
    ),
    keepInstallation: (tenant, sealed) => write(() => facts.set(INSTALLATION + tenant, sealed)),
    dropInstallation: (tenant) => write(() => facts.drop(INSTALLATION + tenant)),
  };
}
