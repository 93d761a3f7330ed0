import type { Clock } from './clock.ts';

/**
 * Asks at most once in `everyMs` and never twice at once: whoever asks meanwhile is given the last answer, for what anybody
 * may ask costs the same however often it is asked. A failed answer is not kept.
 */
export function atMostEvery<Value>(
  everyMs: number,
  clock: Clock,
  ask: () => Promise<Value>,
): () => Promise<Value> {
  let last: { readonly askedAt: number; readonly answer: Promise<Value>; over: boolean } | undefined;
  return () => {
    const now = clock.now().getTime();
    // Also where the clock was set back.
    if (last !== undefined && !(last.over && Math.abs(now - last.askedAt) >= everyMs)) return last.answer;
    const asked = { askedAt: now, answer: ask(), over: false };
    last = asked;
    asked.answer.then(
      () => {
        asked.over = true;
      },
      () => {
        if (last === asked) last = undefined;
      },
    );
    return asked.answer;
  };
}
