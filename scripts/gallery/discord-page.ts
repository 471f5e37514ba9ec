import type {
  APIButtonComponent,
  APIEmbed,
  APIEmbedField,
  APIModalInteractionResponseCallbackData,
} from 'discord.js';
import type { DiscordPayload } from '../../src/platforms/discord/render/message.ts';
import { escapeHtml } from '../../src/render/html-escape.ts';
import { discordHtml } from './discord-markdown.ts';
import type { Shown } from './goldens.ts';

export type DiscordShown = DiscordPayload | APIModalInteractionResponseCallbackData;

const CSS = `
body{margin:0;background:#313338;color:#dbdee1;font:15px/1.4 "Noto Sans","Liberation Sans",Arial,"Noto Sans CJK SC",sans-serif}
.page{width:600px;padding:14px 20px}
.message{display:flex;gap:14px;padding:4px 0 8px}
.message>div:last-child{flex:1;min-width:0;overflow-wrap:anywhere}
.thread{margin:2px 0 0 24px;border-left:2px solid #4e5058;padding-left:12px}
.face{flex:none;width:40px;height:40px;border-radius:50%;background:#7a3b1e;color:#fff;font:bold 16px/40px "Liberation Sans",Arial,sans-serif;text-align:center}
.name{color:#fff;font-weight:bold}.badge{background:#5865f2;color:#fff;font-size:10px;font-weight:bold;border-radius:3px;padding:1px 4px;margin:0 6px 0 5px;vertical-align:1px}
.time,.eye,.used{color:#949ba4;font-size:12px}.used{margin:0 0 4px 54px;overflow-wrap:anywhere}.eye{margin-top:6px}
.embed{background:#2b2d31;border-left:4px solid #1e1f22;border-radius:4px;padding:9px 14px 12px 12px;margin:5px 0;max-width:516px;font-size:14px;line-height:1.35}
.title{color:#fff;font-weight:bold;font-size:15px;margin:2px 0 6px}.title.linked{color:#00a8fc}
.fields{display:grid;grid-template-columns:repeat(12,1fr);gap:8px;margin-top:8px}
.field b.label{display:block;color:#fff;font-size:13px;font-weight:bold}
.footer{font-size:12px;color:#b5bac1;margin-top:8px}
.embed img{max-width:100%;border-radius:4px;display:block;margin-top:10px}
a{color:#00a8fc}b{color:inherit;font-weight:bold}mark{background:#3c4270;color:#c9cdfb}
code{font:12.5px "Liberation Mono",monospace;background:#1e1f22;border-radius:3px;padding:1px 4px}
pre{font:12.5px/1.4 "Liberation Mono",monospace;background:#1e1f22;border:1px solid #1a1b1e;border-radius:4px;padding:7px;margin:5px 0;white-space:pre-wrap}
.line{min-height:.7em}.item{padding-left:15px;position:relative;margin:2px 0}.item::before{content:"\\2022";position:absolute;left:3px}
.under{padding-left:15px}.small{font-size:12px;color:#949ba4}.spoiler{background:#111}
blockquote{margin:0;border-left:4px solid #4e5058;padding-left:10px}h3{margin:4px 0;font-size:16px}
.row{display:flex;flex-wrap:wrap;gap:8px;margin:6px 0 0}
button{font:bold 13px "Liberation Sans",Arial,sans-serif;color:#fff;background:#4e5058;border:0;border-radius:4px;padding:8px 14px}
.s1{background:#5865f2}.s4{background:#da373c}.s5::after{content:" \\2197"}
.sign{vertical-align:-2.5px}
.window{background:#313338;border:1px solid #1e1f22;border-radius:8px;box-shadow:0 4px 14px #0006;padding:16px 20px;margin:4px 0}
.window h1{font-size:20px;color:#fff;margin:0 0 10px}.buttons{display:flex;gap:8px;justify-content:flex-end;margin-top:16px}
label{display:block;font-weight:bold;font-size:13px;margin:12px 0 5px;color:#b5bac1}
.input{background:#1e1f22;border-radius:4px;padding:9px 11px;color:#87898c}.select::after{content:"\\25be";float:right}
`;

