/** The platforms that a target can be on, by the word before its first colon. */
export const PLATFORM_IDS = ['console', 'file', 'mailto', 'https', 'slack', 'discord'] as const;
export type PlatformId = (typeof PLATFORM_IDS)[number];

/** A place that can be posted to. */
export type Target = {
  readonly platform: PlatformId;
  /**
   * In canonical form: `mailto:a@b.org`, `https://host/path` (or `http://`), `console:`, `file:/abs/path`,
   * `slack:TEAM/CHANNEL`, `discord:GUILD/CHANNEL`. Two that mean one place have one text. May hold a secret.
   */
  readonly text: string;
};
