import type { FindOpenMatters } from '../../permits/using/open-matters.ts';
import { findRunningWorks, isUnwatched } from '../occurrences/find-running-works.ts';

/** The works that run unwatched, because their camera broke or was taken away: until it is mended, or they end. */
export const findUnwatchedWorks: FindOpenMatters = async (client, siteId, now) => {
  const running = await findRunningWorks(client, siteId);
  return running
    .filter((work) => isUnwatched(work, now))
    .map(({ permit, begunAt }) => ({ permit, is: 'unwatched', due: begunAt }));
};
