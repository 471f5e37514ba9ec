import type { types } from '@slack/bolt';
import type { SlackMessage } from '../render/message.ts';
import { plain } from './text-objects.ts';
import { type ViewPlace, writePlace } from './view-place.ts';

const TOLD = 'lorewatch_told';
const TITLE = 'lorewatch';

/** A window with an answer in it. */
export function answerView({ blocks }: SlackMessage, place: ViewPlace): types.ModalView {
  return window([...blocks], place);
}

/** What stands there until the answer does. */
export function waitingView(place: ViewPlace): types.ModalView {
  return window([{ type: 'section', text: plain('One moment …', 100) }], place);
}

/** The home tab of one person. */
export function homeView({ blocks }: SlackMessage): types.HomeView {
  return { type: 'home', callback_id: TOLD, blocks: blocks.map(namePlace) };
}

function window(blocks: types.KnownBlock[], place: ViewPlace): types.ModalView {
  return {
    type: 'modal',
    callback_id: TOLD,
    title: plain(TITLE, 24),
    close: plain('Done', 24),
    private_metadata: writePlace({ ...place, command: '' }),
    blocks,
  };
}

/** A heading that is the id of a channel becomes its name, which only Slack knows; that pings nobody. */
function namePlace(block: types.KnownBlock): types.KnownBlock {
  if (block.type !== 'section' || block.text?.type !== 'mrkdwn') return block;
  const id = /^\*([CG][A-Z0-9]{5,30})\*$/.exec(block.text.text)?.[1];
  return id === undefined ? block : { ...block, text: { ...block.text, text: `*<#${id}>*` } };
}
