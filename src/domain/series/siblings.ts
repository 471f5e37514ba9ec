import { type MessageId, toMessageId } from '../ids.ts';

const NUMBERED = /^(\d{14}\.\d{1,10}|\d{8}-.{1,200}-v\d{1,3})-(\d{1,4})-([^\s-].*)$/;

/**
 * The Message-ID that another part of the same posting has, where git-send-email counted them
 * (`20210414184604.23473-3-a@b`). b4's ids end in a hash that all parts share
 * (`20240729-name-v4-1-2a664b082ea4@c`). undefined where the id is of another make.
 */
export function siblingId(messageId: string, part: number, wanted: number): MessageId | undefined {
  const [, start, counted, end] = NUMBERED.exec(messageId) ?? [];
  if (counted === undefined) return undefined;
  const place = Number(counted) + wanted - part;
  return place < 0 ? undefined : toMessageId(`${start}-${place}-${end}`);
}
