import { loadRoleBonds } from '../../authority/load-role-bonds.ts';
import type { MayStill } from '../../authority/may-still.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';

/** Whether whoever decides may, and whether the two of them count as two (I8). */
export async function loadDeciders(
  { mayStill }: { readonly mayStill: MayStill },
  { db, now }: ActTx,
  decidedBy: string,
  second: string | undefined,
) {
  const others = second === undefined ? [] : [second];
  const may: boolean[] = [];
  for (const person of [decidedBy, ...others])
    may.push(await mayStill(db, person, 'retention.change', undefined, now));
  const bonds = await loadRoleBonds(db, decidedBy, others, now);
  return { decidedBy, second, mayDecide: may.every((one) => one), bound: bonds.size > 0 };
}
