/**
 * How far a mail got. `open`: no session yet. `envelope`: sender and recipient. `body`: the server takes the mail, and
 * has not got the dot that ends it. `whole`: the dot was written; from here on it may have arrived.
 */
export type Phase = 'open' | 'envelope' | 'body' | 'whole';

/** What went wrong with a mail, in the protocol's terms. */
export type Trouble = {
  readonly phase: Phase;
  /** nodemailer's word: EAUTH, ECONNECTION, ESOCKET, ETIMEDOUT, EDNS, ETLS, EENVELOPE, EMESSAGE, EPROTOCOL; ours: ECERT, EABORT, EBUSY. */
  readonly code: string;
  /** What the server was asked: `MAIL FROM`, `RCPT TO`, `DATA`, `AUTH PLAIN`, `CONN`; '' where that is not known. */
  readonly command: string;
  /** The reply code of RFC 5321; undefined where the server said nothing. */
  readonly status: number | undefined;
  /** The server's words: outside text. */
  readonly response: string;
};

/** What Node says of certificates that are not trusted. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO|ISSUER|^ERR_(?:TLS|SSL)/;

/** Reads an error of nodemailer's. Throws it again where it is none of the outside world's. */
export function readTrouble(error: unknown, phase: Phase): Trouble {
  const code = field(error, 'code');
  if (!(error instanceof Error) || typeof code !== 'string') throw error;
  const status = field(error, 'responseCode');
  const response = field(error, 'response');
  const command = field(error, 'command');
  return {
    phase,
    code: CERTIFICATE.test(`${field(error, 'originalCode')}`) ? 'ECERT' : code,
    command: typeof command === 'string' ? command : '',
    status: typeof status === 'number' && status >= 200 && status < 600 ? status : undefined,
    response: typeof response === 'string' ? response : '',
  };
}

function field(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
}
