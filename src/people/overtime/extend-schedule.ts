import { DateTime } from 'luxon';
import { holdsRole, type Principal } from '../../authority/principal.ts';
import { newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { hasPlan } from '../../zones/plan/find-elements.ts';
import { loadTimeZone } from '../../zones/plan/load-time-zone.ts';
import { isOrganisation } from '../../zones/sites/find-organisations.ts';
import { scheduleExtensions } from './tables.ts';
import { type ExtendedZone, weighExtension } from './weigh-extension.ts';

export type ExtensionDraft = {
  readonly organisationId: string;
  /** Exclusive; not later than noon of the next day at the site. */
  readonly until: Date;
  readonly reason: string;
};

type ExtensionAnswer = {
  readonly id: string;
  readonly from: string;
  /** Whom it lets into zones of class 2 or more outside the hours of their permissions. */
  readonly opens: readonly ExtendedZone[];
};

/**
 * Extends the hours of a unit's staff for tonight, by its 課室情報セキュリティ責任者 or the duty officer (当直). One person's act at
 * class 3 too: it opens nothing that their permissions do not, and the entry says how many it lets in where.
 */
export function extendSchedule(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  { organisationId, until, reason }: ExtensionDraft,
): Promise<Result<ExtensionAnswer, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const refusal = judgeExtender(context.principal, siteId, organisationId);
    if (refusal !== undefined) return refuse(refusal);
    if (!(await hasPlan(tx.db, siteId)))
      return refuse({ code: 'not-found', detail: 'この庁舎の図面はまだありません。' });
    if (!(await isOrganisation(tx.db, organisationId))) {
      return refuse(fault('/organisation', 'この組織は登録されていません'));
    }
    const timeZone = await loadTimeZone(tx.db, siteId);
    if (until <= tx.now || until > noonOfNextDay(tx.now, timeZone)) {
      return refuse(fault('/until', '現在より後、翌日の正午までを指定してください'));
    }
    const opens = await weighExtension(tx.db, siteId, { organisationId, from: tx.now, until });
    const counted = opens.map((zone) => ({ ...zone, persons: zone.persons.length }));
    await tx.takeHeads([siteId]);
    const id = newId<'schedule-extension'>();
    const fromSeq = tx.record(siteId, {
      kind: 'schedule-extended',
      subject: { organisation: organisationId },
      details: {
        extension: id,
        from: tx.now.toISOString(),
        until: until.toISOString(),
        ...(opens.length === 0 ? {} : { opens: counted }),
      },
      personal: { recordClass: 'act', data: { reason } },
    });
    await tx.db.insert(scheduleExtensions).values({
      siteId,
      extensionId: id,
      fromSeq,
      organisationId,
      reason,
      validFrom: tx.now,
      validUntil: until,
    });
    return ok({ id, from: tx.now.toISOString(), opens });
  });
}

/** The end of the longest extension: noon of the next day by the site's clock. */
export function noonOfNextDay(now: Date, timeZone: string): Date {
  return DateTime.fromJSDate(now, { zone: timeZone })
    .plus({ days: 1 })
    .set({ hour: 12, minute: 0, second: 0, millisecond: 0 })
    .toJSDate();
}

function judgeExtender(principal: Principal, siteId: string, organisationId: string): Refusal | undefined {
  const wide = ['guard', 'ciso', 'general-officer', 'security-officer'] as const;
  const may =
    holdsRole(principal, 'section-officer', { siteId, scope: organisationId }) ||
    wide.some((role) => holdsRole(principal, role, { siteId }));
  return may
    ? undefined
    : {
        code: 'forbidden',
        detail: 'ほかの課室の延長はできません。その課室の責任者か当直が行ってください。',
      };
}

function fault(at: string, message: string): Refusal {
  return { code: 'unprocessable', errors: [{ at, message }] };
}
