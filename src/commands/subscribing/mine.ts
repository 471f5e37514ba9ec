import type { Subscription } from '../../domain/subscription/subscription.ts';
import type { Target } from '../../domain/subscription/target.ts';
import { type Actor, OPERATOR } from '../../pipeline/subscribing/announce.ts';
import type { Asker } from '../../ports/chat.ts';
import type { Store } from '../../ports/store.ts';
import type { Wrong } from '../command.ts';

type Known = Pick<Store, 'subscriptions' | 'subscription'>;

/** Whoever runs the program sees all. An installation without a name is nobody's. */
function isOperator({ platform, tenant }: Asker): boolean {
  return platform === 'console' && tenant === '';
}

/** Where it was asked; undefined where that is no place, or none of the asker's own installation. */
export function placeOf(asker: Asker): Target | undefined {
  const { place, tenant } = asker;
  if (place === undefined) return undefined;
  return isOperator(asker) || (tenant !== '' && place.text.startsWith(tenant)) ? place : undefined;
}

/** Whether it is of this place; where there is no place, of this installation. */
function isMine(asker: Asker, { target }: Pick<Subscription, 'target'>): boolean {
  if (isOperator(asker)) return true;
  if (asker.tenant === '' || !target.text.startsWith(asker.tenant)) return false;
  return asker.place === undefined || asker.place.text === target.text;
}

/** What the asker may see: of his place, or of the whole installation where there is no place. By number. */
export function subscriptionsFor(store: Known, asker: Asker): readonly Subscription[] {
  const known = isOperator(asker) ? store.subscriptions() : store.subscriptions(asker.place?.text);
  return known.filter((one) => isMine(asker, one));
}

/** All of the installation, for its own page. */
export function subscriptionsOfTenant(store: Known, asker: Asker): readonly Subscription[] {
  return subscriptionsFor(store, { ...asker, place: undefined });
}

/** One by its number; that of another place or installation is not there. */
export function findMine(store: Known, asker: Asker, id: number): Subscription | Wrong {
  const known = store.subscription(id);
  if (known !== undefined && isMine(asker, known)) return known;
  const where = placeOf(asker) === undefined ? '' : ' here';
  return {
    wrong: `there is no subscription ${id}${where}; \`${asker.prefix}subscriptions\` shows the numbers`,
  };
}

/** As he is called where his change is told of. */
export function actorOf(asker: Asker): Actor {
  return isOperator(asker) ? OPERATOR : { name: asker.user.name };
}

/** Why he may not change what is told here; undefined where he may. */
export function mayNot(asker: Asker, command: string): Wrong | undefined {
  if (asker.mayManage) return undefined;
  return { wrong: `\`${command}\` is for ${asker.managers} only` };
}

/** The place that is to be told, if something can be posted to it as far as the platform said so far. */
export function postable(asker: Asker): Target | Wrong {
  const place = placeOf(asker);
  if (place === undefined)
    return { wrong: 'nothing can be posted where you are now; say it in the place that is to be told' };
  return asker.cannotPost === undefined ? place : cannotPost(asker, asker.cannotPost);
}

/** What the front knows of the place may be without the way out; what a platform itself says never is. */
function cannotPost({ platform, prefix }: Asker, why: string): Wrong {
  const reason = why.trim().replace(/[.;]+$/, '');
  if (platform === 'console' || /\binvite\b|[:;] /i.test(reason)) return { wrong: reason };
  const way = platform === 'slack' ? 'invite me with /invite @lorewatch' : 'let me see what is here and post';
  return { wrong: `nothing can be posted here: ${reason}; ${way}, then \`${prefix}subscribe\` again` };
}
