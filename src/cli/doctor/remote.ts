import { runMirrorGit } from '../../sources/mirror/run.ts';
import { explainFetch, hideCredentials, nameObstacle } from '../../sources/mirror/words.ts';
import { bad, type CheckResult, ok } from './check.ts';

const TIMEOUT = 30_000;

/** Whether a git repository can be read from; never fails. */
export type AskRemote = (name: string, url: string) => Promise<CheckResult>;

/** Asks by `git ls-remote`, which fetches nothing. */
export function createAskRemote(userAgent: string): AskRemote {
  return async (name, url) => {
    const args = ['-c', `http.userAgent=${userAgent}`, 'ls-remote', '--', url, 'HEAD', 'refs/heads/master'];
    const end = await runMirrorGit({ args, timeout: TIMEOUT });
    const where = hideCredentials(url);
    if (end.code === 0) {
      return end.printed === ''
        ? bad(name, `${where} is an empty repository`, 'check its address in the configuration')
        : ok(name, `${where} answers`);
    }
    const obstacle = nameObstacle(end);
    if (obstacle === 'no-git') return bad(name, 'cannot be asked without git', 'install git');
    const mend =
      obstacle === 'missing'
        ? 'check its address in the configuration'
        : 'check the network, and for git the proxy (HTTPS_PROXY, `git config http.proxy`) and certificates (`http.sslCAInfo`)';
    return bad(
      name,
      explainFetch(end, url, TIMEOUT)
        .replace(/^the mirror of /, '')
        .replace(' was not fetched', ' does not answer'),
      mend,
    );
  };
}
