import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldSpaces, type PatchTag, parseSubject, type SubjectLine } from '../../src/domain/subject.ts';

/** `v3 2/10 rfc resend <tree>`; what was only inferred is left out. */
function short(patch: PatchTag | undefined): string {
  if (!patch) return '';
  const words: string[] = [];
  if (!patch.inferred.includes('revision'))
    words.push(`v${patch.revision}${patch.minor > 0 ? `.${patch.minor}` : ''}`);
  if (!patch.inferred.includes('part')) words.push(`${patch.part}/${patch.total}`);
  if (patch.rfc) words.push('rfc');
  if (patch.resend) words.push('resend');
  if (!patch.spelled) words.push('unspelled');
  if (patch.tree !== undefined) words.push(`<${patch.tree}>`);
  return words.join(' ') || 'patch';
}

const patches: readonly (readonly [subject: string, patch: string])[] = [
  ['[PATCH] rust: x', 'patch'],
  ['[PATCH v3 02/10] rust: x', 'v3 2/10'],
  ['[PATCH 0/3] rust: x', '0/3'],
  ['[PATCH v1 00/33] rust: x', 'v1 0/33'],
  ['[RFC PATCH net-next v2 1/3] rust: x', 'v2 1/3 rfc <net-next>'],
  ['[PATCH RFC v2] rust: x', 'v2 rfc'],
  ['[PATCHv2 next] rust: x', 'v2 <next>'],
  ['[PATCH -v2 1/3] rust: x', 'v2 1/3'],
  ['[PATCH - v2] rust: x', 'v2'],
  ['[PATCH V2] rust: x', 'v2'],
  ['[patch v2 1/2] rust: x', 'v2 1/2'],
  ['[v2 PATCH 1/3] rust: x', 'v2 1/3'],
  ['[PATCH, v2] rust: x', 'v2'],
  ['[PATCH (v2)] rust: x', 'v2'],
  ['[PATCH v3.1 7/7] rust: x', 'v3.1 7/7'],
  ['[PATCH v2b 3/5] rust: x', 'v2.2 3/5'],
  ['[PATCH] [v2] rust: x', 'v2'],
  ['[PATCH][next] rust: x', '<next>'],
  ['[PATCH][V3][next] rust: x', 'v3 <next>'],
  ['[PATCH 1/3] [RESEND] rust: x', '1/3 resend'],
  ['[PATCH v2/resend] rust: x', 'v2 resend'],
  ['[RESEND PATCH v7] rust: x', 'v7 resend'],
  ['[PATCH V3 Resend] rust: x', 'v3 resend'],
  ['[PATCH REPOST] rust: x', 'resend'],
  ['[PATCH/RFC 2/3] rust: x', '2/3 rfc'],
  ['[RFC/RFT,V2 1/3] [PR1] rust: x', 'v2 1/3 rfc unspelled <PR1>'],
  ['[RFC] rust: x', 'rfc unspelled'],
  ['[RFC v3 4/5] rust: x', 'v3 4/5 rfc unspelled'],
  ['[net,v2,1/2] rust: x', 'v2 1/2 unspelled <net>'],
  ['[PATCHSET v2 0/3] rust: x', 'v2 0/3'],
  ['[PATCH 6.12 045/100] rust: x', '45/100 <6.12>'],
  ['[PATCH 5.10.y 1/2] rust: x', '1/2 <5.10.y>'],
  ['[PATCH 6.6.y v2] rust: x', 'v2 <6.6.y>'],
  ['[PATCH 6.1 & 6.6] rust: x', '<6.1 & 6.6>'],
  ['[PATCH for v5.9] rust: x', '<for v5.9>'],
  ['[PATCH for-v5.9 v2] rust: x', 'v2 <for-v5.9>'],
  ['[PATCH v5.10 1/2] rust: x', '1/2 <v5.10>'],
  ['[PATCH v5.4 1/2] rust: x', '1/2 <v5.4>'],
  ['[PATCH v6.1 v2 1/2] rust: x', 'v2 1/2 <v6.1>'],
  ['[for-stable-5.4 PATCH] rust: x', '<for-stable-5.4>'],
  ['[PATCH AUTOSEL 6.17-6.16] rust: x', '<AUTOSEL 6.17-6.16>'],
  ['[PATCH mm-unstable v5 02/18] rust: x', 'v5 2/18 <mm-unstable>'],
  ['[PATCH rust-next v4 3/9] rust: x', 'v4 3/9 <rust-next>'],
  ['[PATCH [v3] 1/2] rust: x', 'v3 1/2'],
  ['[[PATCH v2]] rust: x', 'v2'],
  ['[PATCH v3 1/2 ]rust: x', 'v3 1/2'],
  ['[Patch]: rust: x', 'patch'],
];

