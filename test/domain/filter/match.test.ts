import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { negate } from '../../../src/domain/filter/ast.ts';
import { matchFilter } from '../../../src/domain/filter/match.ts';
import { parseFilter } from '../../../src/domain/filter/parse.ts';
import { BLANK_SUBJECT, type FilterSubject } from '../../../src/domain/filter/subject.ts';
import { searchableText } from '../../../src/domain/filter/tokens.ts';
import { anyFilter, anySubject } from './arbitrary.ts';

const title = '[PATCH v3 2/7] rust: pci: Add MSI-X to `pci::Device`';
const body = 'The trusted Bindgen, see CVE-2026-1234, needs pin_init and dma_alloc.\nÖzkan said so.';

const mail: FilterSubject = {
  text: searchableText(title, body),
  subject: title,
  author: { name: 'Onur Özkan', email: 'work@onurozkan.dev' },
  kind: 'patch',
  lists: ['rust-for-linux', 'linux-pci'],
  paths: ['rust/kernel/pci.rs', 'drivers/gpu/nova-core/gpu.rs', 'drivers/pci/Kconfig'],
  areas: ['pci', 'drm/nova'],
  category: 'code',
  relevant: 'yes',
  milestones: ['first-driver'],
  state: 'applied',
  revision: 3,
  series: ['v1@example.org', 'v3@example.org'],
  flags: ['revised'],
  tags: ['Reviewed-by', 'Acked-by'],
  date: Date.parse('2026-03-01T12:00:00Z'),
};

function matches(text: string, subject = mail): boolean {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return matchFilter(parsed.filter, subject);
}

describe('matchFilter', () => {
  it.each([
    '',
    'bindgen',
    'BINDGEN rust',
    'özkan',
    'OZKAN',
    'bindg*',
    '"the trusted bindgen"',
    '"needs pin_init"',
    'cve-2026-1234',
    'cve-2026-1*',
    'CVE-2026-*',
    'pci::Device',
    'nothing OR bindgen',
    '-nothing',
    '-(nothing bindgen)',
    'area:drm',
    'area:DRM/',
    'area:drm/nova',
    'area:any',
    'author:ozkan',
    'author:"özkan <work@"',
    'author:*@onurozkan.dev',
    'author:onurozkan.dev',
    'author:"Onur Özkan <work@onurozkan.dev>"',
    'list:linux-pci@vger.kernel.org',
    'list:linux-*',
    'path:drivers/gpu/**',
    'path:drivers/gpu',
    'path:/drivers/gpu/',
    'path:drivers/**/gpu.rs',
    'path:*.rs',
    'path:kconfig',
    'path:rust/kernel/pci.rs',
    'path:rust/*/p?i.rs',
    'revision:3',
    'revision:>2 revision:<=3',
    'is:revised',
    'is:applied',
    'tag:reviewed-by',
    'tag:*-by',
    'since:2026-03-01 until:2026-03-01',
    'subject:"rust pci"',
    'subject:msi*',
    'state:applied relevant:yes milestone:first-driver',
  ])('%j fits', (text) => {
    expect(matches(text)).toBe(true);
  });

  it.each([
    'bind',
    'rust nothing',
    '-bindgen',
    'trust',
    '"bindgen trusted"',
    '"trusted see"',
    'pin',
    'init',
    'dma_al',
    'nova*',
    'area:dr',
    'area:nova',
    'author:miguel',
    'author:onur*dev',
    'list:linux',
    'path:drivers/*',
    'path:drivers/g',
    'path:gpu',
    'path:*.c',
    'path:*/pci.rs',
    'kind:reply',
    'revision:>3',
    'revision:<3',
    'is:new,rfc',
    'tag:tested-by',
    'since:2026-03-02',
    'until:2026-02-28',
    'subject:bindgen',
    'milestone:first',
  ])('%j does not', (text) => {
    expect(matches(text)).toBe(false);
  });

  it('finds nothing in a subject of which nothing is known', () => {
    for (const text of ['a', 'a*', 'area:any', 'milestone:any', 'revision:>=0', 'path:**', 'kind:patch']) {
      expect(matches(text, BLANK_SUBJECT)).toBe(false);
    }
  });

  it('holds for exactly one of a filter and its opposite', () => {
    fc.assert(
      fc.property(anyFilter, anySubject, (filter, subject) => {
        if (filter.kind === 'all') return;
        expect(matchFilter(negate(filter), subject)).toBe(!matchFilter(filter, subject));
      }),
    );
  });
});
