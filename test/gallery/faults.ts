import type { Shown } from '../../scripts/gallery/goldens.ts';
import type { PlatformName } from '../../scripts/gallery/plan.ts';
import { checkMessage } from '../fakes/discord/check/message.ts';
import { checkModal } from '../fakes/discord/check/modal.ts';
import { bodyOf, type Spot } from '../fakes/discord/form.ts';
import { discordSpec } from '../fakes/discord/openapi.ts';
import { checkBlocks } from '../fakes/slack/blocks.ts';
import { isObject } from '../fakes/slack/schema.ts';
import { checkView } from '../fakes/slack/views.ts';

const knowsFile = (): boolean => true;

/** What the platform would not take of it; empty where all is well. */
export function faultsOf(platform: PlatformName, { surface, messages }: Shown): string[] {
  return messages.flatMap((message) => {
    // As it is sent: fields without a value are not.
    const sent: unknown = JSON.parse(JSON.stringify(message));
    return platform === 'slack' ? slackFaults(sent, surface) : discordFaults(sent, surface);
  });
}

function slackFaults(sent: unknown, surface: Shown['surface']): readonly string[] {
  if (surface === 'form' || surface === 'home')
    return checkView(sent, surface === 'form' ? 'modal' : 'home', knowsFile);
  if (!isObject(sent) || typeof sent.text !== 'string' || sent.text === '') return ['no text'];
  const { errors, tooLong } = checkBlocks(sent.blocks, 'message', knowsFile);
  return [...errors, ...(tooLong ? ['msg_blocks_too_long'] : [])];
}

function discordFaults(sent: unknown, surface: Shown['surface']): readonly string[] {
  const body = bodyOf(sent);
  if (surface === 'form') checkModal(body);
  else checkMessage(body, surface === 'post' || surface === 'thread' ? 'create' : 'callback');
  const schema = surface === 'form' ? 'ModalInteractionCallbackRequestData' : 'MessageCreateRequest';
  return [...complaints(body), ...(discordSpec()?.schema(schema, sent) ?? [])];
}

function complaints(body: Spot): string[] {
  try {
    body.finish();
    return [];
  } catch (refusal) {
    return [JSON.stringify(refusal)];
  }
}
