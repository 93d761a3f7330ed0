import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { weighRegistration } from '../holders/weigh-registration.ts';
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
    const refusal = await weighRegistration(tx, context, siteId, { holder, at: '/holder' });
    if (refusal !== undefined) return refuse(refusal);
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
