import { randomBytes } from 'node:crypto';
import { percentile } from './figures.ts';
import { aRead } from './load.ts';

/** Somebody at each of these doors reads a card as soon as the one before was answered. */
const doorsInUse = 8;

/** Milliseconds that each card read took until `end`. */
export async function readUntil(
  url: string,
  tokens: readonly string[],
  end: Promise<unknown>,
): Promise<readonly number[]> {
  const took: number[] = [];
  const epoch = randomBytes(16).toString('hex');
  let over = false;
  let nth = 0;
  async function readOn(): Promise<void> {
    while (!over) {
      const { gateway, ...event } = aRead(nth);
      nth += 1;
      // The first gateway uploads.
      if (gateway === 0) continue;
      const started = performance.now();
      const answer = await fetch(`${url}/api/v1/gateway/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${tokens[gateway]}`, 'content-type': 'application/json' },
        body: JSON.stringify({ epoch, events: [event] }),
      });
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`a card read was answered ${answer.status}`);
      took.push(performance.now() - started);
    }
  }
  const reading = Promise.all(Array.from({ length: doorsInUse }, readOn));
  await Promise.race([end, reading]);
  over = true;
  await Promise.all([end, reading]);
  return took;
}

export function p99(samples: readonly number[]): number {
  return percentile(samples, 0.99);
}
