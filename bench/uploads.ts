import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { median, rounded } from './figures.ts';
import { aRead } from './load.ts';

export const eventsPerUpload = 1_000;
export const uploadsPerRound = 10;
/** While the service was away at most; the office is older than the backlog. */
const backlogMs = 30_000;

/** By service: until when its gateway has told already. A backlog that tells of the time before is other work: of the past of places. */
const toldUntil = new Map<string, number>();

export type UploadFigures = {
  readonly toCopy: number;
  readonly perSecond: number;
  readonly copyPerSecond: number;
};

/**
 * Uploads of 1,000 events that a gateway decided alone, against COPY of the same columns of the entries they make,
 * in interleaved rounds.
 */
export async function measureUploads(
  client: pg.Client,
  url: string,
  token: string,
  siteId: string,
  rounds: number,
): Promise<UploadFigures> {
  const ours: number[] = [];
  const copies: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const uploaded = await upload(url, token);
    const copied = await copyLast(client, siteId);
    if (round === 0) continue;
    ours.push(uploaded);
    copies.push((eventsPerUpload * uploadsPerRound) / copied);
  }
  return {
    toCopy: rounded(median(ours) / median(copies)),
    perSecond: Math.round(median(ours)),
    copyPerSecond: Math.round(median(copies)),
  };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/** Uploads of one backlog; events a second. */
export async function upload(url: string, token: string): Promise<number> {
  const backlog = aBacklog(url, uploadsPerRound);
  const elapsed = await timed(() => postBacklog(url, token, backlog));
  return (eventsPerUpload * uploadsPerRound) / elapsed;
}

/**
 * The bodies of so many posts of 1,000 events. Made before anything is timed: a gateway is a machine of its own, and making them
 * here meanwhile would hold up whoever else this process drives.
 */
export function aBacklog(url: string, posts: number): readonly string[] {
  const epoch = randomBytes(16).toString('hex');
  const count = eventsPerUpload * posts;
  const ended = Date.now();
  const began = Math.max(ended - backlogMs, toldUntil.get(url) ?? 0);
  toldUntil.set(url, ended);
  return Array.from({ length: posts }, (_, post) => {
    const events = Array.from({ length: eventsPerUpload }, (_, index) => {
      const { gateway: _gateway, ...event } = aRead(index);
      const seq = post * eventsPerUpload + index + 1;
      const at = new Date(began + (seq * (ended - began)) / count).toISOString();
      return { ...event, seq, reader: 'reader-room-1', at, decided: { verdict: 'grant' } };
    });
    return JSON.stringify({ epoch, events });
  });
}

/** Uploads a backlog, one post after the other. */
export async function postBacklog(url: string, token: string, backlog: readonly string[]): Promise<void> {
  const answers: string[] = [];
  for (const body of backlog) {
    const answer = await fetch(`${url}/api/v1/gateway/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body,
    });
    answers.push(await answer.text());
  }
  for (const answer of answers) {
    const { results } = JSON.parse(answer) as { results: { status: string }[] };
    if (!results.every(({ status }) => status === 'stored')) throw new Error('an upload was not stored');
  }
}

const columns =
  'site_id, seq, recorded_at, at, kind, actor_type, actor_id, person_id, card_id, door_id, zones, verdict, reasons, text';

/** COPY of the entries just made, 1,000 at a time, each its own transaction, into a table with the same indexes. */
async function copyLast(client: pg.Client, siteId: string): Promise<number> {
  await client.query('drop table if exists copied');
  await client.query('create table copied (like entries including all)');
  const chunks: Buffer[] = [];
  for (let post = 0; post < uploadsPerRound; post += 1) {
    const rows = `select ${columns} from entries where site_id = '${siteId}'
      order by seq desc limit ${eventsPerUpload} offset ${post * eventsPerUpload}`;
    const parts = await client.query(copyTo(`copy (${rows}) to stdout`)).toArray();
    chunks.push(Buffer.concat(parts));
  }
  const elapsed = await timed(async () => {
    for (const chunk of chunks) {
      await pipeline(Readable.from([chunk]), client.query(copyFrom(`copy copied (${columns}) from stdin`)));
    }
  });
  await client.query('drop table copied');
  return elapsed;
}
