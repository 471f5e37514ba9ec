import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../../src/commands/index.ts';
import { readWords } from '../../../../src/commands/read-words.ts';
import { declareCommands } from '../../../../src/platforms/discord/front/declare.ts';
import { mayFill } from '../../../../src/platforms/discord/front/form.ts';
import { setStage } from './stage.ts';

/** All names, descriptions and values, as Discord counts them: https://docs.discord.com/developers/interactions/application-commands */
function countCharacters(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, part) => sum + countCharacters(part), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((sum, [name, part]) => {
    const counts = ['name', 'description', 'value'].includes(name) && typeof part === 'string';
    return sum + (counts ? part.length : countCharacters(part));
  }, 0);
}

/** Every list of options and choices in it. */
function listsOf(value: unknown): number[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => [
    ...(Array.isArray(part) && ['options', 'choices'].includes(name) ? [part.length] : []),
    ...listsOf(part),
  ]);
}

describe('the commands that there are', () => {
  it('fit into what Discord takes, all of them', async () => {
    const declared = declareCommands(COMMANDS, { everywhere: true });
    const [slash] = declared;
    expect(countCharacters(slash)).toBeLessThanOrEqual(8000);
    for (const length of listsOf(slash)) expect(length).toBeLessThanOrEqual(25);
    const shown = COMMANDS.filter(({ hidden }) => hidden !== true).map(({ name }) => name);
    const { fake, front } = await setStage({ specs: COMMANDS });
    expect(fake.commands()[0]?.options?.map(({ name }) => name)).toEqual(shown);
    expect(front.health().why).toBe('');
    expect(fake.violations).toEqual([]);
  });

  it('are cut nowhere', () => {
    for (const { name, summary, options, form } of COMMANDS) {
      for (const text of [summary, ...options.map((option) => option.summary)])
        expect(text.length, `${name}: ${text}`).toBeLessThanOrEqual(100);
      for (const choice of options.flatMap(({ choices = [] }) => choices))
        expect(choice.length).toBeLessThanOrEqual(100);
      expect((form?.title ?? '').length).toBeLessThanOrEqual(45);
      expect(form?.fields.length ?? 0).toBeLessThanOrEqual(5);
      for (const { label, hint } of form?.fields ?? []) {
        expect(label.length, label).toBeLessThanOrEqual(45);
        expect(hint.length, hint).toBeLessThanOrEqual(100);
      }
    }
  });

  it('R23: their options make the same asks as the words of the examples', async () => {
    const { fake, desk } = await setStage({ specs: COMMANDS });
    const { guild } = fake;
    let tried = 0;
    for (const spec of COMMANDS.filter(({ hidden }) => hidden !== true))
      for (const example of spec.examples) {
        const typed = readWords(example, COMMANDS);
        if ('wrong' in typed) throw new Error(`${example}: ${typed.wrong}`);
        if (Object.keys(typed.values).length === 0 && mayFill(spec, { mayManage: true })) continue;
        const given = Object.entries(typed.values).map(([name, value]) => {
          const kind = spec.options.find((option) => option.name === name)?.kind;
          return [name, kind === 'flag' ? true : kind === 'number' ? Number(value) : value] as const;
        });
        const words = `lorewatch ${typed.command}`;
        await guild.person('admin').slash(guild.channel('general'), words, Object.fromEntries(given)).seen;
        expect(desk.asked.at(-1)?.ask, example).toEqual(typed);
        expect(desk.asked).toHaveLength(++tried);
      }
    expect(tried).toBeGreaterThan(10);
    expect(fake.violations).toEqual([]);
  });

  it('R23: those with forms open them, within what Discord takes', async () => {
    const { fake } = await setStage({ specs: COMMANDS });
    const { guild } = fake;
    const forms = COMMANDS.filter(({ form, hidden }) => form !== undefined && hidden !== true);
    for (const { name, form } of forms) {
      const seen = await guild.person('admin').slash(guild.channel('general'), `lorewatch ${name}`).seen;
      expect(seen).toMatchObject({ what: 'form', form: { title: form?.title } });
    }
    expect(forms.length).toBeGreaterThan(0);
    expect(fake.violations).toEqual([]);
  });
});
