/**
 * Remembers the last `most` words: whether one is there for the first time. What Discord sends again after a lost
 * connection is known by it; the oldest are forgotten.
 */
export function createSeen(most: number): (word: string) => boolean {
  const words = new Set<string>();
  return (word) => {
    if (words.has(word)) return false;
    words.add(word);
    for (const oldest of words) {
      if (words.size <= most) break;
      words.delete(oldest);
    }
    return true;
  };
}
