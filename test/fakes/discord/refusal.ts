/** A no, in Discord's words. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: number;
  readonly more: Readonly<Record<string, unknown>>;
  /** Whether it is the caller's fault, and no state of the world. */
  readonly violation: string | undefined;
  constructor(
    status: number,
    code: number,
    message: string,
    options: { readonly more?: Readonly<Record<string, unknown>>; readonly violation?: string } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.more = options.more ?? {};
    this.violation = options.violation;
  }
}

const KNOWN = {
  unknownChannel: [404, 10003, 'Unknown Channel'],
  unknownGuild: [404, 10004, 'Unknown Guild'],
  unknownMember: [404, 10007, 'Unknown Member'],
  unknownMessage: [404, 10008, 'Unknown Message'],
  unknownUser: [404, 10013, 'Unknown User'],
  unknownWebhook: [404, 10015, 'Unknown Webhook'],
  unknownCommand: [404, 10063, 'Unknown application command'],
  crossposted: [400, 40033, 'This message has already been crossposted.'],
  missingAccess: [403, 50001, 'Missing Access'],
  otherAuthor: [403, 50005, 'Cannot edit a message authored by another user'],
  cannotDm: [403, 50007, 'Cannot send messages to this user'],
  notText: [400, 50008, 'Cannot send messages in a non-text channel'],
  missingPermissions: [403, 50013, 'Missing Permissions'],
  wrongKind: [400, 50024, 'Cannot execute action on this channel type'],
  archived: [400, 50083, 'Thread is archived'],
  inForum: [400, 40058, 'Cannot send messages in a forum channel'],
  hasThread: [400, 160004, 'A thread has already been created for this message'],
  locked: [400, 160005, 'This thread is locked'],
} as const satisfies Record<string, readonly [number, number, string]>;

/** Says that the world is not so: no mistake of the one who asked. */
export function refuse(what: keyof typeof KNOWN): Refusal {
  const [status, code, message] = KNOWN[what];
  return new Refusal(status, code, message);
}

/** Says that the caller broke the contract. */
export function broken(status: number, code: number, message: string, detail = message): Refusal {
  return new Refusal(status, code, message, { violation: detail });
}
