// A process of its own for what takes a third of a second: at low priority, so that doors are decided before.
import { constants, setPriority } from 'node:os';
import { type Derivation, deriveKey } from './derive-key.ts';

/** Answers every derivation that the service asks for, until that is gone. */
export function deriveInChild(self: NodeJS.Process): void {
  setPriority(constants.priority.PRIORITY_LOW);
  self.on('message', async ({ id, ...derivation }: Derivation & { readonly id: number }) => {
    self.send?.({ id, key: await deriveKey(derivation) });
  });
  self.on('disconnect', () => self.exit(0));
}

deriveInChild(process);
