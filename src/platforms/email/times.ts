/** How long things may take, ms. */
export type SmtpTimes = {
  /** Until a session stands: name, connection, greeting, TLS. */
  readonly connect: number;
  readonly greeting: number;
  /** Without a byte. */
  readonly silence: number;
  /** Until a mail is on its way as a whole. */
  readonly send: number;
  /** From then until the server has said something. */
  readonly answer: number;
  /** That an answer on its way is waited for when the program stops. */
  readonly grace: number;
  /** That a mail waits for those before it. */
  readonly turn: number;
  /** That a connection without work is kept. */
  readonly idle: number;
  /** Between a mail and the dot behind it: at least, at most. */
  readonly hold: readonly [number, number];
};

export const SMTP_TIMES: SmtpTimes = {
  connect: 10_000,
  greeting: 10_000,
  silence: 25_000,
  send: 25_000,
  answer: 25_000,
  grace: 2000,
  turn: 15_000,
  idle: 15_000,
  hold: [50, 300],
};
