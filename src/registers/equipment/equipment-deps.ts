import type { ActDeps, ActTx } from '../../log/writing/perform-act.ts';
import type { PermitRow } from '../../permits/registry/permit-rows.ts';

/** Tells, before any head is taken, why a permit to install does not cover what the rules ask by now; each in words. */
export type FindUncoveredBy = (tx: ActTx, permit: PermitRow) => Promise<readonly string[]>;

/** What registering a thing, or changing its entry, needs besides what every act does. */
export type EquipmentDeps = ActDeps & { readonly findUncoveredBy: FindUncoveredBy };
