export type MailParts = {
  readonly id: string;
  readonly subject?: string;
  readonly from?: string;
  readonly cc?: string;
  readonly inReplyTo?: string;
  readonly references?: readonly string[];
  readonly list?: string;
  /** Seconds. */
  readonly date?: number;
  readonly body?: string;
};

export const START = Date.UTC(2025, 5, 1) / 1000;

export const RUST_DIFF = [
  'diff --git a/rust/kernel/gizmo.rs b/rust/kernel/gizmo.rs',
  '--- a/rust/kernel/gizmo.rs',
  '+++ b/rust/kernel/gizmo.rs',
  '@@ -1,2 +1,2 @@',
  '-fn old() {}',
  '+fn new() {}',
  ' // end',
  '',
].join('\n');

export const C_DIFF = [
  'diff --git a/drivers/gizmo.c b/drivers/gizmo.c',
  '--- a/drivers/gizmo.c',
  '+++ b/drivers/gizmo.c',
  '@@ -1,2 +1,2 @@',
  '-int old;',
  '+int new;',
  ' /* end */',
  '',
].join('\n');

/** A mail as a mailer would write it; the same parts give the same bytes. */
export function makeMail(parts: MailParts): Buffer {
  const {
    id,
    subject = 'Hello',
    from = 'Jane Doe <jane@example.org>',
    cc,
    inReplyTo,
    references,
    list,
  } = parts;
  const date = new Date((parts.date ?? START) * 1000).toUTCString().replace('GMT', '+0000');
  const header = [
    `Received: from a.example.org by b.example.org; ${date}`,
    `From: ${from}`,
    'To: someone@example.org',
    ...(cc ? [`Cc: ${cc}`] : []),
    `Subject: ${subject}`,
    `Date: ${date}`,
    `Message-ID: <${id}>`,
    ...(inReplyTo ? [`In-Reply-To: <${inReplyTo}>`] : []),
    ...(references?.length ? [`References: ${references.map((one) => `<${one}>`).join('\n ')}`] : []),
    ...(list ? [`List-Id: <${list}.example.org>`] : []),
  ];
  return Buffer.from(`${header.join('\n')}\n\n${parts.body ?? `Words of ${id}.\n`}`);
}

/** `count` mails that have nothing to do with each other. */
export function makeMails(count: number, name = 'mail'): Buffer[] {
  return Array.from({ length: count }, (_, n) =>
    makeMail({ id: `${name}-${n}@example.org`, date: START + n }),
  );
}
