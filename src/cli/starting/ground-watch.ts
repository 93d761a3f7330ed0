import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { buildStateWatch } from '../../access/as-replayed/build-state-watch.ts';
import { findStandingAlarms } from '../../access/state/find-standing-alarms.ts';
import type { Check } from '../../db/judge-readiness.ts';
import { repeat } from '../../kernel/repeat.ts';
import { within } from '../../kernel/within.ts';
import { buildInsiderWatch } from '../../log/insiders/build-insider-watch.ts';
import { buildDiskWatch } from '../../log/watching/build-disk-watch.ts';
import { buildLogWatch, type LogWatch, type LogWatchNews } from '../../log/watching/build-log-watch.ts';
import { diskAlarms } from '../../log/watching/judge-disk.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { buildTokenWatch } from '../../operators/tokens/build-token-watch.ts';
import { highWaterFile } from './high-water-file.ts';
import { measureVolumes } from './measure-volumes.ts';

/** Within two minutes it is known who went past the program (METI 59-3); a look reads every table of rules. Milliseconds. */
const insidersEveryMs = 60_000;

/** Watches what a service stands on: its clock, its logs, the room for them, who else is in its database. */
export type GroundWatch = {
  readonly logWatch: LogWatch;
  readonly readiness: readonly (() => Check | Promise<Check>)[];
  /** Looks once at the clock and the logs, before anything else is recorded. */
  readonly begin: () => Promise<void>;
  /** Looks at everything every second from now on, and every minute at who goes past the program: an office is told that stands. */
  readonly goOn: () => void;
  /** Looks a last time at the logs, when nobody is answered any more: what was recorded last is not to be missed later. */
  readonly stop: () => Promise<void>;
};

export type Ground = {
  readonly highWaterFile: string;
  /** Where the embedded database lies; undefined: the database is another's. */
  readonly home: string | undefined;
  readonly lookAtClock: (() => Promise<void>) | undefined;
};

export function buildGroundWatch(
  deps: ActDeps,
  { highWaterFile: path, home, lookAtClock }: Ground,
  told: { readonly onNews: (words: string) => void; readonly onError: (error: unknown) => void },
): GroundWatch {
  const { onNews, onError } = told;
  const store = highWaterFile(path, onNews);
  const logWatch = buildLogWatch(deps, {
    store,
    onNews: (news) => onNews(wordsOf(news)),
    onFault: onError,
  });
  const folders = [
    ...(home === undefined ? [] : [{ holds: 'database', path: home } as const]),
    { holds: 'high-water', path: dirname(path) } as const,
  ];
  const kinds = diskAlarms.map(({ kind }) => kind);
  const diskWatch = buildDiskWatch(deps, {
    measure: () => measureVolumes(folders),
    // An embedded database has this service alone: what its run before left active is its own.
    findStanding: async () => (home === undefined ? new Set() : findStandingAlarms(deps.pool, kinds)),
    host: hostname(),
    onNews,
  });
  const lookAtInsiders = buildInsiderWatch(deps, {
    host: hostname(),
    alsoLookAt: [buildStateWatch(deps.pool), buildTokenWatch(deps.pool)],
  });
  const chores: { readonly stop: () => Promise<void> }[] = [];

  async function look(): Promise<void> {
    await lookAtClock?.();
    await logWatch.look();
  }

  return {
    logWatch,
    readiness: [store.check, diskWatch.check],
    begin: look,
    goOn() {
      chores.push(
        repeat(1_000, look, onError),
        repeat(1_000, diskWatch.look, onError),
        repeat(insidersEveryMs, lookAtInsiders, onError),
      );
    },
    async stop() {
      await Promise.all(chores.map((chore) => chore.stop()));
      // A database that does not answer must not hold up the end.
      await within(1_000, logWatch.look(), 'the database did not say where the logs ended').catch(onError);
    },
  };
}

function wordsOf(news: LogWatchNews): string {
  switch (news.is) {
    case 'restored':
      return `an earlier state of the database was put back, or it is another one: new epochs began in ${news.logs.join(', ')}`;
    case 'foreign':
      return 'how far the logs had come was kept for another database: it is not compared with this one';
  }
}
