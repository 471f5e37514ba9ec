import type { CliCommand, OptionValues } from '../command.ts';
import { type CliContext, EXIT, isColored } from '../context.ts';
import type { OnCheck, Patient } from '../doctor/diagnose.ts';
import { plain } from '../plain.ts';

export const doctorCommand: CliCommand = {
  name: 'doctor',
  summary: 'checks the machine, the configuration and every server, and says how to mend what is wrong',
  detail: `Looks at Node.js, git, the data folder, the disk, the store, the configuration, the contact and the clock, and
asks every server and page that the sources need once, and Redis, the mail server, Slack and Discord where they are set. Changes
nothing. Exits with 1 where something is bad.`,
  options: [{ flags: '--json', summary: 'one JSON object' }],
  uses: ['data', 'config'],
  examples: ['doctor', 'doctor --json', 'doctor --config lorewatch.yaml'],
  run: async (_words, options, context) => {
    const { diagnose } = await import('../doctor/diagnose.ts');
    const progress = createDoctorProgress(context);
    const results = await diagnose(await createPatient(context, options), progress.update);
    progress.clear();
    const { doctorObject, doctorText } = await import('../doctor/told.ts');
    const { jsonLine } = await import('../json.ts');
    const { createStyle } = await import('../style.ts');
    const json = options.json === true;
    context.print(
      json ? jsonLine(doctorObject(results)) : doctorText(results, createStyle(isColored(context))),
    );
    return results.some(({ state }) => state === 'bad') ? EXIT.failed : EXIT.done;
  },
};

async function createPatient(context: CliContext, options: OptionValues): Promise<Patient> {
  const { dataFolder, readCatalog } = await import('../wiring.ts');
  const { freeSpace } = await import('../doctor/machine.ts');
  const { createAskRemote } = await import('../doctor/remote.ts');
  const { runMirrorGit } = await import('../../sources/mirror/run.ts');
  const { checkContact } = await import('../network.ts');
  const { redisChecks } = await import('../doctor/redis.ts');
  const { readServices } = await import('../services.ts');
  const { smtpChecks } = await import('../doctor/smtp.ts');
  const { redis, smtp, mailFrom } = context.settings;
  return {
    node: process.versions.node,
    askGit: async () => {
      const { code, printed } = await runMirrorGit({ args: ['--version'], timeout: 10_000 });
      return code === 0 ? printed.trim() : undefined;
    },
    folder: dataFolder(context, options),
    freeSpace,
    readCatalog: () => readCatalog(context, options),
    checkContact,
    // Without a contact too: what servers say to that is worth knowing.
    openHttp: async (catalog) => {
      const { userAgent } = await import('../user-agent.ts');
      const { createHttp } = await import('../../sources/http/client.ts');
      return createHttp({
        userAgent: userAgent(context.version, catalog.contact),
        pause: catalog.http.pause,
        proxy: context.settings.proxy,
        allowPrivate: catalog.http.allowPrivate,
        now: context.now,
      });
    },
    createAskRemote,
    now: context.now,
    readChats: () => readServices(context.settings),
    services: [...redisChecks(redis), ...smtpChecks({ url: smtp, from: mailFrom }, context.version)],
  };
}

/** "doctor: 3 of 27, lore ..." on stderr, drawn in place; nothing where stderr is no terminal. */
function createDoctorProgress(context: CliContext): { readonly update: OnCheck; readonly clear: () => void } {
  if (!context.stderrIsTty) return { update: () => {}, clear: () => {} };
  return {
    update: (name, done, total) => {
      const line = plain(`doctor: ${done + 1} of ${total}, ${name} ...`).slice(0, context.columns - 1);
      context.say(`\r\u001b[K${line}`);
    },
    clear: () => context.say('\r\u001b[K'),
  };
}
