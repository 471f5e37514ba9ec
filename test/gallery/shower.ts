import type { types } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import type { Shown } from '../../scripts/gallery/goldens.ts';
import type { PlatformName, SceneName } from '../../scripts/gallery/plan.ts';
import { COMMANDS } from '../../src/commands/index.ts';
import type { Answer } from '../../src/domain/answer/answer.ts';
import type { Ask } from '../../src/domain/answer/ask.ts';
import { bring } from '../../src/platforms/discord/front/bring.ts';
import { createCustomIds } from '../../src/platforms/discord/front/custom-id.ts';
import { openForm } from '../../src/platforms/discord/front/form.ts';
import { payloadOf } from '../../src/platforms/discord/render/message.ts';
import { homeView } from '../../src/platforms/slack/front/answer-view.ts';
import { wrong } from '../../src/platforms/slack/front/answering.ts';
import { createCodes } from '../../src/platforms/slack/front/codes.ts';
import { formView } from '../../src/platforms/slack/front/form-view.ts';
import { createPresent } from '../../src/platforms/slack/front/present.ts';
import type { SlackPicture } from '../../src/platforms/slack/render/message.ts';
import type { Asker } from '../../src/ports/chat.ts';
import { digestPicture, statsPicture } from '../../src/render/picture.ts';
import { chartStats } from '../../src/render/stats-chart.ts';
import type { GalleryWorld } from './world.ts';

/** What was typed, or what a button asked; `stage`: where it is shown. */
export type Question = {
  readonly name: SceneName;
  readonly words: string;
  readonly ask?: Ask;
  readonly stage?: 'whisper' | 'public' | 'home';
  readonly mayManage?: boolean;
};

/** Asks the desk as a platform's front does, and shows what it shows. */
export type Shower = {
  readonly answer: (question: Question) => Promise<Shown>;
  readonly form: (words: string, command: string) => Shown;
};

/** SVG that was drawn, by the name of its file. */
export type Svgs = Map<string, string>;

export function createShower(platform: PlatformName, world: GalleryWorld, svgs: Svgs): Shower {
  return platform === 'slack' ? slackShower(world, svgs) : discordShower(world, svgs);
}

const SLACK: Asker = {
  platform: 'slack',
  tenant: 'slack:T0GALLERY/',
  place: { platform: 'slack', text: 'slack:T0GALLERY/C0GALLERY' },
  user: { id: 'U0ADA', name: 'Ada' },
  mayManage: true,
  managers: 'workspace admins and the people who made this channel',
  prefix: '/lorewatch ',
};

const DISCORD: Asker = {
  ...SLACK,
  platform: 'discord',
  tenant: 'discord:100200300400500600/',
  place: { platform: 'discord', text: 'discord:100200300400500600/100200300400500601' },
  managers: 'people who may manage this server',
};

function slackShower({ desk }: GalleryWorld, svgs: Svgs): Shower {
  let count = 0;
  const codes = createCodes(() => `token${++count}`);
  const channel = { id: 'C0GALLERY', name: 'rust' };
  const caller = {
    team: 'T0GALLERY',
    channel,
    user: SLACK.user,
    prefix: SLACK.prefix,
    client: new WebClient(''),
  };
  return {
    answer: async ({ name, words, ask, stage = 'whisper', mayManage = true }) => {
      const pictures: Record<string, string> = {};
      const present = createPresent({
        specs: COMMANDS,
        codes,
        pictureOf: async (answer) => {
          const drawn = drawingOf(answer);
          if (drawn === undefined) return undefined;
          svgs.set(`${name}.svg`, drawn.svg);
          pictures.F0GALLERY = `${name}.svg`;
          return { id: 'F0GALLERY', alt: drawn.alt } satisfies SlackPicture;
        },
      });
      const read = ask ?? desk.read(words);
      const asker = stage === 'home' ? { ...SLACK, place: undefined, mayManage } : { ...SLACK, mayManage };
      const answer =
        'wrong' in read
          ? wrong({ command: 'help', values: {}, page: 0 }, read.wrong)
          : await desk.answer(read, asker);
      const message = await present(answer, stage, caller);
      return stage === 'home'
        ? { surface: 'home', asked: '', messages: [homeView(message)], pictures }
        : {
            surface: stage === 'public' ? 'shared' : 'whisper',
            asked: asked(words),
            messages: [message],
            pictures,
          };
    },
    form: (words, command) => {
      const form = COMMANDS.find(({ name }) => name === command)?.form;
      if (form === undefined) throw new Error(`${command} has no form`);
      const view: types.ModalView = formView(form, { channel, prefix: SLACK.prefix, command });
      return { surface: 'form', asked: asked(words), messages: [view], pictures: {} };
    },
  };
}

function discordShower({ desk }: GalleryWorld, svgs: Svgs): Shower {
  const real = createCustomIds();
  let count = 0;
  // What is too long for an id gets a random one: not in a golden file.
  const ids = {
    ...real,
    write: (...args: Parameters<typeof real.write>) =>
      real.write(...args).replace(/^(.:~).+$/, (_, prefix: string) => `${prefix}token${++count}`),
  };
  const specs = COMMANDS;
  return {
    answer: async ({ name, words, ask, stage = 'whisper', mayManage = true }) => {
      const pictures: Record<string, string> = {};
      const draw = async (svg: string) => {
        svgs.set(`${name}.svg`, svg);
        pictures['chart.png'] = `${name}.svg`;
        return new Uint8Array(1);
      };
      const read = ask ?? desk.read(words);
      if ('wrong' in read) throw new Error(`nobody can type ${words} in Discord`);
      const question = {
        ask: read,
        asker: { ...DISCORD, mayManage },
        isShared: stage === 'public',
        mayShare: true,
      };
      const { message } = await bring(question, {
        desk,
        draw,
        specs,
        talk: (level, said) => fail(level, said),
        ids,
      });
      return {
        surface: stage === 'public' ? 'shared' : 'whisper',
        asked: asked(words),
        messages: [payloadOf(message)],
        pictures,
      };
    },
    form: (words, command) => {
      const spec = specs.find(({ name }) => name === command);
      const { form } = spec ?? {};
      if (spec === undefined || form === undefined) throw new Error(`${command} has no form`);
      const modal = openForm({ ...spec, form }, { command, values: {}, page: 0 }, 'sent', {
        ids,
        tenant: DISCORD.tenant,
      });
      return { surface: 'form', asked: asked(words), messages: [modal.data], pictures: {} };
    },
  };
}

function fail(level: string, sentence: string): void {
  if (level === 'error' || level === 'warn') throw new Error(sentence);
}

const asked = (words: string): string => (words === '' ? '' : `/lorewatch ${words}`);

/** As the fronts choose it. */
function drawingOf({ parts }: Answer): { readonly svg: string; readonly alt: string } | undefined {
  for (const part of parts) {
    if (part.what === 'chart') {
      const { report, measure } = part;
      return { svg: statsPicture(report, measure), alt: chartStats(report, measure).title };
    }
    const svg = part.what === 'digest' ? digestPicture(part.digest) : undefined;
    if (svg !== undefined) return { svg, alt: 'Chart of the last weeks' };
  }
  return undefined;
}
