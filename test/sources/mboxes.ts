/** An mboxrd as public-inbox writes it: every `From ` line of a mail gets one more `>`. */
export function toMbox(mails: readonly Buffer[]): Buffer {
  return Buffer.concat(
    mails.flatMap((mail) => [
      Buffer.from('From mboxrd@z Thu Jan  1 00:00:00 1970\n'),
      Buffer.from(mail.toString('latin1').replace(/^(>*From )/gm, '>$1'), 'latin1'),
      Buffer.from('\n'),
    ]),
  );
}
