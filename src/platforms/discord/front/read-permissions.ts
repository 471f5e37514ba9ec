const ADMINISTRATOR = 1n << 3n;
const ALL = (1n << 64n) - 1n;

/** Permissions as Discord writes them, a decimal number of bits; none where it is not. An administrator may all. */
export function readPermissions(text: string | undefined): bigint {
  const bits = text !== undefined && /^\d{1,20}$/.test(text) ? BigInt(text) : 0n;
  return (bits & ADMINISTRATOR) === 0n ? bits : ALL;
}
