import { expect, it } from 'vitest';
import { parseMoment } from '../../src/cli/moments.ts';
import { plain } from '../../src/cli/plain.ts';
import { duration, progressText } from '../../src/cli/progress.ts';

const NOW = Date.UTC(2026, 3, 8, 12);

it.each([
  ['now', '2026-04-08T12:00:00.000Z'],
  ['7d', '2026-04-01T12:00:00.000Z'],
  ['36h', '2026-04-07T00:00:00.000Z'],
  ['2w', '2026-03-25T12:00:00.000Z'],
  ['2026-04-01', '2026-04-01T00:00:00.000Z'],
  ['2026-04-01T09:30', '2026-04-01T09:30:00.000Z'],
  ['2026-04-01T09:30:15Z', '2026-04-01T09:30:15.000Z'],
  ['2026-04-01T09:30+02:00', '2026-04-01T07:30:00.000Z'],
  ['2026-04-01T09:30-0130', '2026-04-01T11:00:00.000Z'],
  ['2024-02-29', '2024-02-29T00:00:00.000Z'],
])('%s is %s', (text, wanted) => {
  expect(new Date(parseMoment('--since', text, NOW)).toISOString()).toBe(wanted);
});

it.each([
  '',
  '7',
  'd',
  '7m',
  '-7d',
  '2026-4-1',
  '2026-02-29',
  '2026-02-30T10:00Z',
  '2026-13-01',
  '2026-04-01T25:00Z',
  'yesterday',
  '1e3d',
])('%j is no time', (text) => {
  expect(() => parseMoment('--until', text, NOW)).toThrow(/^--until takes a date/);
});

it('plain text keeps its lines and blanks, and nothing that a terminal obeys', () => {
  expect(plain('a\tb  c\n\u001b[31md\u009b\u202e\r')).toBe('a b  c\n?[31md???');
});

it.each([
  [950, '0.9 s'],
  [12_400, '12 s'],
  [250_000, '4 min 10 s'],
  [7_500_000, '2 h 5 min'],
])('%i ms take %s', (ms, wanted) => {
  expect(duration(ms)).toBe(wanted);
});

it('progress tells how far, how fast and how long', () => {
  expect(progressText('linux-kbuild', 8000, 12_000, 1000)).toBe(
    'linux-kbuild  8,000 / 12,000 mails  66 %  8,000 mails/s  0.5 s left',
  );
  expect(progressText('x', 5, undefined, 0)).toBe('x  5 mails  0 mails/s');
});
