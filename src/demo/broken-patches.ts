import type { Broken } from './broken.ts';
import { diffstat, diffText, edit } from './diff.ts';
import { base64Lines } from './encode.ts';

const change = edit(
  'rust/kernel/time.rs',
  154,
  'impl Delta',
  '     /// Whole seconds.\n-    pub fn as_secs(self) -> i64 {\n-        self.nanos / NSEC_PER_SEC\n+    pub const fn as_secs(self) -> i64 {\n+        self.nanos / NSEC_PER_SEC as i64\n     }\n',
);
const diff = `${diffstat([change])}\n\n${diffText([change])}\n-- \n2.51.0\n`;
const tidy = edit(
  'scripts/depmod.sh',
  12,
  '',
  ' DEPMOD=depmod\n-if test $# -ne 1; then\n+if test "$#" -ne 1; then\n 	echo "Usage: $0 <kernelrelease>" >&2\n',
);
const tidyDiff = `${diffstat([tidy])}\n\n${diffText([tidy])}\n-- \n2.51.0\n`;

const multipart = (type: string, boundary: string): Record<string, string | null> => ({
  'Content-Type': `multipart/${type}; boundary="${boundary}"`,
  'Content-Transfer-Encoding': null,
});

function parts(boundary: string, ...contents: [header: string, body: string][]): Buffer {
  const middle = contents.map(([header, body]) => `--${boundary}\n${header}\n\n${body}\n`).join('');
  return Buffer.from(`This is a multi-part message in MIME format.\n${middle}--${boundary}--\n`, 'utf8');
}

const plain = 'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 7bit';
const signature =
  '-----BEGIN PGP SIGNATURE-----\n\niHUEARYKAB0WIQTdemoDemoDemoDemoDemoDemoDemoFAmnIAAAKCRDdemoDemo\n=demo\n-----END PGP SIGNATURE-----\n';
const footer =
  '_______________________________________________\nlinux-kbuild mailing list\nhttps://lists.example.org/mailman/listinfo/linux-kbuild\n';

/** Patches and answers in wrappings other than plain text. */
export const brokenPatches: Broken[] = [
  {
    defect: 'multipart-signed',
    by: 'ghislain',
    subject: '[PATCH] rust: time: make `Delta::as_secs()` const',
    body: '',
    list: 'rust-for-linux',
    category: 'code',
    headers: {
      'Content-Type':
        'multipart/signed; micalg=pgp-sha512;\n\tprotocol="application/pgp-signature"; boundary="sig-3f9a"',
      'Content-Transfer-Encoding': null,
    },
    rawBody: parts(
      'sig-3f9a',
      [
        plain,
        `Signed, and readable nevertheless.\n\nSigned-off-by: Ghislain d'Orbeville <ghislain@core.example.org>\n---\n${diff}`,
      ],
      ['Content-Type: application/pgp-signature; name="signature.asc"', signature],
    ),
  },
  {
    defect: 'patch-as-attachment',
    by: 'kofi',
    subject: 'rust: time: a patch for `Delta`',
    body: '',
    list: 'rust-for-linux',
    category: 'code',
    kind: 'other',
    headers: multipart('mixed', 'att-77c1'),
    rawBody: parts(
      'att-77c1',
      [plain, 'My provider breaks long lines, so the patch is attached.\n'],
      [
        'Content-Type: text/x-patch; charset=us-ascii; name="0001-rust-time.patch"\nContent-Disposition: attachment; filename="0001-rust-time.patch"\nContent-Transfer-Encoding: base64',
        base64Lines(Buffer.from(diff)),
      ],
    ),
  },
  {
    defect: 'quoted-printable-patch',
    by: 'tiberiu',
    subject: '[PATCH] kbuild: quote the number of arguments in depmod.sh',
    body: `The equals signs of this patch arrive as =3D.\n\nSigned-off-by: Tiberiu Nechiforescu <tiberiu@carpat.example.com>\n---\n${tidyDiff}`,
    encoding: 'quoted-printable',
    charset: 'utf-8',
  },
  {
    defect: 'base64-patch',
    by: 'dana',
    subject: '[PATCH v2] rust: time: make `Delta::as_secs()` const',
    body: `All of this is base64, as some companies want it.\n\nSigned-off-by: Dana Oyelowo-Marsh <dana@saltmarsh.example.com>\n---\n${diff}`,
    encoding: 'base64',
    charset: 'utf-8',
    list: 'rust-for-linux',
    category: 'code',
  },
  {
    defect: 'mailman-footer',
    by: 'seoyeon',
    subject: 'Re: [PATCH] kbuild: quote the number of arguments in depmod.sh',
    body: '',
    headers: multipart('mixed', 'foot-2b00'),
    rawBody: parts(
      'foot-2b00',
      [plain, 'Applied, thanks.\n'],
      [
        'Content-Type: text/plain; charset="us-ascii"\nContent-Transfer-Encoding: base64\nContent-Disposition: inline',
        base64Lines(Buffer.from(footer)),
      ],
    ),
  },
  {
    defect: 'html-alternative',
    by: 'cuau',
    subject: 'Re: [PATCH] kbuild: quote the number of arguments in depmod.sh',
    body: '',
    headers: multipart('alternative', 'alt-91d4'),
    rawBody: parts(
      'alt-91d4',
      [plain, 'Works for me.\n'],
      [
        'Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 7bit',
        '<html><body><p style="color:red">Works for <b>me</b>.</p></body></html>\n',
      ],
    ),
  },
  {
    defect: 'unclosed-multipart',
    by: 'ravindu',
    subject: 'Re: [PATCH] kbuild: quote the number of arguments in depmod.sh',
    body: '',
    headers: multipart('mixed', 'open-5e5e'),
    rawBody: Buffer.from(`--open-5e5e\n${plain}\n\nThe rest of this mail was lost.\n`),
  },
];
