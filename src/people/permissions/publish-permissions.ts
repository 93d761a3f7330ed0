import { createHash } from 'node:crypto';
import { loadOfficersByZone } from '../../authority/load-officers-by-zone.ts';
import { analyzeTables } from '../../db/analyze-tables.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { canonicalJson } from '../../log/canonical.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/perform-act.ts';
import { loadPlan } from '../../zones/plan/load-plan.ts';
import { loadActiveStaff } from '../registry/load-active-staff.ts';
import { lockPersons } from '../registry/person-rows.ts';
import { judgePublishedPermission, type PublishedPermission } from './judge-published-permission.ts';
import { standingPermissions } from './tables.ts';

/** Parameters of one statement are limited; so many rows go at once. */
const rowsAtOnce = 1_000;

/** Publishes many approved standing permissions of one site under its head, in one act and one entry (count, digest). */
export async function publishPermissions(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  permissions: readonly PublishedPermission[],
): Promise<Result<{ readonly permissions: number }, Refusal>> {
  const published = await performAct(deps, context, async (tx) => {
    const persons = await lockPersons(tx, [...new Set(permissions.flatMap(personsAndHosts))]);
    await tx.takeHeads([siteId]);
    const { plan } = await loadPlan(tx.db, siteId);
    if (plan === undefined) return refuse({ code: 'not-found', detail: 'この庁舎に図面がありません。' });
    const officers = await loadOfficersByZone(tx.db, siteId);
    const activeStaff = await loadActiveStaff(tx.db, [...new Set(permissions.flatMap(staffNamed))]);
    const facts = { plan, persons, officers, activeStaff };
    const errors = permissions.flatMap((permission, index) =>
      judgePublishedPermission(permission, facts).map((message) => ({
        at: `/permissions/${index}`,
        message,
      })),
    );
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });

    const fromSeq = tx.nextSeq(siteId);
    for (let start = 0; start < permissions.length; start += rowsAtOnce) {
      const rows = permissions.slice(start, start + rowsAtOnce);
      await tx.db.insert(standingPermissions).values(
        rows.map((row) => ({
          ...row,
          zoneIds: [...row.zoneIds],
          siteId,
          fromSeq,
          state: 'approved' as const,
        })),
      );
    }
    tx.record(siteId, {
      kind: 'permissions-published',
      details: { permissions: permissions.length, digest: digestOf(permissions) },
      personal: { recordClass: 'act', data: { permissions: permissions.map(writtenOf) } },
    });
    return ok({ permissions: permissions.length });
  });
  if (published.ok) await analyzeTables(deps.pool, ['standing_permissions']);
  return published;
}

/** Whose change would put the permission under review: it waits for this act, or is seen by it. */
function personsAndHosts({ personId, outsider }: PublishedPermission): readonly string[] {
  return outsider === null ? [personId] : [personId, outsider.host];
}

function staffNamed({ applicantId, outsider }: PublishedPermission): readonly string[] {
  return outsider === null ? [applicantId] : [applicantId, outsider.host, outsider.identity.by];
}

/** Over ids and values only; purposes and reviews are words of persons, under the entry's salted digest. */
function digestOf(permissions: readonly PublishedPermission[]): string {
  const listed = permissions.map((one) => ({
    id: one.permissionId,
    person: one.personId,
    zones: one.zoneIds,
    schedule: one.scheduleId,
    from: one.validFrom.toISOString(),
    until: one.validUntil.toISOString(),
    approvals: one.approvals,
  }));
  return createHash('sha256').update(canonicalJson(listed)).digest('hex');
}

function writtenOf({ permissionId, purpose, outsider }: PublishedPermission) {
  return { permissionId, purpose, outsider };
}
