import type { Clock } from '../kernel/clock.ts';

/** What a clock may be off the database's before the database's is taken. Milliseconds. */
const tolerated = 5_000;

/** What one look at the database's clock showed. */
export type ClockNews = {
  /** How far this machine's clock is off the database's, positive ahead; undefined = not by more than 5 s. Milliseconds. */
  readonly offMs: number | undefined;
  /** How far the database's clock jumped since the last look; undefined = not by more than 5 s. Milliseconds. */
  readonly steppedMs: number | undefined;
};

/**
 * The clock of an instance: this machine's, unless it is more than 5 s off the database's; then the database's. All instances
 * of a database go by one time, and one wrong clock drags no site's time with it.
 */
export type DatabaseClock = Clock & {
  /** Takes what the database answered: its time, and when it was asked and had answered, in `elapsed` milliseconds. */
  readonly compare: (databaseNow: Date, asked: number, answered: number) => ClockNews;
};

/** `elapsed`: milliseconds that only go on, whatever is done to the clock, and also while the machine sleeps. */
export function buildDatabaseClock(own: Clock, elapsed: () => number): DatabaseClock {
  let seen: { readonly database: number; readonly at: number } | undefined;

  /** The database's time as it must be by now. */
  const expected = () => (seen === undefined ? undefined : seen.database + elapsed() - seen.at);

  return {
    now() {
      const now = own.now();
      const database = expected();
      return database === undefined || isNear(now.getTime(), database) ? now : new Date(database);
    },
    compare(databaseNow, asked, answered) {
      const database = databaseNow.getTime();
      const at = (asked + answered) / 2;
      const stepped = seen === undefined ? 0 : database - (seen.database + at - seen.at);
      seen = { database, at };
      const off = own.now().getTime() - (database + elapsed() - at);
      return { offMs: beyondTolerated(off), steppedMs: beyondTolerated(stepped) };
    },
  };
}

function isNear(one: number, other: number): boolean {
  return Math.abs(one - other) <= tolerated;
}

function beyondTolerated(milliseconds: number): number | undefined {
  return isNear(milliseconds, 0) ? undefined : Math.round(milliseconds);
}