describe('patches', () => {
  it.each(patches)('%s', (subject, patch) => {
    const line = parseSubject(subject);
    expect([line.title, line.tag, line.replyDepth, short(line.patch)]).toEqual([
      'rust: x',
      'patch',
      0,
      patch,
    ]);
    const reply = parseSubject(`Re: ${subject}`);
    expect(reply).toEqual({ ...line, replyDepth: 1 });
  });

  it('says what was inferred', () => {
    expect(parseSubject('[PATCH] x').patch).toEqual({
      revision: 1,
      minor: 0,
      part: 1,
      total: 1,
      rfc: false,
      resend: false,
      spelled: true,
      tree: undefined,
      inferred: ['revision', 'part', 'total'],
    });
  });
});

const others: readonly (readonly [subject: string, title: string, tag: SubjectLine['tag']])[] = [
  ['[GIT PULL] Rust for v6.18', 'Rust for v6.18', 'pull'],
  ['[GIT PULL 2/3] Rust', 'Rust', 'pull'],
  ['[GIT,PULL] Rust', 'Rust', 'pull'],
  ['[git pull] Rust', 'Rust', 'pull'],
  ['GIT PULL: Rust', 'Rust', 'pull'],
  ['[tip: locking/core] rust: x', 'rust: x', 'tip'],
  ['[tip:x86/urgent] rust: x', 'rust: x', 'tip'],
  ['[kbuild:kbuild 3/4] x.c:1: error', 'x.c:1: error', 'robot'],
  ['[linux-next:master 1234/5678] x', 'x', 'robot'],
  ['[syzbot] [rust?] KASAN: bad', '[rust?] KASAN: bad', 'robot'],
  ['[ANNOUNCE] tool 1.0', 'tool 1.0', 'announce'],
  ['[ANNOUNCEMENT] tool 1.0', 'tool 1.0', 'announce'],
  ['rust: x', 'rust: x', 'none'],
  ['', '', 'none'],
  ['[', '[', 'none'],
  ['[PATCH', '[PATCH', 'none'],
  ['[] x', '[] x', 'none'],
  ['[Example-devel] x', '[Example-devel] x', 'none'],
  ['[REGRESSION] x', '[REGRESSION] x', 'none'],
  ['rust thing (was: Re: [PATCH] x)', 'rust thing (was: Re: [PATCH] x)', 'none'],
  ['wg: fix a leak', 'wg: fix a leak', 'none'],
];

it.each(others)('%s', (subject, title, tag) => {
  expect(parseSubject(subject)).toMatchObject({ title, tag });
});

const replies: readonly (readonly [subject: string, depth: number, forwarded: boolean])[] = [
  ['Re: x', 1, false],
  ['RE: x', 1, false],
  ['Re : x', 1, false],
  ['Re:x', 1, false],
  ['Re: Re: x', 2, false],
  ['Re:Re: x', 2, false],
  ['Re[2]: x', 1, false],
  ['Re(3): x', 1, false],
  ['Aw: x', 1, false],
  ['AW: Re: x', 2, false],
  ['回复: x', 1, false],
  ['答复：x', 1, false],
  ['回覆: x', 1, false],
  ['Fwd: x', 0, true],
  ['FW: Re: x', 1, true],
  ['WG: x', 0, true],
  ['转发: x', 0, true],
  ['Subject: Re: x', 1, false],
  ['Re: (subset) [PATCH] x', 1, false],
  ['[Example-devel] Re: [PATCH] x', 1, false],
  ['Re: [Example-devel] [PATCH] x', 1, false],
  ['[EXTERNAL] RE: [PATCH v2] x', 1, false],
];

it.each(replies)('%s', (subject, replyDepth, forwarded) => {
  expect(parseSubject(subject)).toMatchObject({ title: 'x', replyDepth, forwarded });
});

describe('any subject', () => {
  const piece = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom(
      '[PATCH',
      ']',
      '[',
      'v2',
      '1/3',
      'Re:',
      'RFC',
      '[RFC]',
      ' ',
      'for',
      'v5.9',
      ':',
      '(subset)',
      'git pull',
      '回复：',
    ),
  );
  const anySubject = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(' '));

  it('never throws; the title is an end of it and is understood no further', () => {
    fc.assert(
      fc.property(anySubject, (subject) => {
        const line = parseSubject(subject);
        expect(foldSpaces(subject).endsWith(line.title)).toBe(true);
        if (line.patch === undefined && line.tag === 'none') {
          expect(parseSubject(line.title)).toEqual({ ...line, replyDepth: 0, forwarded: false });
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('folds blanks once and for all', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const folded = foldSpaces(text);
        expect(folded).not.toMatch(/\s\s|\p{Cc}|^\s|\s$/u);
        expect(foldSpaces(folded)).toBe(folded);
      }),
    );
  });

  it('reads what it writes', () => {
    const count = fc.integer({ min: 1, max: 99 });
    fc.assert(
      fc.property(
        count,
        count,
        fc.boolean(),
        fc.constantFrom('', 'net-next ', '6.12 '),
        (revision, total, rfc, tree) => {
          const part = Math.ceil(total / 2);
          const line = parseSubject(
            `[${rfc ? 'RFC ' : ''}PATCH ${tree}v${revision} ${part}/${total}] rust: x`,
          );
          expect(line.patch).toMatchObject({
            revision,
            part,
            total,
            rfc,
            tree: tree.trim() || undefined,
            inferred: [],
          });
        },
      ),
    );
  });
});
