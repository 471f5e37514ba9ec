import type { Delivery, Receipt } from '../../domain/delivery/delivery.ts';
import type { Settlement } from '../../domain/delivery/settle.ts';
import type { StandingCard, Subject } from '../../ports/outbox.ts';
import type { PlatformSkills, Post } from '../../ports/platform.ts';
import type { DeliverDeps } from './deps.ts';
import { numberOf, stepOf, textOf } from './payload.ts';
import { summarise } from './summary.ts';

export type Posting = {
  readonly what: 'post';
  readonly post: Post;
  /** Writes down what the target knows now; in the transaction that settles. */
  readonly onSent: (receipt: Receipt) => void;
};
/** Not to be sent at all. */
export type Dropped = { readonly what: 'dropped'; readonly settled: Settlement };

/** Makes what a delivery brings out of what is known now; a card tells the newest. Throws where its payload is none. */
export function makePost(deps: DeliverDeps, delivery: Delivery, can: PlatformSkills): Posting | Dropped {
  switch (delivery.kind) {
    case 'card':
    case 'edit':
    case 'line':
      return makeCardPost(deps, delivery, delivery.kind, can);
    case 'digest':
      return makeDigest(deps, textOf(delivery, 'issue'));
    case 'summary':
      return makeSummary(deps, delivery);
    case 'notice':
      return plain({ what: 'notice', text: textOf(delivery, 'text') });
  }
}

function makeCardPost(
  deps: DeliverDeps,
  delivery: Delivery,
  kind: 'card' | 'edit' | 'line',
  can: PlatformSkills,
): Posting | Dropped {
  const { store } = deps;
  const subject = delivery.subject === undefined ? undefined : store.subject(delivery.subject);
  if (subject === undefined) return superseded('what it was about is not in the store any more');
  const { target } = delivery;
  const standing = store.cardsOf(subject.id).find((card) => card.target === target);
  const post = (made: Post, onSent: (receipt: Receipt) => void): Posting => ({
    what: 'post',
    post: made,
    onSent,
  });
  const { id, card } = subject;
  switch (kind) {
    case 'card':
      return post({ what: 'card', card }, (receipt) => {
        notePosted(deps, delivery, subject, can, receipt);
        store.markSteps(target, id, stepKeys(subject));
      });
    case 'edit':
      return editOf(standing, subject, can, (before) =>
        post({ what: 'edit', card, before }, (receipt) =>
          notePosted(deps, delivery, subject, can, { ...before, ...receipt }),
        ),
      );
    case 'line': {
      if (!can.lines) return superseded('the platform has no lines under a card');
      const step = stepOf(delivery);
      return post({ what: 'line', card, step, under: standing?.receipt }, () =>
        store.markSteps(target, id, [step.key]),
      );
    }
  }
}

/**
 * Writes down which version the target shows now. Where an earlier attempt may have arrived and the card changed since
 * then, that attempt may be the one that counts: what it did not tell yet is told by an edit more.
 */
function notePosted(
  { store, now }: DeliverDeps,
  { target, lane, subscription, doubt }: Delivery,
  { id, version, updated }: Subject,
  can: PlatformSkills,
  receipt: Receipt,
): void {
  const isOld = can.edit && doubt !== undefined && updated > doubt;
  store.markPosted(target, id, isOld ? version - 1 : version, receipt);
  if (!isOld) return;
  const event = `edit ${id} ${version}`;
  store.enqueue({ subscription, event, kind: 'edit', target, lane, subject: id, payload: null, due: now() });
}

function editOf(
  standing: StandingCard | undefined,
  { version }: Subject,
  can: PlatformSkills,
  make: (before: Receipt) => Posting,
): Posting | Dropped {
  if (!can.edit) return superseded('the platform cannot change a card that stands');
  if (standing?.receipt === undefined)
    return superseded('there is no card that could be changed: its post did not go out, or nobody knows');
  if (standing.version >= version) return superseded('the card tells that already');
  return make(standing.receipt);
}

function stepKeys({ card }: Subject): string[] {
  return card.steps.map(({ key }) => key);
}

function makeDigest({ store, links }: DeliverDeps, id: string): Posting | Dropped {
  const issue = store.issue(id);
  if (issue === undefined) return superseded('the digest is not in the store any more');
  return plain({ what: 'digest', digest: issue.digest, issue: id, url: links.issueUrl(id) });
}

function makeSummary({ store }: DeliverDeps, delivery: Delivery): Posting | Dropped {
  const span = { since: numberOf(delivery, 'since'), until: numberOf(delivery, 'until') };
  const held = store.suppressedPosts(delivery.subscription, 'cap', span.since, span.until);
  if (held.length === 0) return superseded('nothing of that hour is held back any more');
  return plain({ what: 'summary', summary: summarise(store, held, span) });
}

function plain(post: Post): Posting {
  return { what: 'post', post, onSent: () => undefined };
}

function superseded(reason: string): Dropped {
  return { what: 'dropped', settled: { state: 'suppressed', suppression: 'superseded', reason } };
}
