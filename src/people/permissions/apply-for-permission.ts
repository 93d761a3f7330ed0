import { and, eq, inArray, isNull } from 'drizzle-orm';
import { newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { EntryKind } from '../../log/entry-kinds.ts';
import {
  type ActContext,
  type ActDeps,
  type ActDraft,
  type ActTx,
  performAct,
} from '../../log/perform-act.ts';
import { loadActiveStaff } from '../registry/load-active-staff.ts';
import { lockPersons, type PersonRow } from '../registry/person-rows.ts';
import type { Application } from './application.ts';
import { judgeApplication } from './judge-application.ts';
import { loadPlaces } from './load-places.ts';
import { findPermission } from './permission-rows.ts';
import { standingPermissions } from './tables.ts';

/**
 * 継続的立入許可の申請 (2.3.1.1(2)(a)(エ)) by the acting person, or, with `replaces`, of a change (オ): the permission to change
 * stays in force until the new one is approved.
 */
export function applyForPermission(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  application: Application,
  replaces: string | null,
): Promise<Result<{ readonly id: string }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const begun = await openApplication(tx, context, siteId, application);
    if (!begun.ok) return begun;
    const refusal = replaces === null ? undefined : await judgeReplaced(tx, siteId, replaces, application);
    if (refusal !== undefined) return refuse(refusal);
    const id = newId<'permission'>();
    const draft = applicationDraft('permission-requested', id, application);
    const fromSeq = tx.record(siteId, { ...draft, details: { ...draft.details, replaces } });
    await tx.db.insert(standingPermissions).values({
      ...application,
      siteId,
      permissionId: id,
      fromSeq,
      zoneIds: [...application.zoneIds],
      state: 'requested',
      applicantId: context.principal.actor.id,
      approvals: [],
      replaces,
    });
    return ok({ id });
  });
}

/** Locks who the application names, takes the site's head and weighs the application. */
export async function openApplication(
  tx: ActTx,
  { principal: { actor } }: ActContext,
  siteId: string,
  application: Application,
): Promise<Result<{ readonly person: PersonRow | undefined }, Refusal>> {
  if (actor.type !== 'person') {
    return refuse({ code: 'forbidden', detail: '申請は人が自分のトークンで行ってください。' });
  }
  const { personId, outsider } = application;
  const locked = await lockPersons(tx, [personId, ...(outsider === null ? [] : [outsider.host])]);
  await tx.takeHeads([siteId]);
  const refusal = await judgeOpened(tx, siteId, application, locked.get(personId));
  return refusal === undefined ? ok({ person: locked.get(personId) }) : refuse(refusal);
}

/** Weighs an application while the persons' rows and the site's head are held. */
export async function judgeOpened(
  { db, now }: ActTx,
  siteId: string,
  application: Application,
  person: PersonRow | undefined,
): Promise<Refusal | undefined> {
  const places = await loadPlaces(db, siteId);
  if (places === undefined) return { code: 'not-found', detail: 'この庁舎の図面はまだありません。' };
  const { outsider } = application;
  const activeStaff = await loadActiveStaff(
    db,
    outsider === null ? [] : [outsider.host, outsider.identity.by],
  );
  const errors = judgeApplication(application, { person, places, activeStaff, now });
  return errors.length === 0 ? undefined : { code: 'unprocessable', errors };
}

/** The entry of an application: ids and dates; what was written in free words is sealed beside it. */
export function applicationDraft(kind: EntryKind, permissionId: string, application: Application): ActDraft {
  const { personId, zoneIds, scheduleId, validFrom, validUntil, purpose, duringLockdown, outsider } =
    application;
  return {
    kind,
    subject: { permission: permissionId, person: personId },
    details: {
      zones: zoneIds,
      schedule: scheduleId,
      from: validFrom.toISOString(),
      until: validUntil.toISOString(),
      duringLockdown,
      host: outsider?.host ?? null,
      identityConfirmedBy: outsider?.identity.by ?? null,
      reviewedBy: outsider?.review?.by ?? null,
      contract: outsider?.contract ?? null,
    },
    personal: {
      recordClass: 'person',
      data: {
        purpose,
        identityConfirmedHow: outsider?.identity.how ?? null,
        review: outsider?.review?.content ?? null,
      },
    },
  };
}

async function judgeReplaced(
  { db }: ActTx,
  siteId: string,
  replaces: string,
  { personId }: Application,
): Promise<Refusal | undefined> {
  const old = await findPermission(db, siteId, replaces);
  if (old === undefined || old.personId !== personId) return { code: 'not-found' };
  if (old.state !== 'approved' && old.state !== 'to-review') {
    return { code: 'conflict', detail: '効力のある許可だけを変更できます。新たに申請してください。' };
  }
  const [open] = await db
    .select({ id: standingPermissions.permissionId })
    .from(standingPermissions)
    .where(
      and(
        eq(standingPermissions.siteId, siteId),
        eq(standingPermissions.replaces, replaces),
        inArray(standingPermissions.state, ['requested', 'returned']),
        isNull(standingPermissions.untilSeq),
      ),
    )
    .limit(1);
  return open === undefined
    ? undefined
    : {
        code: 'conflict',
        detail: 'この許可の変更はすでに申請されています。先にその申請を片付けてください。',
      };
}
