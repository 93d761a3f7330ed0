import type { Check } from './judge-readiness.ts';

/**
 * By major release of PostgreSQL, the first minor one without the holes that are known of those before it (METI 59-4): all of 13 November 2025, which
 * closed CVE-2025-12817 and CVE-2025-12818.
 */
const closedSince: Readonly<Record<number, number>> = { 15: 15, 16: 11, 17: 7, 18: 1 };

/** Judges the release of the database server, as `server_version_num` gives it: 150020 is 15.20. */
export function judgeServerVersion(serverVersion: number): Check {
  const [major, minor] = [Math.floor(serverVersion / 10_000), serverVersion % 10_000];
  const since = closedSince[major];
  return since !== undefined && minor < since
    ? {
        name: 'server-version',
        state: 'warning',
        says: `PostgreSQL ${major}.${minor} には、知られている脆弱性があります。${major}.${since} 以降に更新してください。`,
      }
    : {
        name: 'server-version',
        state: 'ok',
        says: `PostgreSQL ${major}.${minor} に、この版が知る脆弱性はありません。`,
      };
}
