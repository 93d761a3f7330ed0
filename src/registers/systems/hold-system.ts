import type { Principal } from '../../authority/principal.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { keepsSystem, notTheirSystem } from './keeps-systems.ts';
import { lockSystem, type SystemRow } from './system-rows.ts';

/** Locks a system in use for whoever keeps it, before any head. */
export async function holdSystem(
  tx: ActTx,
  principal: Principal,
  systemId: string,
): Promise<Result<SystemRow, Refusal>> {
  const system = await lockSystem(tx, systemId);
  if (system === undefined || system.endReason !== null) return refuse({ code: 'not-found' });
  return keepsSystem(principal, system.officerId) ? ok(system) : refuse(notTheirSystem);
}
