import type { Topic } from '../topic.ts';

const MAX_WORDS = 8;

/** The words of a text that have the topic's letters in them, each once, in order: `robust`, `trusted`. */
export function lookalikes(topic: Topic, text: string): string[] {
  const words = new Set<string>();
  for (const [word] of text.matchAll(/[\p{L}\p{N}_.@/-]{3,60}/gu)) {
    if (topic.letters.test(word)) words.add(word);
    if (words.size >= MAX_WORDS) break;
  }
  return [...words];
}
