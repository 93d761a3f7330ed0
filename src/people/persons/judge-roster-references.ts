import type { FieldError } from '../../kernel/problem.ts';
import { beyondContract, isBeyond } from '../cards/judge-card-life.ts';
import type { ContractRow } from '../registry/contract-rows.ts';
import { isContractOver } from '../registry/is-contract-over.ts';
import { type NumberHolder, takenBy } from './judge-person-references.ts';
import { cardText, type RosterLine } from './judge-roster.ts';

/** What the record says of what the lines of a roster name. */
export type RosterReferences = {
  readonly organisations: ReadonlySet<string>;
  readonly contracts: ReadonlyMap<string, ContractRow>;
  /** Of whoever is in office, with the holder. */
  readonly employeeNumbers: ReadonlyMap<string, NumberHolder>;
  /** Cards that are registered, as `cardText` writes them. */
  readonly cards: ReadonlySet<string>;
};

/** Every line of a roster, right by itself, that does not fit the record. */
export function judgeRosterReferences(
  lines: readonly RosterLine[],
  { organisations, contracts, employeeNumbers, cards }: RosterReferences,
  now: Date,
): readonly FieldError[] {
  return lines.flatMap(({ organisationId, contractId, employeeNumber, card }, index) => {
    const found: FieldError[] = [];
    const say = (field: string, message: string) => found.push({ at: `/persons/${index}/${field}`, message });
    if (organisationId !== null && !organisations.has(organisationId))
      say('organisationId', 'この組織は登録されていません');
    const contract = contractId === null ? undefined : contracts.get(contractId);
    if (contractId !== null && (contract === undefined || isContractOver(contract, now))) {
      say('contractId', 'この契約は登録されていないか、終了しています');
    }
    const holder = employeeNumbers.get(employeeNumber ?? '');
    if (holder !== undefined) say('employeeNumber', takenBy(holder));
    const expiresAt = card?.expiresAt ?? null;
    if (expiresAt !== null && contract !== undefined && isBeyond(expiresAt, contract)) {
      say('card/expiresAt', beyondContract);
    }
    if (card !== null && cards.has(cardText(card))) say('card', 'このカードは登録されています');
    return found;
  });
}
