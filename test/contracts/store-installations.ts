import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/ports/store.ts';

const NOON = Date.parse('2026-04-02T12:00:00Z');

/** What a store keeps of installations of chat platforms. */
export function describeInstallations(name: string, openAt: (clock: () => number) => Store): void {
  describe(`${name}: installations`, () => {
    it('are kept by their tenant, the last word counts', () => {
      const store = openAt(() => NOON);
      expect(store.installation('slack:T1/')).toBeUndefined();
      store.keepInstallation('slack:T1/', 'old');
      store.keepInstallation('slack:T1/', 'new');
      store.keepInstallation('slack:T2/', 'other');
      expect(store.installation('slack:T1/')).toBe('new');
      expect(store.installation('slack:T2/')).toBe('other');
    });

    it('are listed by how their tenant begins, and wildcards are letters', () => {
      const store = openAt(() => NOON);
      for (const tenant of ['slack:T2/', 'slack:T1/', 'discord:1/', 'slack%/'])
        store.keepInstallation(tenant, 's');
      const tenants = (prefix: string) => store.installations(prefix).map(({ tenant }) => tenant);
      expect(tenants('slack:')).toEqual(['slack:T1/', 'slack:T2/']);
      expect(tenants('slack%')).toEqual(['slack%/']);
      expect(tenants('_')).toEqual([]);
      expect(tenants('')).toHaveLength(4);
    });

    it('go, and only the one that was meant', () => {
      const store = openAt(() => NOON);
      store.keepInstallation('slack:T1/', 'a');
      store.keepInstallation('slack:T10/', 'b');
      expect(store.dropInstallation('slack:T1/')).toBe(true);
      expect(store.dropInstallation('slack:T1/')).toBe(false);
      expect(store.installations('slack:')).toEqual([{ tenant: 'slack:T10/', sealed: 'b' }]);
      expect(store.brake()).toBeUndefined();
    });
  });
}
