import type { types } from '@slack/bolt';
import { escapeHtml } from '../../src/render/html-escape.ts';
import type { Shown } from './goldens.ts';
import { mrkdwnHtml } from './mrkdwn.ts';

export type SlackShown =
  | { readonly text: string; readonly blocks: readonly types.KnownBlock[] }
  | types.ModalView
  | types.HomeView;

const CSS = `
body{margin:0;background:#fff;color:#1d1c1d;font:15px/1.46 "Noto Sans","Liberation Sans",Arial,"Noto Sans CJK SC",sans-serif}
.page{width:600px;padding:12px 20px 14px}
.message{display:flex;gap:9px;padding:5px 0}
.message>div:last-child{flex:1;min-width:0}
.thread{margin:2px 0 0 45px;border-left:2px solid #e3e3e3;padding-left:12px}
.face{flex:none;width:36px;height:36px;border-radius:6px;background:#7a3b1e;color:#fff;font:bold 15px/36px "Liberation Sans",Arial,sans-serif;text-align:center}
.name{font-weight:bold}.badge{background:#e8e8e8;color:#616061;font-size:10px;font-weight:bold;border-radius:2px;padding:1px 3px;margin:0 6px 0 5px;vertical-align:1px}
.time{color:#616061;font-size:12px}
.eye{color:#616061;font-size:12px;margin:0 0 2px}
.typed{color:#616061;font:13px/1.4 "Liberation Mono",monospace;margin:0 0 6px;overflow-wrap:anywhere}
.block{margin:3px 0 6px;overflow-wrap:anywhere}
.context{font-size:13px;color:#616061}
.header{font-size:18px;font-weight:bold;line-height:1.3;margin:4px 0}
a{color:#1264a3}b{font-weight:bold}mark{background:#fff2c9;color:#1264a3}
code{font:12px "Liberation Mono",monospace;color:#c01343;background:#f6f6f6;border:1px solid #ddd;border-radius:3px;padding:1px 3px}
pre{font:12px/1.5 "Liberation Mono",monospace;background:#f8f8f8;border:1px solid #ddd;border-radius:4px;padding:8px;margin:4px 0;white-space:pre-wrap}
blockquote{margin:0;border-left:4px solid #ddd;padding-left:10px;display:inline-block}
.beside{display:flex;justify-content:space-between;gap:12px}
.actions{display:flex;flex-wrap:wrap;gap:8px}
button{font:bold 13px "Liberation Sans",Arial,sans-serif;color:#1d1c1d;background:#fff;border:1px solid #bbb;border-radius:4px;padding:5px 11px;white-space:nowrap}
.primary{background:#007a5a;border-color:#007a5a;color:#fff}.danger{background:#e01e5a;border-color:#e01e5a;color:#fff}
img{max-width:100%;border:1px solid #ddd;border-radius:6px;display:block}
.sign{vertical-align:-2.5px}.context .sign{width:13px;height:13px;vertical-align:-1.5px}
hr{border:0;border-top:1px solid #ddd}
.window{border:1px solid #ccc;border-radius:8px;box-shadow:0 4px 14px #0002;padding:14px 20px;margin:4px 0}
.window h1{font-size:20px;margin:0 0 10px}.buttons{display:flex;gap:8px;justify-content:flex-end;margin-top:14px}
label{display:block;font-weight:bold;margin:10px 0 4px}label small{font-weight:normal;color:#616061}
.input{border:1px solid #aaa;border-radius:4px;padding:7px 10px;color:#868686}.select::after{content:"\\25be";float:right}
`;

/** The page of a scene, as Slack shows it by day. `pictures`: data addresses by the names that messages call them. */
export function slackPage(shown: Shown<SlackShown>, pictures: ReadonlyMap<string, string>): string {
  return `<!doctype html><meta charset="utf-8"><style>${CSS}</style><div class="page">${bodyOf(shown, pictures)}</div>`;
}

