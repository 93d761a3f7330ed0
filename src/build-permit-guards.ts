import { guardTransfer } from './deliveries/transfers/guard-transfer.ts';
import { guardItems } from './devices/items/guard-items.ts';
import { photographyGuards } from './devices/photography-custody/photography-guards.ts';
import { guardPrivateDevice } from './devices/private-devices/guard-private-device.ts';
import { guardTakeOut } from './devices/take-outs/guard-take-out.ts';
import { guardOpening } from './permits/openings/guard-opening.ts';
import type { FindPlaces } from './permits/using/find-places.ts';
import type { PermitGuards } from './permits/using/permit-guards.ts';
import { guardLinking } from './registers/installing/guard-linking.ts';
import { guardWork } from './works/guard-work.ts';

/** The guards of every kind of permit, from the rooms of the kinds. */
export function buildPermitGuards(findPlaces: FindPlaces): PermitGuards {
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
    // What is added is weighed by its rows alone.
    installing: { start: async () => undefined },
    linking: guardLinking,
    work: guardWork,
  };
}
