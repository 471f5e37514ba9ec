import { afterEach, describe, expect, it } from 'vitest';
import type { Ask } from '../../../../src/domain/answer/ask.ts';
import { makeReport } from '../../../render/stats-report.ts';
import { openWorld, told, type World } from './world.ts';

let world: World;
afterEach(async () => {
  const { violations } = world.slack;
  await world.close();
  expect(violations).toEqual([]);
});

const report = makeReport(6);
const chart = (ask: Ask) =>
  told(ask, 'Six months', { parts: [{ what: 'chart', report, measure: 'patches' }] });
const uploads = () => world.slack.requests.filter(({ method }) => method === 'upload').length;

describe('the picture of a chart', () => {
  it('comes with the answer, and is uploaded once', async () => {
    world = await openWorld({ script: chart });
    const { people, channels } = world.slack;
    const mine = await people.cy.command('/lorewatch stats', channels.rust.id).message();
    expect(mine.blocks.filter(({ type }) => type === 'image')).toHaveLength(1);
    const shared = await people.cy.press(mine, 'Share').message();
    expect(shared.blocks.filter(({ type }) => type === 'image')).toHaveLength(1);
    expect(uploads()).toBe(1);
  });

  it.each(['files.getUploadURLExternal', 'upload', 'files.completeUploadExternal'])(
    'is left out where %s fails: the chart stands in letters',
    async (method) => {
      world = await openWorld({ script: chart });
      const { people, channels, fault } = world.slack;
      fault(method, { status: 500 });
      const mine = await people.cy.command('/lorewatch stats', channels.rust.id).message();
      expect(mine.blocks.filter(({ type }) => type === 'image')).toEqual([]);
      expect(mine.seen).toContain('Six months');
    },
  );

  it('is left out where Slack does not take it yet', async () => {
    world = await openWorld({ script: chart });
    const { people, channels, fault } = world.slack;
    fault('response_url', { status: 400, times: 1 });
    const mine = await people.cy.command('/lorewatch stats', channels.rust.id).message();
    expect(mine.blocks.filter(({ type }) => type === 'image')).toEqual([]);
    expect(mine.seen).toContain('Six months');
  });
});
