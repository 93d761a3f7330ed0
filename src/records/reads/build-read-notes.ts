import type { Principal } from '../../authority/principal.ts';
import { databaseOf, type Pool } from '../../db/pool.ts';
import type { Clock } from '../../kernel/clock.ts';
import { isUuid, ministryLogId } from '../../kernel/ids.ts';
import { beginRead } from './begin-read.ts';
import { endRead } from './end-read.ts';

/** A read of a list or of one thing whose answer says who some persons are. */
type Naming = {
  readonly viewer: Principal;
  readonly site: string | undefined;
  readonly what: string;
  readonly url: string;
  readonly persons: ReadonlySet<string>;
};

type OpenRead = {
  readonly siteId: string;
  readonly readId: string;
  readonly reader: string;
  readonly begunAt: Date;
  /** By id where there is one, else by name. */
  readonly told: string[];
};

/** To whom who was told within the hour. */
type Reader = { readonly since: Date; readonly persons: Set<string> };

export type ReadNotes = {
  readonly note: (read: Naming) => Promise<void>;
  /** Ends the reads whose time is over, and all of whoever was told of more persons than `bulk` within the hour. */
  readonly settle: () => Promise<void>;
  /** Ends every read. */
  readonly close: () => Promise<void>;
};

/** Whoever reads the same again within this time goes on reading: a console that asks every few seconds is one read. */
const intervalMs = 3_600_000;
/** Of so many different questions a service remembers who asks them; beyond, only for what is asked. */
const mostOpen = 5_000;

/**
 * Who reads who somebody is: one row for each reader, operation and question an hour, written before the first answer leaves. Its rows are
 * the persons that the reader was told of and had not been told of within the hour, so whoever watches one list is told of few.
 */
export function buildReadNotes(
  { pool, clock }: { readonly pool: Pool; readonly clock: Clock },
  bulk: number,
): ReadNotes {
  const db = databaseOf(pool);
  const open = new Map<string, Promise<OpenRead>>();
  const readers = new Map<string, Reader>();

  async function begin(read: Naming, siteId: string, reader: string, url: string): Promise<OpenRead> {
    const begunAt = clock.now();
    const { what } = read;
    const readId = await beginRead(
      db,
      { siteId, actor: read.viewer.actor, what, query: url, persons: [] },
      begunAt,
    );
    return { siteId, readId, reader, begunAt, told: [] };
  }

  function newTo(reader: string, persons: ReadonlySet<string>): readonly string[] {
    const now = clock.now();
    const known = readers.get(reader);
    const told =
      known !== undefined && isWithin(known.since, now) ? known : { since: now, persons: new Set<string>() };
    readers.set(reader, told);
    const unknown = [...persons].filter((person) => !told.persons.has(person));
    for (const person of unknown) told.persons.add(person);
    return unknown;
  }

  function endOne({ siteId, readId, told }: OpenRead): Promise<void> {
    const persons = told.filter(isUuid);
    return endRead(db, { siteId, readId, rows: told.length, persons }, clock.now());
  }

  async function end(isOver: (read: OpenRead) => boolean): Promise<void> {
    for (const [key, begun] of open) {
      const read = await begun;
      if (!isOver(read)) continue;
      open.delete(key);
      await endOne(read);
    }
  }

  return {
    async note(read) {
      const siteId = read.site ?? ministryLogId;
      const { type, id } = read.viewer.actor;
      const reader = `${siteId} ${type}:${id}`;
      const url = open.size < mostOpen ? asked(read.url) : '';
      const key = `${reader} ${read.what} ${url}`;
      const known = await open.get(key);
      if (known !== undefined && !isWithin(known.begunAt, clock.now())) {
        open.delete(key);
        await endOne(known);
      }
      const begun = open.get(key) ?? begin(read, siteId, reader, url);
      open.set(key, begun);
      // What could not be noted is not given out, and is tried anew by whoever asks again.
      begun.catch(() => open.delete(key));
      (await begun).told.push(...newTo(reader, read.persons));
    },
    async settle() {
      const now = clock.now();
      const over = [...readers].filter(
        ([, { since, persons }]) => persons.size > bulk || !isWithin(since, now),
      );
      const inBulk = new Set(over.filter(([, { persons }]) => persons.size > bulk).map(([reader]) => reader));
      for (const [reader] of over) readers.delete(reader);
      await end(({ begunAt, reader }) => !isWithin(begunAt, now) || inBulk.has(reader));
    },
    close: () => end(() => true),
  };
}

/** A clock that was set back begins anew. */
function isWithin(since: Date, now: Date): boolean {
  const passed = now.getTime() - since.getTime();
  return passed >= 0 && passed < intervalMs;
}

/** What is asked for, whichever page of it. */
function asked(url: string): string {
  const [path = '', query = ''] = url.split('?');
  const parameters = new URLSearchParams(query);
  parameters.delete('after');
  parameters.delete('limit');
  return parameters.size === 0 ? path : `${path}?${parameters.toString()}`;
}
