import { randomBytes } from 'node:crypto';
import type { CpuTime } from './cpu-time.ts';
import { median, rounded } from './figures.ts';
import { officeSize } from './office.ts';

/** Numbers of cards: of a visitor, of whoever escorts them, and of two of the staff who come without anybody. */
export type Pair = {
  readonly visitor: string;
  readonly escort: string;
  readonly staff: readonly [string, string];
};

export type PairLoad = {
  readonly url: string;
  /** By gateway. */
  readonly tokens: readonly string[];
  readonly pairs: readonly Pair[];
  readonly cpuTime: () => Promise<CpuTime>;
  readonly rounds: number;
  readonly seconds: number;
};

export type PairFigures = {
  /** Pairs a second, twice, of the reads of staff a second: at least 1 where a pair costs two of them. */
  readonly toTwoReads: number;
  readonly pairsPerSecond: number;
  /** Microseconds of processor, service and database: of a pair, and of two reads of staff. */
  readonly pairUs: number;
  readonly twoReadsUs: number;
  /** At most 1 where a pair costs two of them. */
  readonly cpuToTwoReads: number;
};

/**
 * Visitors who read and wait, and whose escort reads and lets both through, against two reads of staff, in interleaved rounds. At
 * one door of each gateway somebody reads as soon as the one before was answered.
 */
export async function measurePair(load: PairLoad): Promise<PairFigures> {
  const post = buildPosts(load);
  const visitors = buildTurns(load, async (read, { visitor, escort }) => {
    await read(visitor, 'wait');
    await read(escort, 'grant');
  });
  const staff = buildTurns(load, async (read, { staff: [one, other] }) => {
    await read(one, 'grant');
    await read(other, 'grant');
  });
  const samples: { readonly pair: Sample; readonly two: Sample }[] = [];
  for (let round = 0; round <= load.rounds; round += 1) {
    const two = await sample(load, () => staff(post));
    const pair = await sample(load, () => visitors(post));
    if (round > 0) samples.push({ pair, two });
  }
  const middle = (figure: (one: (typeof samples)[number]) => number) => median(samples.map(figure));
  return {
    toTwoReads: rounded(middle(({ pair, two }) => pair.perSecond / two.perSecond)),
    pairsPerSecond: Math.round(middle(({ pair }) => pair.perSecond)),
    pairUs: Math.round(middle(({ pair }) => pair.us)),
    twoReadsUs: Math.round(middle(({ two }) => two.us)),
    cpuToTwoReads: rounded(middle(({ pair, two }) => pair.us / two.us)),
  };
}

type Post = (gateway: number, reader: string, number: string, verdict: 'grant' | 'wait') => Promise<void>;
type Read = (number: string, verdict: 'grant' | 'wait') => Promise<void>;

/** Posts a read of a card, as the next event of its gateway. */
function buildPosts({ url, tokens }: PairLoad): Post {
  const epoch = randomBytes(16).toString('hex');
  const last = new Map<number, number>();
  return async (gateway, reader, number, verdict) => {
    const seq = (last.get(gateway) ?? 0) + 1;
    last.set(gateway, seq);
    const card = { format: 'wiegand-26', facility: '1', number };
    const at = new Date().toISOString();
    const body = JSON.stringify({ epoch, events: [{ seq, kind: 'card-read', reader, at, card }] });
    const headers = { authorization: `Bearer ${tokens[gateway]}`, 'content-type': 'application/json' };
    const send = () => fetch(`${url}/api/v1/gateway/events`, { method: 'POST', headers, body });
    let answer = await send();
    // On a machine where others work, too: a gateway posts again what was not taken.
    while (answer.status === 503) answer = await send();
    const text = await answer.text();
    if (!text.includes(`"verdict":"${verdict}"`)) throw new Error(`${number} at ${reader}: ${text}`);
  };
}

/**
 * Goes through the doors of every gateway at once, in each with its share of the pairs and then in the next one: nobody is at a
 * door again before the time is over in which a visitor may follow their escort there. Answers how many turns were taken.
 */
function buildTurns(
  { pairs, seconds }: PairLoad,
  take: (read: Read, pair: Pair) => Promise<void>,
): (post: Post) => Promise<number> {
  const { gateways, doors } = officeSize;
  const share = Math.floor(pairs.length / gateways);
  const turns = new Array<number>(gateways).fill(0);
  return async (post) => {
    const end = performance.now() + 1000 * seconds;
    const taken = Array.from({ length: gateways }, async (_, gateway) => {
      let count = 0;
      for (; performance.now() < end; count += 1) {
        const turn = turns[gateway] ?? 0;
        turns[gateway] = turn + 1;
        const pair = pairs[gateway * share + (turn % share)];
        if (pair === undefined) throw new Error('too few pairs');
        const door = (gateway + gateways * Math.floor(turn / share)) % doors;
        await take((number, verdict) => post(gateway, `reader-room-${door + 1}`, number, verdict), pair);
      }
      return count;
    });
    return (await Promise.all(taken)).reduce((sum, count) => sum + count, 0);
  };
}

type Sample = { readonly perSecond: number; readonly us: number };

async function sample({ cpuTime, seconds }: PairLoad, drive: () => Promise<number>): Promise<Sample> {
  const before = await cpuTime();
  const count = await drive();
  const after = await cpuTime();
  const taken = after.service - before.service + after.database - before.database;
  return { perSecond: count / seconds, us: (1000 * taken) / count };
}
