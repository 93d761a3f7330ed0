import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, type ActTx, performAct } from '../../log/perform-act.ts';
import { holdActiveStaff } from '../../people/registry/hold-active-staff.ts';
import { loadWhoIs } from '../../visitors/names/load-who-is.ts';
import { loadHostsOfMembers } from '../../visitors/registry/load-hosts-of-members.ts';
import type { DeviceSort } from './device-sorts.ts';
import { nextLabel } from './private-device-rows.ts';
import { privateDevices } from './tables.ts';

export type DeviceDraft = {
  /** A person, or a member of a visit of the site. */
  readonly holder: string;
  readonly sort: DeviceSort;
  readonly maker?: string | undefined;
  readonly model?: string | undefined;
  readonly serial?: string | undefined;
};

/** Registers a device that the ministry did not issue, and gives the number of its label. It permits nothing by itself. */
export function registerDevice(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  { holder, sort, maker, model, serial }: DeviceDraft,
): Promise<Result<{ readonly label: number }, Refusal>> {
  const { actor } = context.principal;
  return performAct(deps, context, async (tx) => {
    const staff = await holdActiveStaff(tx, actor.type === 'person' ? [actor.id] : []);
    if (!staff.has(actor.id)) return refuse(notStaff);
    const fault = await faultOfHolder(tx, siteId, holder, actor.id);
    if (fault !== undefined) return refuse({ code: 'unprocessable', errors: [fault] });
    await tx.takeHeads([siteId]);
    const label = await nextLabel(tx.db, siteId);
    const registeredSeq = tx.record(siteId, {
      kind: 'private-device-registered',
      subject: { person: holder },
      details: { label, sort },
    });
    const described = { maker: maker ?? null, model: model ?? null, serial: serial ?? null };
    await tx.db
      .insert(privateDevices)
      .values({ siteId, label, registeredSeq, holderId: holder, registrantId: actor.id, sort, ...described });
    return ok({ label });
  });
}

async function faultOfHolder(
  { client, db }: ActTx,
  siteId: string,
  holder: string,
  registrant: string,
): Promise<FieldError | undefined> {
  if (!(await loadWhoIs(client, siteId, [holder])).has(holder)) return unknownHolder;
  const hosts = (await loadHostsOfMembers(db, siteId, [holder])).get(holder);
  return hosts?.has(registrant) === false ? notTheirHost : undefined;
}

const unknownHolder: FieldError = { at: '/holder', message: 'この庁舎では知られていない人です' };

const notTheirHost: FieldError = {
  at: '/holder',
  message: 'この来訪者の訪問相手が登録してください',
};

const notStaff: Refusal = {
  code: 'forbidden',
  detail:
    '登録は在職中の行政事務従事者が自分のトークンで行ってください。府省庁外の人については訪問相手が行います。',
};
