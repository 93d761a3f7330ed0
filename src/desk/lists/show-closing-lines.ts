import { instantText } from '../../api/schemas.ts';
import { databaseOf, type Pool } from '../../db/pool.ts';
import { loadHostsOfOutsiders } from '../../people/permissions/load-hosts-of-outsiders.ts';
import { loadHosts } from '../../people/registry/load-hosts.ts';
import { correctionBody } from '../../visitors/corrections/correction-body.ts';
import { correctionsOn, loadCorrections } from '../../visitors/corrections/load-corrections.ts';
import { loadWhoIs } from '../../visitors/names/load-who-is.ts';
import { arrivalStateNames } from '../../visitors/registry/arrival-state-names.ts';
import { loadVisits } from '../../visitors/registry/visit-rows.ts';
import { loadTimeZone } from '../../zones/plan/load-time-zone.ts';
import { loadListedPasses } from '../passes/list-passes.ts';
import { loadPassesWorn } from '../passes/load-passes-worn.ts';
import { showHost, showHosts } from '../shown/show-hosts.ts';
import { closingConditions } from './closing-conditions.ts';
import type { ClosingLine } from './find-closing-lines.ts';
import { stepsOfLine } from './steps-of-line.ts';

/** A line of the closing list as it is told. */
export type ShownClosingLine = Awaited<ReturnType<typeof showClosingLines>>[number];

/** Lines of the closing list as they are told: whom it is about, whom to call, what is to be done and by whom. */
export async function showClosingLines(
  pool: Pool,
  siteId: string,
  lines: readonly ClosingLine[],
  named: boolean,
  now: Date,
) {
  const db = databaseOf(pool);
  const people = lines.map(({ person }) => person);
  const visits = await loadVisits(db, siteId, [...new Set(lines.flatMap(({ visit }) => visit ?? []))]);
  const hostIds = visits.flatMap(({ destinations }) => destinations.map(({ hostId }) => hostId));
  const ofOutsiders = await loadHostsOfOutsiders(
    db,
    siteId,
    lines.flatMap(({ visit, person }) => (visit === null ? [person] : [])),
  );
  const [called, who, corrections, passOf, away, timeZone] = await Promise.all([
    loadHosts(db, [...hostIds, ...people, ...[...ofOutsiders.values()].flat()]),
    loadWhoIs(pool, siteId, people),
    loadCorrections(pool, siteId, people),
    loadPassesWorn(db, siteId, people),
    loadListedPasses(
      db,
      siteId,
      lines.flatMap(({ passId }) => passId ?? []),
    ),
    loadTimeZone(db, siteId),
  ]);
  const passById = new Map(away.map((one) => [one.pass.passId, one]));
  const byId = new Map(visits.map((whole) => [whole.visit.visitId, whole]));
  return lines.map(({ condition, since, dueAt, id, endsAt, turnedClosedAt, ...line }) => {
    const { says, act } = closingConditions[condition];
    const whole = line.visit === null ? undefined : byId.get(line.visit);
    const { person: memberId, state } = line;
    return {
      ...line,
      pass: state === null || line.passId !== null ? line.pass : passOf({ memberId, state, pass: line.pass }),
      condition,
      says,
      since: instantText(since),
      minutes: Math.floor((now.getTime() - since.getTime()) / 60_000),
      dueAt: instantText(dueAt),
      stateName: line.state === null ? null : arrivalStateNames[line.state],
      name: named ? (who.get(line.person)?.name ?? null) : null,
      affiliation: named ? (who.get(line.person)?.affiliation ?? null) : null,
      extension: called.get(line.person)?.extension ?? null,
      hosts:
        whole === undefined
          ? (ofOutsiders.get(line.person) ?? []).map((host) => showHost(host, called, named))
          : showHosts(whole, line.person, called, named),
      corrections: correctionsOn(corrections, line.person, line.day).map((one) => correctionBody(one, named)),
      act,
      may: [
        ...stepsOfLine(
          { condition, endsAt, turnedClosedAt, state, day: line.day },
          { visit: whole?.visit.state, pass: passById.get(line.passId ?? ''), timeZone, now },
        ),
      ],
    };
  });
}
