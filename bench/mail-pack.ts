/** Mails one behind the other, each with its length in four bytes before it. */
export function packMails(mails: readonly Buffer[]): Buffer {
  return Buffer.concat(
    mails.flatMap((mail) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(mail.length);
      return [length, mail];
    }),
  );
}

export function unpackMails(pack: Buffer): Buffer[] {
  const mails: Buffer[] = [];
  for (let at = 0; at < pack.length; ) {
    const end = at + 4 + pack.readUInt32BE(at);
    mails.push(pack.subarray(at + 4, end));
    at = end;
  }
  return mails;
}
