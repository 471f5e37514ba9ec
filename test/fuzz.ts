/**
 * How often a property is tried: all of it where everything is required (as in CI) or LOREWATCH_FUZZ says so, else a
 * twentieth. Always with the same seed, so that a run that passed passes again; LOREWATCH_SEED looks elsewhere.
 */
export function fuzz(runs: number): { readonly numRuns: number; readonly seed: number } {
  const { LOREWATCH_FUZZ: asked, LOREWATCH_SEED: seed, LOREWATCH_REQUIRE_ALL: all } = process.env;
  const numRuns = asked ? Number(asked) : all ? runs : Math.ceil(runs / 20);
  return { numRuns, seed: Number(seed ?? 20_261_121) };
}
