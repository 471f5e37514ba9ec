import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRequest } from '../../eval/arguments.ts';
import { createTemp } from '../sources/temp.ts';

const temp = createTemp();

describe('the command line of the eval', () => {
  it('takes the folder of the environment, and all sections', () => {
    const folder = temp();
    mkdirSync(join(folder, 'corpus'));
    expect(readRequest([], folder)).toEqual({
      archives: join(folder, 'corpus'),
      truth: join(folder, 'truth'),
      json: false,
      worst: 20,
      sections: ['relevance', 'series', 'milestones'],
    });
  });

  it('takes another archive, other labels and chosen sections', () => {
    const folder = temp();
    const args = ['milestones', '--corpus', folder, '--truth', 'labels', '--json', '--worst', '3', 'series'];
    expect(readRequest(args, '/elsewhere')).toEqual({
      archives: folder,
      truth: 'labels',
      json: true,
      worst: 3,
      sections: ['series', 'milestones'],
    });
  });

  it.each([
    ['no folder', [], undefined, /name a folder with --corpus or LOREWATCH_CORPUS/],
    ['an empty folder', [], '', /name a folder/],
    ['a folder that is not there', ['--corpus', '/no/such/folder'], undefined, /does not exist/],
    ['an unknown section', ['patches'], '/', /patches is no section/],
    ['an unknown option', ['--best'], '/', /--best/],
    ['half a mistake', ['--worst', '0.5'], '/', /--worst takes a whole number/],
  ])('is refused with %s', (_, args, corpus, sentence) => {
    expect(readRequest(args, corpus)).toEqual({ refusal: expect.stringMatching(sentence), help: false });
  });

  it('explains itself', () => {
    expect(readRequest(['--help'], undefined)).toMatchObject({
      help: true,
      refusal: expect.stringContaining('usage: npm run eval'),
    });
  });
});
