import { setTimeout as sleep } from 'node:timers/promises';
import { aGateway, type GatewayEvent } from './a-gateway.ts';
import { readerOf } from './many-gateways.ts';
import type { TestAnswer } from './test-app.ts';

type Acknowledged = { readonly entry: number; readonly verdict: string };

/** So many unanswered reads, and nobody tries the door any more. */
const patience = 50;

/** A gateway as its firmware behaves: what was not acknowledged is sent again, in order, until it is. */
export type ReplayingGateway = {
  readonly id: string;
  readonly sent: ReadonlyMap<number, GatewayEvent>;
  /** First acknowledgement of each event. */
  readonly acknowledged: ReadonlyMap<number, Acknowledged>;
  /** Events acknowledged again that were told something else. */
  readonly contradicted: readonly number[];
  /** Reads some cards and posts them with all that is unacknowledged; false where nobody answered. */
  readonly work: (reads: number) => Promise<boolean>;
  /** Reads some cards and posts until somebody answers: what was refused for now is sent again. */
  readonly workUntilAnswered: (reads: number) => Promise<void>;
  /** Posts everything it ever sent once more. */
  readonly repeatAll: () => Promise<void>;
};

export function aReplayingGateway(
  id: string,
  numbers: readonly string[],
  post: (payload: unknown) => Promise<TestAnswer>,
): ReplayingGateway {
  const gateway = aGateway(post, () => new Date());
  const sent = new Map<number, GatewayEvent>();
  const acknowledged = new Map<number, Acknowledged>();
  const contradicted: number[] = [];
  let next = 0;

  function read(): void {
    const event = gateway.read(numbers[next % numbers.length] ?? '', readerOf(id));
    next += 1;
    sent.set(event.seq, event);
  }

  async function deliver(events: readonly GatewayEvent[]): Promise<boolean> {
    const answer = await gateway.post(...events).catch(() => undefined);
    if (answer?.status !== 200) return false;
    for (const { seq, entry, verdict } of answer.body.results) {
      const before = acknowledged.get(seq);
      if (before === undefined) acknowledged.set(seq, { entry, verdict });
      else if (before.entry !== entry || before.verdict !== verdict) contradicted.push(seq);
    }
    return true;
  }

  function work(reads: number): Promise<boolean> {
    if (sent.size - acknowledged.size < patience) for (let count = 0; count < reads; count += 1) read();
    return deliver([...sent.values()].filter(({ seq }) => !acknowledged.has(seq)));
  }

  async function persist(post: () => Promise<boolean>): Promise<void> {
    while (!(await post())) await sleep(20);
  }

  return {
    id,
    sent,
    acknowledged,
    contradicted,
    work,
    workUntilAnswered: (reads) => persist(() => work(reads)),
    async repeatAll() {
      const all = [...sent.values()];
      for (let start = 0; start < all.length; start += 500) {
        await persist(() => deliver(all.slice(start, start + 500)));
      }
    },
  };
}
