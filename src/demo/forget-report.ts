import { takeOutApplication } from '../devices/take-outs/take-out-application.ts';
import { dayMs } from '../kernel/day-ms.ts';
import { usePermit } from '../permits/using/use-permit.ts';
import type { DemoPermitDeps } from './demo-permit-deps.ts';
import { done } from './done.ts';
import { permitted } from './permitted.ts';

/** For how many days a laptop was out; the report of its end is due three days later. */
const daysOut = 6;

/** Somebody takes a laptop out by leave of the head of their section, brings it back in time, and forgets the report of it (終了報告). */
export async function forgetReport(
  deps: DemoPermitDeps,
  { engineer, head }: { readonly engineer: string; readonly head: string },
): Promise<void> {
  const { siteId, as, clock } = deps;
  const taken = clock.now();
  const until = new Date(taken.getTime() + daysOut * dayMs);
  const application = takeOutApplication({
    persons: [engineer],
    from: taken,
    until,
    purpose: '出張先での保守',
    terms: {
      grade: { confidentiality: 3, integrity: 1, availability: 1 },
      information: '設備の構成図',
      minimum: '対象の設備の図面だけ',
      place: '見本地方庁舎の機械室',
      media: ['terminal'],
      systems: [{ code: 'pc-0042', words: '業務用ノートPC' }],
      outsideNetwork: false,
    },
  });
  const id = await permitted(deps, { by: engineer, officer: head }, application);
  done(await usePermit(deps, await as(engineer), siteId, id, 'start'));
  const back = new Date(until.getTime() - dayMs);
  const onReturn = { ...deps, clock: { now: () => back } };
  done(await usePermit(onReturn, await as(engineer), siteId, id, 'close'));
}
