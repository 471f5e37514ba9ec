import type { Classified } from '../../pipeline/classify.ts';
import type { CliCommand } from '../command.ts';
import { EXIT } from '../context.ts';
import { checkPaths } from '../paths.ts';

/** Lines are handed on once they are so long together (characters). */
const CHUNK = 65_536;

export const classifyCommand: CliCommand = {
  name: 'classify',
  arguments: '<path...>',
  summary: 'judge mails without a store: one JSON line a mail',
  detail:
    'Takes what import takes. Mails come in archive order; one that cannot be read gives a line that says why.',
  options: [
    { flags: '--jsonl', summary: 'JSON Lines; the only form there is' },
    { flags: '--full', summary: 'with the files of the diff and the trailers' },
  ],
  uses: ['config'],
  examples: ['classify linux-kbuild/git/0.git --jsonl', 'classify patch.eml --full'],
  run: async (paths, options, context) => {
    checkPaths(paths);
    const { readCatalog } = await import('../wiring.ts');
    const { findArchives } = await import('../../sources/archive/detect.ts');
    const { classify } = await import('../../pipeline/classify.ts');
    const { withScratchFolder } = await import('../scratch.ts');
    const { jsonLine } = await import('../json.ts');
    const { topic } = await readCatalog(context, options);
    const full = options.full === true;
    let lost = 0;
    await withScratchFolder(context, async (dataDir) => {
      for (const path of paths) {
        for (const reader of await findArchives(path, { dataDir, stdin: context.stdin })) {
          let lines = '';
          for await (const one of classify(reader, topic, { full })) {
            if ('unreadable' in one) lost++;
            lines += jsonLine('unreadable' in one ? one : mailObject(one, full));
            if (lines.length < CHUNK) continue;
            context.print(lines);
            lines = '';
          }
          context.print(lines);
        }
      }
    });
    return lost > 0 ? EXIT.losses : EXIT.done;
  },
};

/** One mail, judged: the public form. */
export function mailObject(
  { mail, lists, thread, verdict, reading, findings }: Classified,
  full: boolean,
): object {
  return {
    message_id: mail.messageId,
    lists,
    date: new Date(mail.date).toISOString(),
    from: { name: mail.from.name, email: mail.from.email },
    subject: mail.subject,
    kind: mail.kind,
    patch: patchObject(mail),
    in_reply_to: mail.inReplyTo ?? null,
    thread,
    verdict: {
      relevant: verdict.relevant,
      category: verdict.category,
      confidence: Math.round(verdict.confidence * 100) / 100,
      evidence: verdict.evidence.map(({ rule, where, text }) => ({ rule, where, text })),
    },
    milestones: findings.map(({ type, title, significance, key, evidence }) => ({
      type,
      title,
      significance,
      key,
      evidence,
    })),
    ...(full && {
      files: (reading?.files ?? []).map(({ path, added, removed }) => ({ path, added, removed })),
      trailers: (reading?.trailers ?? []).map(({ name, value }) => ({ name, value })),
    }),
  };
}

function patchObject({ kind, line }: Classified['mail']): object | null {
  if ((kind !== 'patch' && kind !== 'cover') || line.patch === undefined) return null;
  const { revision, part, total, rfc, resend, tree, inferred } = line.patch;
  return { revision, part, total, rfc, resend, tree: tree ?? null, inferred };
}
