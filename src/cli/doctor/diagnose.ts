import type { Catalog } from '../../catalog/catalog.ts';
import { UserError } from '../../ports/errors.ts';
import type { Http } from '../../ports/http.ts';
import { chatChecks, type ReadChats } from './chat.ts';
import { bad, type Check, type CheckResult, ok, runChecks } from './check.ts';
import { type ClockReading, checkClock } from './clock.ts';
import { endpointChecks } from './endpoints.ts';
import { checkDisk, checkFolder, checkGit, checkNode, type FreeSpace } from './machine.ts';
import type { AskRemote } from './remote.ts';
import { checkStore } from './store.ts';

/** What is looked at: the machine, the configuration, the servers. */
export type Patient = {
  readonly node: string;
  /** What `git --version` prints; undefined where there is no git. */
  readonly askGit: () => Promise<string | undefined>;
  /** Folder of the store. */
  readonly folder: string;
  readonly freeSpace: FreeSpace;
  /** Throws UserError. */
  readonly readCatalog: () => Promise<Catalog>;
  /** Throws UserError where it is no contact. */
  readonly checkContact: (contact: string | undefined) => string;
  /** To be closed by the one who asks; throws UserError where a proxy is none. */
  readonly openHttp: (catalog: Catalog) => Promise<Http>;
  readonly createAskRemote: (userAgent: string) => AskRemote;
  readonly now: () => number;
  readonly readChats: ReadChats;
  /** Of what deliveries need: Redis, a mail server. */
  readonly services: readonly Check[];
};

export type OnCheck = (name: string, done: number, total: number) => void;

/** Checks one thing after the other. What needs a configuration is left out where there is none that holds. */
export async function diagnose(patient: Patient, onCheck: OnCheck): Promise<CheckResult[]> {
  const machine = await runChecks([...machineChecks(patient), ...patient.services], onCheck);
  const { catalog, result } = await tryCatalog(patient);
  if (catalog === undefined) return [...machine, result];
  const contact = checkReach(catalog, patient);
  const servers = await askServers(catalog, patient, onCheck);
  return [...machine, result, contact, ...servers];
}

function machineChecks({ node, askGit, folder, freeSpace }: Patient): Check[] {
  return [
    { name: 'Node.js', run: async () => [checkNode(node)] },
    { name: 'git', run: async () => [checkGit(await askGit())] },
    { name: 'data folder', run: async () => [await checkFolder(folder)] },
    { name: 'disk', run: async () => [await checkDisk(folder, freeSpace)] },
    { name: 'store', run: async () => [checkStore(folder)] },
  ];
}

async function tryCatalog({
  readCatalog,
}: Patient): Promise<{ readonly catalog: Catalog | undefined; readonly result: CheckResult }> {
  try {
    const catalog = await readCatalog();
    const { sources, topic } = catalog;
    return { catalog, result: ok('configuration', `holds: ${topic.title}, ${sources.length} sources`) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const mend = 'correct it there; the servers are asked when it holds';
    return { catalog: undefined, result: bad('configuration', error.message, mend) };
  }
}

function checkReach({ contact }: Catalog, { checkContact }: Patient): CheckResult {
  try {
    return ok('contact', checkContact(contact));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const found = contact === undefined ? 'nobody said who is asking' : error.message;
    return bad(
      'contact',
      found,
      'set LOREWATCH_CONTACT, or `contact` in the configuration, to a mail address or a page of yours',
    );
  }
}

async function askServers(catalog: Catalog, patient: Patient, onCheck: OnCheck): Promise<CheckResult[]> {
  let http: Http;
  try {
    http = await patient.openHttp(catalog);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [bad('proxy', error.message, 'correct HTTP_PROXY, HTTPS_PROXY and NO_PROXY')];
  }
  const readings: ClockReading[] = [];
  const { endpoints, sources } = catalog;
  const { createAskRemote, now } = patient;
  try {
    const askRemote = createAskRemote(http.userAgent);
    const onClock = (reading: ClockReading): void => void readings.push(reading);
    const checks = [
      ...chatChecks({ http, endpoints, readChats: patient.readChats }),
      ...endpointChecks({ http, askRemote, endpoints, sources, now, onClock }),
    ];
    const results = await runChecks(checks, onCheck);
    return [checkClock(readings), ...results];
  } finally {
    await http.close();
  }
}
