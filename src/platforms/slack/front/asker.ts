import type { Ask } from '../../../domain/answer/ask.ts';
import type { CommandSpec } from '../../../domain/answer/command-spec.ts';
import type { Asker } from '../../../ports/chat.ts';
import { type Caller, placeOf, tenantOf } from './caller.ts';
import type { AskRights, Rights } from './rights.ts';

/** Of commands that change nothing: nobody asks for them. */
const UNASKED: Rights = { may: false, managers: '', cannotPost: undefined };

/** Who asks. Slack is asked for his rights only where the command changes what a place is told. Never rejects. */
export async function askerOf(
  caller: Caller,
  ask: Ask,
  { specs, rights }: { readonly specs: readonly CommandSpec[]; readonly rights: AskRights },
): Promise<Asker> {
  const spec = specs.find(({ name }) => name === ask.command);
  const manages = spec === undefined || spec.manages || spec.rights === true;
  const { may, managers, cannotPost } = manages ? await rights(caller) : UNASKED;
  return {
    platform: 'slack',
    tenant: tenantOf(caller.team),
    place: placeOf(caller),
    user: caller.user,
    mayManage: may,
    managers,
    cannotPost: directRefusal(caller) ?? cannotPost,
    prefix: caller.prefix,
  };
}

/** A talk between people, which the program is not in: Slack names them so in what it sends. */
function directRefusal({ channel }: Caller): string | undefined {
  if (!channel) return undefined;
  const isDirect = channel.id.startsWith('D') || channel.name === 'directmessage';
  if (!isDirect && !channel.name.startsWith('mpdm-')) return undefined;
  return 'this is a direct message, and I post to channels only: ask in the channel that is to be told';
}
