import { databaseOf, type Pool } from './db/pool.ts';
import { guardTransfer } from './deliveries/transfers/guard-transfer.ts';
import { guardItems } from './devices/items/guard-items.ts';
import { photographyGuards } from './devices/photography-custody/photography-guards.ts';
import { guardPrivateDevice } from './devices/private-devices/guard-private-device.ts';
import { guardTakeOut } from './devices/take-outs/guard-take-out.ts';
import { guardOpening } from './permits/openings/guard-opening.ts';
import type { FindPlaces } from './permits/using/find-places.ts';
import type { PermitGuards } from './permits/using/permit-guards.ts';
import { additionGuards } from './registers/additions/addition-guards.ts';
import { guardWork } from './works/guard-work.ts';
import type { Policy } from './zones/regulation/policy.ts';

/** The guards of every kind of permit, from the rooms of the kinds. */
export function buildPermitGuards(
  findPlaces: FindPlaces,
  { pool, policy }: { readonly pool: Pool; readonly policy: Policy },
): PermitGuards {
  const ofAdditions = additionGuards(databaseOf(pool), policy);
  return {
    photography: photographyGuards(findPlaces),
    'system-item': guardItems,
    'private-device': { start: guardPrivateDevice },
    'take-out': guardTakeOut,
    exception: { start: guardOpening },
    'person-exception': { start: guardOpening },
    application: { start: guardOpening },
    // Whatever is handed over is weighed when it is: that a permit began says nothing of it.
    delivery: { start: async () => undefined },
    transfer: guardTransfer,
    installing: ofAdditions.installing,
    linking: ofAdditions.linking,
    work: guardWork,
  };
}
