export type Union = {
  readonly join: (one: number, other: number) => void;
  /** Each group ascending, the groups by their smallest. */
  readonly groups: () => number[][];
};

/** Which of `size` things belong together. The smallest of a group stands for it, whatever the order of joining. */
export function createUnion(size: number): Union {
  const up = Array.from({ length: size }, (_, at) => at);
  const top = (of: number): number => {
    let at = of;
    for (let above = up[at] ?? at; above !== at; above = up[at] ?? at) {
      up[at] = up[above] ?? above;
      at = above;
    }
    return at;
  };
  return {
    join: (one, other) => {
      const [small, large] = [top(one), top(other)].sort((a, b) => a - b);
      if (small !== undefined && large !== undefined) up[large] = small;
    },
    groups: () => {
      const groups = new Map<number, number[]>();
      for (let at = 0; at < size; at++) {
        const group = groups.get(top(at));
        if (group) group.push(at);
        else groups.set(top(at), [at]);
      }
      return [...groups.values()];
    },
  };
}
