import { type Courier, createCourier } from './courier.ts';
import type { SmtpServer } from './smtp-url.ts';
import type { SmtpTimes } from './times.ts';

/** Connections at the same time: few, for servers limit them. */
const CONNECTIONS = 4;

/** Several couriers as one: a mail goes with the one that has the least to do. */
export function createCouriers(server: SmtpServer, times: SmtpTimes): Courier {
  const all = Array.from({ length: CONNECTIONS }, () => ({ courier: createCourier(server, times), busy: 0 }));
  return {
    bring: async (mail, signal) => {
      const one = all.reduce((least, other) => (other.busy < least.busy ? other : least));
      one.busy++;
      try {
        return await one.courier.bring(mail, signal);
      } finally {
        one.busy--;
      }
    },
    greet: (signal) => (all[0]?.courier ?? createCourier(server, times)).greet(signal),
    close: () => {
      for (const { courier } of all) courier.close();
    },
  };
}
