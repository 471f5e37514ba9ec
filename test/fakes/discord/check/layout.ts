import { ComponentType } from 'discord.js';
import type { Spot } from '../form.ts';
import { checkButton, checkRow, type Tally, tally, typeOf } from './component.ts';

/** Components of a message without the flag IS_COMPONENTS_V2: at most five rows. */
export function checkRows(components: Spot): void {
  const sum = tally();
  for (const row of components.items(5)) {
    if (typeOf(row) === ComponentType.ActionRow) checkRow(row, sum);
    else row.get('type').wrong('UNION_TYPE_CHOICES', 'Value of field "type" must be one of (1).');
  }
}

/** With the flag: at most 40 parts of all levels, and 4000 characters of text. */
export function checkLayout(components: Spot): void {
  const sum = tally();
  for (const part of components.items(40, 1)) checkPart(part, sum, true);
  if (sum.count > 40) components.wrong('BASE_TYPE_BAD_LENGTH', `At most 40 components (are ${sum.count}).`);
  if (sum.text > 4000)
    components.wrong('COMPONENT_MAX_TEXT_LENGTH', `At most 4000 characters of text (are ${sum.text}).`);
}

function checkPart(part: Spot, sum: Tally, isTop: boolean): void {
  const type = typeOf(part);
  if (type === ComponentType.ActionRow) {
    checkRow(part, sum);
    return;
  }
  sum.count++;
  if (type === ComponentType.TextDisplay) checkTextDisplay(part, sum);
  else if (type === ComponentType.Section) checkSection(part, sum);
  else if (type === ComponentType.Separator) part.object(['type', 'id', 'divider', 'spacing']);
  else if (type === ComponentType.MediaGallery) checkGallery(part);
  else if (type === ComponentType.File) {
    if (part.object(['type', 'id', 'file', 'spoiler'])) part.get('file').get('url').url(['attachment'], true);
  } else if (type === ComponentType.Container && isTop) checkContainer(part, sum);
  else part.get('type').wrong('UNION_TYPE_CHOICES', `Value of field "type" cannot stand here: ${type}.`);
}

function checkContainer(part: Spot, sum: Tally): void {
  if (!part.object(['type', 'id', 'components', 'accent_color', 'spoiler'])) return;
  part.get('accent_color').number({ max: 0xffffff });
  for (const child of part.get('components').items(40, 1)) checkPart(child, sum, false);
}

function checkTextDisplay(part: Spot, sum: Tally): void {
  if (!part.object(['type', 'id', 'content'])) return;
  sum.text += part.get('content').text({ min: 1, max: 4000, required: true })?.length ?? 0;
}

function checkSection(part: Spot, sum: Tally): void {
  if (!part.object(['type', 'id', 'components', 'accessory'])) return;
  for (const text of part.get('components').items(3, 1)) {
    sum.count++;
    if (typeOf(text) === ComponentType.TextDisplay) checkTextDisplay(text, sum);
    else text.get('type').wrong('UNION_TYPE_CHOICES', 'Value of field "type" must be one of (10).');
  }
  const accessory = part.get('accessory');
  sum.count++;
  if (typeOf(accessory) === ComponentType.Button) checkButton(accessory, sum);
  else if (typeOf(accessory) === ComponentType.Thumbnail) {
    accessory.object(['type', 'id', 'media', 'description', 'spoiler']);
    accessory.get('media').get('url').url(['http', 'https', 'attachment'], true);
  } else accessory.wrong('BASE_TYPE_REQUIRED', 'This field is required');
}

function checkGallery(part: Spot): void {
  if (!part.object(['type', 'id', 'items'])) return;
  for (const item of part.get('items').items(10, 1)) {
    if (!item.object(['media', 'description', 'spoiler'])) continue;
    item.get('media').get('url').url(['http', 'https', 'attachment'], true);
    item.get('description').text({ max: 1024 });
  }
}
