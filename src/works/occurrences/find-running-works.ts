import type { ClientBase } from 'pg';
import type { RuleTold } from '../../permits/rule/rule-told.ts';
import { type Camera, findUnwatched } from '../cameras/judge-cameras.ts';

/** A work that runs now, with the cameras of its zones that its plan names, as they stand. */
export type RunningWork = {
  readonly permit: string;
  readonly applicant: string;
  /** null where no row asks for one. */
  readonly attendant: string | null;
  readonly begunAt: Date;
  readonly rule: Pick<RuleTold, 'lines'>;
  readonly cameras: readonly Camera[];
};

/** The works of a site that run now. */
export async function findRunningWorks(
  client: Pick<ClientBase, 'query'>,
  siteId: string,
): Promise<readonly RunningWork[]> {
  type Row = Omit<RunningWork, 'cameras'> & { [Field in keyof Camera]: Camera[Field] | null };
  const { rows } = await client.query<Row>({ ...find, values: [siteId] });
  const works = new Map<string, RunningWork>();
  for (const { permit, applicant, attendant, begunAt, rule, ...row } of rows) {
    const before = works.get(permit)?.cameras ?? [];
    const cameras = isCamera(row) ? [...before, row] : before;
    works.set(permit, { permit, applicant, attendant, begunAt, rule, cameras });
  }
  return [...works.values()];
}

/** Whether a running work is without a camera where row 48 or 50 asks for one (別表1). Pure. */
export function isUnwatched({ rule, cameras }: Pick<RunningWork, 'rule' | 'cameras'>, now: Date): boolean {
  const named = cameras.map(({ code }) => code);
  return findUnwatched(rule.lines, named, cameras, { from: now, until: now }).length > 0;
}

function isCamera(row: { [Field in keyof Camera]: Camera[Field] | null }): row is Camera {
  return row.code !== null;
}

const find = {
  name: 'find-running-works',
  text: `
    select o.permit_id as permit, p.applicant_id as applicant, o.attendant_id as attendant, o.begun_at as "begunAt", p.rule,
      c.code, c.state, c.zone_id as "zoneId", c.valid_from as "validFrom", c.valid_until as "validUntil"
    from work_occurrences o
    join permits p on p.site_id = $1 and p.permit_id = o.permit_id and p.until_seq is null
    left join cameras c on c.site_id = $1 and c.until_seq is null and c.zone_id = any(p.zone_ids) and p.terms->'cameras' ? c.code
    where o.site_id = $1 and o.ended_at is null
    order by o.permit_id`,
};
