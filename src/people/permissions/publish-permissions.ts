import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { loadOwnersOfAct } from '../../authority/load-makers.ts';
import { loadBondsAmong } from '../../authority/load-role-bonds.ts';
import { lockZoneOfficers } from '../../authority/lock-zone-officers.ts';
import { analyzeTables } from '../../db/analyze-tables.ts';
import { insertMany, manyRows } from '../../db/insert-many.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { canonicalJson } from '../../log/entry/canonical-json.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { hasPlan } from '../../zones/plan/find-elements.ts';
import { findContracts } from '../registry/contract-rows.ts';
import { loadActiveStaff } from '../registry/load-active-staff.ts';
import { lockPersons } from '../registry/person-rows.ts';
import { judgePublishedPermission, type PublishedPermission } from './judge-published-permission.ts';
import { loadNamed } from './load-named.ts';
import { partiesOf } from './parties-of.ts';
import { standingPermissions } from './tables.ts';

/**
 * Publishes many approved standing permissions of one site in one act and one entry (count, digest). They are judged
 * before the site's head is taken: behind it only the plan may differ, and then the whole is refused.
 */
export async function publishPermissions(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  permissions: readonly PublishedPermission[],
): Promise<Result<{ readonly permissions: number }, Refusal>> {
  const digest = digestOf(permissions);
  const written = permissions.map(writtenOf);
  const rows = manyRows(
    standingPermissions,
    permissions.map((one) => ({ ...one, zoneIds: [...one.zoneIds] })),
  );
  const published = await performAct(deps, context, async (tx) => {
    const persons = await lockPersons(tx, [...new Set(permissions.flatMap(personsAndHosts))]);
    const officers = await lockZoneOfficers(tx, siteId, [...new Set(permissions.flatMap(approversOf))]);
    if (!(await hasPlan(tx.db, siteId))) {
      return refuse({ code: 'not-found', detail: 'この庁舎に図面がありません。' });
    }
    const activeStaff = await loadActiveStaff(tx.db, [...new Set(permissions.flatMap(staffNamed))]);
    const contracts = await findContracts(tx.db, [
      ...new Set([...persons.values()].flatMap(({ contractId }) => contractId ?? [])),
    ]);
    const named = await loadNamed(tx.db, siteId, permissions);
    const publishers = await loadOwnersOfAct(tx.db, context.principal.actor);
    const concerned = permissions.flatMap((one) => [...partiesOf(one), ...approversOf(one)]);
    const bonds = await loadBondsAmong(tx.db, [...publishers, ...concerned], tx.now);
    const facts = { named, persons, contracts, officers, activeStaff, bonds, publishers };
    const errors = permissions.flatMap((permission, index) =>
      judgePublishedPermission(permission, facts).map((message) => ({
        at: `/permissions/${index}`,
        message,
      })),
    );
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });

    await tx.takeHeads([siteId]);
    if (!isDeepStrictEqual(await loadNamed(tx.db, siteId, permissions), named)) return refuse(planChanged);
    const fromSeq = tx.nextSeq(siteId);
    await insertMany(tx.client, rows, { siteId, fromSeq, state: 'approved' });
    tx.record(siteId, {
      kind: 'permissions-published',
      details: { permissions: permissions.length, digest },
      personal: { recordClass: 'act', data: { permissions: written } },
    });
    return ok({ permissions: permissions.length });
  });
  if (published.ok) await analyzeTables(deps.pool, ['standing_permissions']);
  return published;
}

const planChanged: Refusal = {
  code: 'conflict',
  detail: 'この庁舎の図面がいま変わりました。内容を確かめてからやり直してください。',
};

function approversOf({ approvals }: PublishedPermission): readonly string[] {
  return approvals.map(({ by }) => by);
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
