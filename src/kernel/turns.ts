/** Lets only so many do something at once; the others wait in the order they came. */
export type Turns = { readonly take: <Value>(work: () => Promise<Value>) => Promise<Value> };

export function buildTurns(atOnce: number): Turns {
  const waiting: (() => void)[] = [];
  let busy = 0;
  return {
    async take(work) {
      if (busy >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
      else busy += 1;
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next === undefined) busy -= 1;
        else next();
      }
    },
  };
}
