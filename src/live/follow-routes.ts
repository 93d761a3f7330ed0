import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FailedTries } from '../authority/failed-tries.ts';
import type { Credential } from '../authority/principal.ts';
import { databaseOf } from '../db/pool.ts';
import type { Metrics } from '../kernel/metrics.ts';
import { buildTurns } from '../kernel/turns.ts';
import type { Remembered } from '../log/watching/find-lost.ts';
import { noticeRestore } from '../log/watching/notice-restore.ts';
import type { ActDeps } from '../log/writing/perform-act.ts';
import { findPrincipalAgain } from '../operators/principals/find-principal.ts';
import { liveRoutes } from './connect/live-routes.ts';
import { eventRoutes } from './entries/event-routes.ts';
import { buildPlaceBook } from './entries/place-book.ts';
import { buildMonthBook } from './reading/month-book.ts';
import { buildCatchUpTurns } from './stream/catch-up-turns.ts';
import { buildLiveStream, type LiveSettings } from './stream/live-stream.ts';

export type FollowDeps = ActDeps & {
  readonly metrics: Metrics;
  readonly settings: LiveSettings;
  readonly failedTries: FailedTries;
  /** Whether somebody may be waiting at a door for this instance. */
  readonly isAtDoors: () => boolean;
};

/** What has been recorded at a site, as a list and as a stream: the same views of the same entries. */
export const followRoutes: FastifyPluginAsyncTypebox<FollowDeps> = async (app, deps) => {
  const { pool, clock, metrics, settings, failedTries, isAtDoors } = deps;
  const db = databaseOf(pool);
  const placeBook = buildPlaceBook(pool);
  const monthBook = buildMonthBook(pool);
  const notices = buildTurns(1);
  const noticeLost = (remembered: Remembered) => notices.take(() => noticeRestore(deps, [remembered]));
  const again = (credential: Credential) => findPrincipalAgain(db, credential, clock.now());
  const stream = buildLiveStream({
    pool,
    clock,
    metrics,
    settings,
    placeBook,
    monthBook,
    isAtDoors,
    turns: buildCatchUpTurns(isAtDoors),
    findPrincipalAgain: again,
    noticeLost,
    onFault: (error) => app.log.warn({ err: error }, 'live stream disturbed'),
  });
  await app.register(liveRoutes, {
    pool,
    clock,
    stream,
    placeBook,
    monthBook,
    failedTries,
    findPrincipalAgain: again,
    noticeLost,
  });
  await app.register(eventRoutes, { pool, clock, placeBook, monthBook, noticeLost });
};
