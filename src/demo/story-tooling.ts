import { create, edit } from './diff.ts';
import { maintainersEntry } from './driver-code.ts';
import { patch } from './patches.ts';
import { signature } from './people.ts';
import type { SeriesSpec } from './series-spec.ts';

/** Documentation, two revisions within the week. */
export const safetyDocs: SeriesSpec = {
  key: 'safety-docs',
  title: 'docs: rust: show how to write a safety comment',
  author: 'anneli',
  style: 'b4',
  slug: 'safety-comments',
  lists: ['rust-for-linux'],
  to: ['mireille', 'tanvi'],
  cc: ['linux-doc@vger.kernel.org'],
  intro: '',
  patches: [
    patch(
      'docs',
      'docs: rust: show how to write a safety comment',
      'Half of all review comments on this list are about safety comments. Show one\nthat is good, one that is not, and why.',
      create(
        'Documentation/rust/safety-comments.rst',
        '.. SPDX-License-Identifier: GPL-2.0\n\nSafety comments\n===============\n\nA safety comment answers one question: why is this call allowed *here*?\n\nNot enough::\n\n\t// SAFETY: `ptr` is valid.\n\nBetter::\n\n\t// SAFETY: By the type invariant, `self.ptr` points at a live `struct\n\t// device`, and `&self` keeps it alive for the whole call.\n',
      ),
      edit(
        'Documentation/rust/index.rst',
        38,
        '',
        '     coding-guidelines\n+    safety-comments\n     arch-support\n     testing\n',
      ),
    ),
  ],
  revisions: [
    {
      at: 5.8,
      number: 1,
      reviews: [
        {
          part: 1,
          by: 'tanvi',
          after: 5,
          say: 'I will link to this from every review from now on. Could the bad example say what goes wrong?',
          answer: 'Yes, v2 has a story about a device that was not there any more.',
        },
      ],
    },
    {
      at: 3.3,
      number: 2,
      changes: ['Explain what goes wrong (Tanvi)'],
      reviews: [
        { part: 1, by: 'tanvi', after: 4, tag: 'Reviewed-by' },
        { part: 1, by: 'philip', after: 20, say: 'Second paragraph: "a answer" should be "an answer".' },
      ],
    },
  ],
};

/** A make target, to both lists. */
export const rustfmtTarget: SeriesSpec = {
  key: 'rustfmt-changed',
  title: 'kbuild: rust: add `rustfmtchanged` target',
  author: 'mateus',
  style: 'git',
  slug: 'rustfmtchanged',
  lists: ['linux-kbuild', 'rust-for-linux'],
  to: ['leopold', 'mireille'],
  intro: '',
  patches: [
    patch(
      'build',
      'kbuild: rust: add `rustfmtchanged` target',
      '`make rustfmt` takes four seconds here by now and touches files that I did not\nchange. Add a target that only looks at what differs from HEAD.',
      edit(
        'Makefile',
        1893,
        '',
        " rustfmtcheck: rustfmt_flags = --check\n rustfmtcheck: rustfmt\n \n+PHONY += rustfmtchanged\n+rustfmtchanged:\n+	$(Q)git diff --name-only --diff-filter=d HEAD -- '*.rs' | \\\n+		xargs -r $(RUSTFMT) $(rustfmt_flags)\n+\n # Misc\n # ---------------------------------------------------------------------------\n",
      ),
    ),
  ],
  revisions: [
    {
      at: 4.2,
      number: 1,
      reviews: [
        {
          part: 1,
          by: 'leopold',
          after: 7,
          say: 'What does it do in a tarball?',
          answer: 'It fails, with a message from git that nobody will understand. I will check for .git.',
        },
        { part: 1, by: 'rhiannon', after: 9, tag: 'Tested-by', say: 'Saves me a coffee a day.' },
      ],
    },
  ],
};

/** Who looks after the allocator. */
export const allocReviewer: SeriesSpec = {
  key: 'alloc-reviewer',
  title: 'MAINTAINERS: add reviewer for Rust allocation APIs',
  author: 'dana',
  style: 'b4',
  slug: 'alloc-reviewer',
  lists: ['rust-for-linux'],
  to: ['mireille', 'jorn'],
  intro: '',
  patches: [
    patch(
      'maintainers',
      'MAINTAINERS: add reviewer for Rust allocation APIs',
      'I would like to help with reviews of `rust/kernel/alloc`, as I have been doing\nfor a year anyway.',
      maintainersEntry('ALLOCATION APIS', signature('dana'), 'rust/kernel/alloc/'),
    ),
  ],
  revisions: [
    {
      at: 2.05,
      number: 1,
      reviews: [
        { part: 1, by: 'jorn', after: 3, tag: 'Acked-by', say: 'Very welcome.' },
        { part: 1, by: 'mireille', after: 8, tag: 'Acked-by', say: 'Long overdue, thank you Dana.' },
      ],
    },
  ],
};
