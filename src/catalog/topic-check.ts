import type { Topic } from '../domain/topic.ts';

/** A half-wired topic is our mistake, and fatal: two rules of one name, a rule or a milestone type without examples. */
export function checkTopic({
  id,
  rules,
  areas,
  milestones,
}: Pick<Topic, 'id' | 'rules' | 'areas' | 'milestones'>): void {
  const seen = new Set<string>();
  for (const rule of rules) {
    if (seen.has(rule.id)) throw new Error(`topic ${id}: two rules are called ${rule.id}`);
    if (rule.examples.yes.length === 0) throw new Error(`topic ${id}: rule ${rule.id} has no example`);
    seen.add(rule.id);
  }
  for (const type of milestones) {
    if (seen.has(type.id)) throw new Error(`topic ${id}: a rule and a milestone type are called ${type.id}`);
    if (type.examples.yes.length === 0) throw new Error(`topic ${id}: milestone ${type.id} has no example`);
    seen.add(type.id);
  }
  const names = new Set(areas.map(({ area }) => area));
  if (names.size !== areas.length) throw new Error(`topic ${id}: two areas have one name`);
}
