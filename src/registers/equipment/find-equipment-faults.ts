import type { FieldError } from '../../kernel/problem.ts';
import type { ActContext, ActTx } from '../../log/writing/perform-act.ts';
import { lockPermit } from '../../permits/registry/permit-rows.ts';
import { dayAt } from '../../zones/hours/day-at.ts';
import { loadRoomsKnown } from '../../zones/knowing/load-rooms-known.ts';
import { loadPlan } from '../../zones/plan/load-plan.ts';
import { loadTimeZone } from '../../zones/plan/load-time-zone.ts';
import type { ElementKind } from '../../zones/plan/plan-elements.ts';
import { concealedIn, planShownTo } from '../../zones/plan/plan-shown-to.ts';
import { parseInstallingTerms } from '../installing/installing-terms.ts';
import { findSystem } from '../systems/system-rows.ts';
import type { EquipmentDeps, FindUncoveredBy } from './equipment-deps.ts';
import type { EquipmentDraft } from './equipment-draft.ts';
import { elementKindOf } from './equipment-kinds.ts';
import { judgeEquipment } from './judge-equipment.ts';
import { type HeldInstallation, judgeInstalledUnder } from './judge-installed-under.ts';

/** Every fault of a thing as it is to stand from now on, at its field; asked before any head is taken. `isThere`: the plan has the zone. */
export async function findEquipmentFaults(
  { findUncoveredBy }: Pick<EquipmentDeps, 'findUncoveredBy'>,
  tx: ActTx,
  context: ActContext,
  siteId: string,
  draft: EquipmentDraft,
  { isThere }: { readonly isThere: boolean },
): Promise<readonly FieldError[]> {
  const { permitId, systemId } = draft;
  const system = systemId === null ? undefined : await findSystem(tx.db, systemId);
  const faults = judgeEquipment(draft, {
    isThere,
    isElementThere: await isElementKnown(tx, context, siteId, draft),
    systemZones:
      system === undefined || system.endReason !== null
        ? undefined
        : system.places.flatMap(({ site, zone }) => (site === siteId ? [zone] : [])),
    today: dayAt(tx.now, await loadTimeZone(tx.db, siteId)),
  });
  if (permitId === null) return faults;
  const permit = await holdInstallation(findUncoveredBy, tx, siteId, permitId);
  return [...faults, ...judgeInstalledUnder(draft, permit, tx.now)];
}

/** Whether the plan shows the element it names to whoever acts: what leads to a hidden room is none (ADR 0052). */
async function isElementKnown(
  tx: ActTx,
  { principal }: ActContext,
  siteId: string,
  { kind, element }: Pick<EquipmentDraft, 'kind' | 'element'>,
): Promise<boolean> {
  const elementKind: ElementKind | undefined = elementKindOf(kind);
  if (elementKind === undefined || element === null) return false;
  const { plan } = await loadPlan(tx.client, siteId);
  if (plan === undefined) return false;
  const rooms = await loadRoomsKnown(tx.client, principal, siteId, tx.now);
  const { readers, gateways } = planShownTo(plan, { rooms, concealed: concealedIn(plan) });
  return (elementKind === 'reader' ? readers : gateways).some(({ id }) => id === element);
}

/** The permit to install that a thing refers to, held to the end of the act; undefined = there is no such permit. */
async function holdInstallation(
  findUncoveredBy: FindUncoveredBy,
  tx: ActTx,
  siteId: string,
  permitId: string,
): Promise<HeldInstallation | undefined> {
  const permit = await lockPermit(tx, siteId, permitId);
  const terms = permit?.kind === 'installing' ? parseInstallingTerms(permit.terms) : undefined;
  if (permit === undefined || terms === undefined) return undefined;
  return { ...permit, installed: terms.installed, uncovered: await findUncoveredBy(tx, permit) };
}
