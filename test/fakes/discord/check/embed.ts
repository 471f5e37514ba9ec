import type { Spot } from '../form.ts';

const KEYS = [
  'title',
  'type',
  'description',
  'url',
  'timestamp',
  'color',
  'footer',
  'image',
  'thumbnail',
  'author',
  'fields',
];
const WEB = ['http', 'https'];
const PICTURE = ['http', 'https', 'attachment'];

/** https://docs.discord.com/developers/resources/message#embed-object-embed-limits */
export function checkEmbeds(embeds: Spot): void {
  let total = 0;
  for (const embed of embeds.items(10)) total += checkEmbed(embed);
  if (total > 6000)
    embeds.wrong('MAX_EMBED_SIZE_EXCEEDED', `Embed size exceeds maximum size of 6000 (is ${total}).`);
}

/** How many characters count. */
function checkEmbed(embed: Spot): number {
  if (!embed.object(KEYS)) return 0;
  const texts = [
    embed.get('title').text({ max: 256 }),
    embed.get('description').text({ max: 4096 }),
    checkFooter(embed.get('footer')),
    checkAuthor(embed.get('author')),
  ];
  const type = embed.get('type');
  if (type.isSet && type.value !== 'rich') type.wrong('BASE_TYPE_CHOICES', 'Value must be one of (rich).');
  embed.get('url').url(WEB);
  embed.get('color').number({ max: 0xffffff });
  const timestamp = embed.get('timestamp').text();
  if (timestamp !== undefined && !/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(timestamp))
    embed.get('timestamp').wrong('DATE_TIME_TYPE_PARSE', `Could not parse ${timestamp}.`);
  for (const name of ['image', 'thumbnail']) {
    const picture = embed.get(name);
    if (picture.isSet && picture.object(['url', 'height', 'width', 'proxy_url']))
      picture.get('url').url(PICTURE, true);
  }
  for (const field of embed.get('fields').items(25)) {
    if (!field.object(['name', 'value', 'inline'])) continue;
    texts.push(field.get('name').text({ max: 256, required: true }));
    texts.push(field.get('value').text({ max: 1024, required: true }));
    field.get('inline').flag();
  }
  return texts.reduce((sum, text) => sum + (text?.length ?? 0), 0);
}

function checkFooter(footer: Spot): string | undefined {
  if (!footer.isSet || !footer.object(['text', 'icon_url', 'proxy_icon_url'])) return undefined;
  footer.get('icon_url').url(PICTURE);
  return footer.get('text').text({ max: 2048, required: true });
}

function checkAuthor(author: Spot): string | undefined {
  if (!author.isSet || !author.object(['name', 'url', 'icon_url', 'proxy_icon_url'])) return undefined;
  author.get('url').url(WEB);
  author.get('icon_url').url(PICTURE);
  return author.get('name').text({ max: 256, required: true });
}
