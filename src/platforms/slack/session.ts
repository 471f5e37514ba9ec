import type { Outcome } from '../../domain/delivery/delivery.ts';
import type { SendContext } from '../../ports/platform.ts';
import type { Call, Clients } from './client.ts';
import { outcomeOf } from './outcome.ts';

const MINUTE = 60_000;
const KNOWN = 1000;

/** A token that was looked at: whose it is, and what it may. */
export type Session = {
  readonly call: Call;
  readonly team: string;
  /** How the bot is called there. */
  readonly name: string;
  readonly scopes: ReadonlySet<string>;
};

export type Sessions = {
  /** Asks Slack once for each token; a failure is an outcome under which nothing was posted. */
  readonly open: (token: string, context: SendContext) => Promise<Session | { readonly failed: Outcome }>;
  /** Slack refused the token for all: for a minute nothing more is asked with it. */
  readonly refuse: (token: string, why: string, now: number) => void;
};

/** Sessions are kept by their tokens. */
export function createSessions(clients: Clients): Sessions {
  const known = new Map<string, Session>();
  const refused = new Map<string, { readonly why: string; readonly until: number }>();
  const refuse = (token: string, why: string, now: number): void => {
    known.delete(token);
    if (refused.size >= KNOWN) refused.clear();
    refused.set(token, { why, until: now + MINUTE });
  };
  return {
    refuse,
    open: async (token, { now, signal }) => {
      const no = refused.get(token);
      if (no !== undefined && no.until > now())
        return { failed: { what: 'refused', why: no.why, scope: 'platform' } };
      refused.delete(token);
      const found = known.get(token);
      if (found) return found;
      const opened = await openSession(clients.callWith(token), signal);
      if ('failed' in opened) {
        if (opened.failed.what === 'refused') refuse(token, opened.failed.why, now());
        return opened;
      }
      if (known.size >= KNOWN) known.clear();
      known.set(token, opened);
      return opened;
    },
  };
}

async function openSession(call: Call, signal: AbortSignal): Promise<Session | { readonly failed: Outcome }> {
  const asked = await call((client) => client.auth.test(), signal);
  if ('trouble' in asked) return { failed: harmless(outcomeOf(asked.trouble)) };
  const { team_id: team = '', user: name = 'lorewatch', response_metadata: more } = asked.value;
  return { call, team, name, scopes: new Set(more?.scopes ?? []) };
}

/** Nothing is posted by asking who one is. */
function harmless(outcome: Outcome): Outcome {
  return outcome.what === 'unknown' ? { what: 'again', why: outcome.why } : outcome;
}
