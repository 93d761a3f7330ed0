import { setTimeout as sleep } from 'node:timers/promises';

type Asking = {
  /** Milliseconds between two attempts. */
  readonly pause: number;
  readonly signal: AbortSignal;
  /** Called once, when the service is first too busy. */
  readonly onBusy?: (status: number) => void;
};

const patienceMs = 10_000;

/**
 * Reads a path of the service below its API, and asks again for as long as the service says that this helps. Undefined where nothing answers within ten
 * seconds, or the signal is aborted.
 */
export async function askService(
  { base, token }: { readonly base: URL; readonly token: string },
  path: string,
  { pause, signal, onBusy }: Asking,
): Promise<{ readonly status: number; readonly text: string } | undefined> {
  let isBusy = false;
  try {
    for (;;) {
      const answer = await fetch(new URL(`/api/v1/${path}`, base), {
        headers: { authorization: `Bearer ${token}` },
        signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
      });
      const text = await answer.text();
      if (!comesBack(answer.status)) return { status: answer.status, text };
      if (!isBusy) onBusy?.(answer.status);
      isBusy = true;
      await sleep(pause, undefined, { signal });
    }
  } catch {
    return undefined;
  }
}

/** Whether a status says to come again: too busy, starting or stopping; a proxy whose service is away. */
export function comesBack(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}
