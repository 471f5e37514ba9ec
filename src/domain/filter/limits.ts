/** What one filter may cost. Terms count every value of a comma list; depth counts parentheses and negations. */
export const FILTER_LIMITS = { characters: 1000, depth: 20, terms: 64 } as const;
