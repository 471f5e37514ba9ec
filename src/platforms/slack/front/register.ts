import type { App } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { TRACK } from '../manifest.ts';
import { isSlackId } from './caller.ts';
import { type Fields, isFields, textAt } from './fields.ts';
import { FORM } from './form-view.ts';
import type { Counter, Happening } from './happening.ts';
import { onCommand } from './on-command.ts';
import { onForm } from './on-form.ts';
import { onHome } from './on-home.ts';
import { onPress } from './on-press.ts';
import { onTrack } from './on-shortcut.ts';
import { redact } from './redact.ts';

/** What Bolt hands to listeners, as far as it is used. */
type Given = {
  readonly body: unknown;
  readonly client: WebClient;
  readonly context: { readonly teamId?: string; readonly envelope?: unknown };
  /** For a form what is to be shown in its place; nothing otherwise. */
  readonly ack?: unknown;
};

type Handle = (counter: Counter, happening: Happening) => Promise<void>;

/** Says what is done with what comes. `track`: each is told, so that closing waits for what is under way. */
export function register(
  app: App,
  counter: Counter,
  onGone: (body: Fields) => Promise<void>,
  track: (work: Promise<void>) => Promise<void>,
): void {
  const by = (handle: Handle) => (given: Given) => track(handle(counter, happeningOf(given, counter)));
  app.command(/^\//, by(onCommand));
  app.action({ type: 'block_actions' }, by(onPress));
  app.view({ callback_id: FORM, type: 'view_submission' }, by(onForm));
  app.shortcut({ callback_id: TRACK, type: 'message_action' }, by(onTrack));
  app.event('app_home_opened', by(onHome));
  const gone = ({ body }: { body: unknown }) => track(isFields(body) ? onGone(body) : Promise.resolve());
  app.event('app_uninstalled', gone);
  app.event('tokens_revoked', gone);
  app.error(async (error) =>
    counter.talk('error', 'Slack: something was not handled', { why: redact(error) }),
  );
}

function happeningOf({ body, client, context, ack }: Given, { seen, talk }: Counter): Happening {
  const fields = isFields(body) ? body : {};
  const team = context.teamId ?? '';
  if (!isSlackId(team)) throw new Error('Slack did not say which workspace it comes from');
  const ids = [textAt(fields, 'event_id'), textAt(fields, 'trigger_id'), textAt(context, 'envelope')];
  const isRepeated = !seen.isNew(...ids.filter((id) => id !== ''));
  return {
    body: fields,
    team,
    client,
    isRepeated,
    acknowledge: async (said) => {
      try {
        if (typeof ack === 'function') await ack(...(said === undefined ? [] : [said]));
      } catch (error) {
        // The connection broke: Slack sends it again, and it is known then.
        talk('debug', 'Slack: an acknowledgement was not sent', { why: redact(error) });
      }
    },
  };
}
