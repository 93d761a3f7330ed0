// A process of its own for what takes a third of a second: at low priority, so that doors are decided before.
import { constants, setPriority } from 'node:os';
import { type Derivation, deriveKeyHere } from './derive-key.ts';

/** Whether whatever else there is to do goes before, as the first argument of the program says. */
export type DerivingPriority = 'giving way' | 'as the service';

/**
 * Answers every derivation that the service asks for, until that is gone. It derives on its main thread: Linux keeps a priority for
 * each thread, and this sets that of the one it is called on.
 */
export function deriveInChild(self: NodeJS.Process): void {
  const givingWay: DerivingPriority = 'giving way';
  if (self.argv[2] === givingWay) setPriority(constants.priority.PRIORITY_LOW);
  self.on('message', ({ id, ...derivation }: Derivation & { readonly id: number }) => {
    self.send?.({ id, key: deriveKeyHere(derivation) });
  });
  self.on('disconnect', () => self.exit(0));
}

deriveInChild(process);