function bodyOf(
  { surface, asked, messages }: Shown<SlackShown>,
  pictures: ReadonlyMap<string, string>,
): string {
  const typed = asked === '' ? '' : `<div class="typed">${escapeHtml(asked)}</div>`;
  const eye = surface === 'whisper' ? '<div class="eye">Only visible to you</div>' : '';
  const drawn = messages.map((message) =>
    'type' in message ? view(message, pictures) : said(message.blocks, pictures),
  );
  const [first = '', ...others] = drawn;
  const rest =
    surface === 'thread' && others.length > 0
      ? `<div class="thread">${others.join('')}</div>`
      : others.join('');
  return typed + eye + first + rest;
}

function said(blocks: readonly types.KnownBlock[], pictures: ReadonlyMap<string, string>): string {
  return `<div class="message"><div class="face">lw</div><div><span class="name">lorewatch</span><span class="badge">APP</span><span class="time">9:00 AM</span>${blocks.map((block) => blockHtml(block, pictures)).join('')}</div></div>`;
}

function view(shown: types.ModalView | types.HomeView, pictures: ReadonlyMap<string, string>): string {
  const blocks = shown.blocks
    .filter(isKnown)
    .map((block) => blockHtml(block, pictures))
    .join('');
  if (shown.type === 'home') return blocks;
  const buttons = [
    `<button>${escapeHtml(shown.close?.text ?? 'Close')}</button>`,
    `<button class="primary">${escapeHtml(shown.submit?.text ?? '')}</button>`,
  ];
  return `<div class="window"><h1>${escapeHtml(shown.title.text)}</h1>${blocks}<div class="buttons">${buttons.join('')}</div></div>`;
}

/** Views may hold what the types do not know; ours do not. */
function isKnown(block: types.AnyBlock): block is types.KnownBlock {
  return block.type !== '';
}

type Written = { readonly type: string; readonly text: string };

function written({ type, text }: Written): string {
  return type === 'mrkdwn' ? mrkdwnHtml(text) : escapeHtml(text).replaceAll('\n', '<br>');
}

function blockHtml(block: types.KnownBlock, pictures: ReadonlyMap<string, string>): string {
  switch (block.type) {
    case 'section':
      return sectionHtml(block);
    case 'header':
      return `<div class="block header">${escapeHtml(block.text.text)}</div>`;
    case 'context':
      return `<div class="block context">${block.elements.map((each) => ('text' in each ? written(each) : '')).join(' ')}</div>`;
    case 'actions':
      return `<div class="block actions">${block.elements.map((each) => ('style' in each || 'text' in each ? button(each) : '')).join('')}</div>`;
    case 'image':
      return `<div class="block"><img src="${('slack_file' in block && 'id' in block.slack_file && pictures.get(block.slack_file.id)) || ''}" alt="${escapeHtml(block.alt_text)}"></div>`;
    case 'input':
      return input(block);
    case 'divider':
      return '<hr>';
    default:
      throw new Error(`the gallery cannot show a block of the type ${block.type}`);
  }
}

function sectionHtml({
  text,
  fields = [],
  accessory,
}: Extract<types.KnownBlock, { type: 'section' }>): string {
  const said = [text, ...fields].map((each) => (each ? written(each) : '')).join('<br>');
  const beside = accessory === undefined ? '' : `<div>${button(accessory)}</div>`;
  return `<div class="block${beside === '' ? '' : ' beside'}"><div>${said}</div>${beside}</div>`;
}

function button(element: object): string {
  const style = 'style' in element && typeof element.style === 'string' ? element.style : '';
  const text = 'text' in element ? element.text : undefined;
  const label = typeof text === 'object' && text !== null && 'text' in text ? String(text.text) : '';
  return `<button class="${style}">${escapeHtml(label)}</button>`;
}

function input({ label, optional, element }: Extract<types.KnownBlock, { type: 'input' }>): string {
  const hint = 'placeholder' in element ? (element.placeholder?.text ?? '') : '';
  const small = optional === true ? ' <small>(optional)</small>' : '';
  const kind = element.type === 'plain_text_input' ? '' : ' select';
  return `<label>${escapeHtml(label.text)}${small}</label><div class="input${kind}">${escapeHtml(hint)}</div>`;
}
