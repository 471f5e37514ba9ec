/**
 * What a message of Discord may hold, from its documentation. It counts characters as code points; here UTF-16 units
 * are counted, which are never fewer, so that what fits by our count fits by every other.
 */
export const LIMITS = {
  content: 2000,
  embeds: 10,
  /** All text of all embeds of a message. */
  embedsTogether: 6000,
  title: 256,
  author: 256,
  description: 4096,
  fields: 25,
  fieldName: 256,
  fieldValue: 1024,
  footer: 2048,
  rows: 5,
  buttons: 5,
  label: 80,
  customId: 100,
  buttonUrl: 512,
  embedUrl: 2048,
  files: 10,
  /** What tells of a picture those who do not see it. */
  fileDescription: 1024,
  threadName: 100,
  nonce: 25,
} as const;
