import type { ActTx } from '../../log/writing/perform-act.ts';
import { findContract } from '../../people/registry/contract-rows.ts';
import { holdActiveStaff } from '../../people/registry/hold-active-staff.ts';
import { loadContractsOf } from '../../people/registry/load-contracts-of.ts';
import type { CrewFacts } from './judge-crew.ts';
import type { WorkTerms } from './work-terms.ts';

/** Looks up the contract, under which one each worker is, and which attendants are in office: they are held so to the end of the act. */
export async function loadCrewFacts(
  tx: ActTx,
  workers: readonly string[],
  { contract, attendants }: Pick<WorkTerms, 'contract' | 'attendants'>,
): Promise<CrewFacts> {
  const found = contract === undefined ? undefined : await findContract(tx.db, contract);
  return {
    contract: found && { ...found, ended: found.endReason !== null },
    contractOf: await loadContractsOf(tx.db, workers),
    inOffice: await holdActiveStaff(tx, attendants),
  };
}
