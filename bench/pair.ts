import { randomBytes } from 'node:crypto';
import type { CpuTime } from './cpu-time.ts';
import { median, medianInterval, rounded } from './figures.ts';
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
  /** At how many doors of each gateway somebody reads at once; as many as it has, or one of them. */
  readonly doorsAtOnce: number;
  readonly cpuTime: () => Promise<CpuTime>;
  readonly rounds: number;
  readonly seconds: number;
};

export type PairFigures = {
  /** Pairs a second by the clock, of twice as many reads of staff: at least 1 where a pair costs two of them. */
  readonly toTwoReads: number;
  readonly pairsPerSecond: number;
  /** Microseconds of processor: of a pair, and of two reads of staff. */
  readonly pairServiceUs: number;
  readonly twoReadsServiceUs: number;
  readonly pairDatabaseUs: number;
  readonly twoReadsDatabaseUs: number;
  /** At most 1 where a pair costs two of them, service and database; between what the true median lies, and each by itself. */
  readonly cpuToTwoReads: number;
  readonly cpuToTwoReadsFrom: number;
  readonly cpuToTwoReadsTo: number;
  readonly serviceToTwoReads: number;
  readonly databaseToTwoReads: number;
};

/**
 * Visitors who read and wait, and whose escort reads and lets both through, against two reads of staff, in interleaved rounds. At
 * so many doors of each gateway somebody reads as soon as the one before was answered. Before it counts everybody has read once, so that
 * the service has seen whose card each is.
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
  await staff(post, 'everybody once');
  await visitors(post, 'everybody once');
  const samples: { readonly pair: Sample; readonly two: Sample }[] = [];
  for (let round = 0; round < load.rounds; round += 1) {
    const sampleOf = (turns: Turns) => sample(load, () => turns(post, { seconds: load.seconds }));
    // Whoever is first in one round is second in the next.
    const [first, second] = round % 2 === 0 ? [staff, visitors] : [visitors, staff];
    const figures = [await sampleOf(first), await sampleOf(second)] as const;
    const [two, pair] = round % 2 === 0 ? figures : [figures[1], figures[0]];
    samples.push({ pair, two });
  }
  const figuresOf = (figure: (one: (typeof samples)[number]) => number) => samples.map(figure);
  const middle = (figure: (one: (typeof samples)[number]) => number) => median(figuresOf(figure));
  const all = ({ serviceUs, databaseUs }: Sample) => serviceUs + databaseUs;
  const toTwoReads = ({ pair, two }: (typeof samples)[number]) => all(pair) / all(two);
  const [from, to] = medianInterval(figuresOf(toTwoReads));
  return {
    toTwoReads: rounded(middle(({ pair, two }) => pair.perSecond / two.perSecond)),
    pairsPerSecond: Math.round(middle(({ pair }) => pair.perSecond)),
    pairServiceUs: Math.round(middle(({ pair }) => pair.serviceUs)),
    twoReadsServiceUs: Math.round(middle(({ two }) => two.serviceUs)),
    pairDatabaseUs: Math.round(middle(({ pair }) => pair.databaseUs)),
    twoReadsDatabaseUs: Math.round(middle(({ two }) => two.databaseUs)),
    cpuToTwoReads: rounded(middle(toTwoReads)),
    cpuToTwoReadsFrom: rounded(from),
    cpuToTwoReadsTo: rounded(to),
    serviceToTwoReads: rounded(middle(({ pair, two }) => pair.serviceUs / two.serviceUs)),
    databaseToTwoReads: rounded(middle(({ pair, two }) => pair.databaseUs / two.databaseUs)),
  };
}

type Post = (lane: Lane, reader: string, number: string, verdict: 'grant' | 'wait') => Promise<void>;
type Read = (number: string, verdict: 'grant' | 'wait') => Promise<void>;

/** Who reads one after the other at a door of a gateway, which numbers what happens there by itself. */
type Lane = { readonly gateway: number; readonly nth: number; readonly epoch: string; last: number };

/** Posts a read of a card, as the next event of its lane. */
function buildPosts({ url, tokens }: PairLoad): Post {
  return async (lane, reader, number, verdict) => {
    lane.last += 1;
    const card = { format: 'wiegand-26', facility: '1', number };
    const at = new Date().toISOString();
    const event = { seq: lane.last, kind: 'card-read', reader, at, card };
    const body = JSON.stringify({ epoch: lane.epoch, events: [event] });
    const headers = { authorization: `Bearer ${tokens[lane.gateway]}`, 'content-type': 'application/json' };
    const send = () => fetch(`${url}/api/v1/gateway/events`, { method: 'POST', headers, body });
    let answer = await send();
    // On a machine where others work, too: a gateway posts again what was not taken.
    while (answer.status === 503) answer = await send();
    const text = await answer.text();
    if (!text.includes(`"verdict":"${verdict}"`)) throw new Error(`${number} at ${reader}: ${text}`);
  };
}

/** How long turns are taken, or that each gateway takes all of its share of the pairs. */
type Extent = 'everybody once' | { readonly seconds: number };

/** Answers how many turns were taken. */
type Turns = (post: Post, extent: Extent) => Promise<number>;

/**
 * Goes through the doors of every gateway at once, in each with its share of the pairs and then in the next one: nobody is at a
 * door again before the time is over in which a visitor may follow their escort there.
 */
function buildTurns(
  { pairs, doorsAtOnce }: PairLoad,
  take: (read: Read, pair: Pair) => Promise<void>,
): Turns {
  const { gateways, doors } = officeSize;
  const lanes = Array.from({ length: gateways * doorsAtOnce }, (_, index): Lane => {
    const [gateway, nth] = [index % gateways, Math.floor(index / gateways)];
    return { gateway, nth, epoch: randomBytes(16).toString('hex'), last: 0 };
  });
  const share = Math.floor(pairs.length / lanes.length);
  const turns = new Map(lanes.map((lane) => [lane, 0]));
  return async (post, extent) => {
    const end =
      extent === 'everybody once' ? Number.POSITIVE_INFINITY : performance.now() + 1000 * extent.seconds;
    const most = extent === 'everybody once' ? share : Number.POSITIVE_INFINITY;
    const taken = lanes.map(async (lane, index) => {
      let count = 0;
      for (; count < most && performance.now() < end; count += 1) {
        const turn = turns.get(lane) ?? 0;
        turns.set(lane, turn + 1);
        const pair = pairs[index * share + (turn % share)];
        if (pair === undefined) throw new Error('too few pairs');
        const door = (lane.gateway + gateways * (lane.nth + Math.floor(turn / share))) % doors;
        await take((number, verdict) => post(lane, `reader-room-${door + 1}`, number, verdict), pair);
      }
      return count;
    });
    return (await Promise.all(taken)).reduce((sum, count) => sum + count, 0);
  };
}

/** Turns a second by the clock, and microseconds of processor a turn. */
type Sample = { readonly perSecond: number; readonly serviceUs: number; readonly databaseUs: number };

async function sample({ cpuTime, seconds }: PairLoad, drive: () => Promise<number>): Promise<Sample> {
  const before = await cpuTime();
  const count = await drive();
  const after = await cpuTime();
  const aTurn = (part: keyof CpuTime) => (1000 * (after[part] - before[part])) / count;
  return { perSecond: count / seconds, serviceUs: aTurn('service'), databaseUs: aTurn('database') };
}