/** The page of a scene, as Discord shows it by night. `pictures`: data addresses by the names of the files. */
export function discordPage(shown: Shown<DiscordShown>, pictures: ReadonlyMap<string, string>): string {
  return `<!doctype html><meta charset="utf-8"><style>${CSS}</style><div class="page">${bodyOf(shown, pictures)}</div>`;
}

function bodyOf(
  { surface, asked, messages }: Shown<DiscordShown>,
  pictures: ReadonlyMap<string, string>,
): string {
  const used = asked === '' ? '' : `<div class="used">Ada used ${escapeHtml(asked)}</div>`;
  const drawn = messages.map((message) =>
    'title' in message ? form(message) : said(message, surface === 'whisper', pictures),
  );
  const [first = '', ...others] = drawn;
  const rest =
    surface === 'thread' && others.length > 0
      ? `<div class="thread">${others.join('')}</div>`
      : others.join('');
  return used + first + rest;
}

function said(payload: DiscordPayload, isWhispered: boolean, pictures: ReadonlyMap<string, string>): string {
  const rows = payload.components.map((row) =>
    'components' in row && row.type === 1
      ? `<div class="row">${row.components.map((each) => (each.type === 2 ? button(each) : '')).join('')}</div>`
      : '',
  );
  const eye = isWhispered ? '<div class="eye">Only you can see this &bull; <a>Dismiss message</a></div>' : '';
  return `<div class="message"><div class="face">lw</div><div><span class="name">lorewatch</span><span class="badge">APP</span><span class="time">Today at 9:00 AM</span>${discordHtml(payload.content)}${payload.embeds.map((embed) => embedHtml(embed, pictures)).join('')}${rows.join('')}${eye}</div></div>`;
}

function embedHtml(embed: APIEmbed, pictures: ReadonlyMap<string, string>): string {
  const { title, url, description, color = 0x1e1f22, fields = [], image, footer } = embed;
  const picture = image && pictures.get(image.url.replace('attachment://', ''));
  return [
    `<div class="embed" style="border-color:#${color.toString(16).padStart(6, '0')}">`,
    title === undefined ? '' : `<div class="title${url ? ' linked' : ''}">${discordHtml(title)}</div>`,
    description === undefined ? '' : discordHtml(description),
    fields.length === 0 ? '' : `<div class="fields">${fieldsHtml(fields)}</div>`,
    picture === undefined ? '' : `<img src="${picture}">`,
    footer === undefined ? '' : `<div class="footer">${escapeHtml(footer.text)}</div>`,
    '</div>',
  ].join('');
}

/** Three beside each other, as Discord sets them; two take half of the width each. */
function fieldsHtml(fields: readonly APIEmbedField[]): string {
  let html = '';
  for (let at = 0; at < fields.length; ) {
    const rest = fields.slice(at, at + 3);
    const end = rest.findIndex(({ inline }) => inline !== true);
    const row = end < 0 ? rest : rest.slice(0, Math.max(1, end));
    const span = row[0]?.inline === true && row.length > 0 ? Math.floor(12 / row.length) : 12;
    html += row.map((field) => fieldHtml(field, row.length === 1 ? 12 : span)).join('');
    at += row.length;
  }
  return html;
}

function fieldHtml({ name, value }: APIEmbedField, span: number): string {
  return `<div class="field" style="grid-column:span ${span}"><b class="label">${discordHtml(name)}</b>${discordHtml(value)}</div>`;
}

function button(each: APIButtonComponent): string {
  return `<button class="s${each.style}">${escapeHtml('label' in each ? (each.label ?? '') : '')}</button>`;
}

function form({ title, components }: APIModalInteractionResponseCallbackData): string {
  const fields = components.map((each) => {
    if (each.type !== 18) return '';
    const { component } = each;
    const hint = 'placeholder' in component ? (component.placeholder ?? '') : '';
    return `<label>${escapeHtml(each.label)}</label><div class="input${component.type === 3 ? ' select' : ''}">${escapeHtml(hint)}</div>`;
  });
  return `<div class="window"><h1>${escapeHtml(title)}</h1>${fields.join('')}<div class="buttons"><button>Cancel</button><button class="s1">Submit</button></div></div>`;
}
