import type { LoanBasis } from '../../src/people/loans/tables.ts';
import { anOfficer, type Officer } from './an-officer.ts';
import { anApprovedPermission, type PeopleHouse } from './people-house.ts';

/** A desk of a house's site: who stands there, and the passes it has. */
export type PassDesk = {
  readonly reception: Officer;
  /** Puts a pass with a pool card into the stock; answers the pass and its card. */
  readonly add: (
    basis: LoanBasis,
    over?: { readonly highestClass?: number },
  ) => Promise<{
    readonly pass: string;
    readonly card: string;
    readonly numeral: string;
    readonly number: string;
  }>;
  /** What is listed of a pass. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly shown: (numeral: string) => Promise<any>;
};

export async function aPassDesk(house: PeopleHouse): Promise<PassDesk> {
  const { test, site, make, get } = house;
  const reception = await anOfficer(test, [{ role: 'reception', siteId: site }]);
  let nth = 30_000;
  const shown: PassDesk['shown'] = async (numeral) =>
    (await get(reception.token, `/sites/${site}/passes?numeral=${numeral}`)).body.items[0];
  return {
    reception,
    shown,
    async add(basis, { highestClass = 2 } = {}) {
      nth += 1;
      const number = String(nth);
      const numeral = `P-${number}`;
      const card = { format: 'wiegand-26', facility: '12', number };
      const pass = await make(`/sites/${site}/passes`, { numeral, basis, highestClass, card });
      return { pass, card: (await shown(numeral)).card, numeral, number };
    },
  };
}

/** A permission of an outsider under a contract, with identity and 審査 on record. */
export function anExaminedPermission(
  house: PeopleHouse,
  { contract, person }: { readonly contract: string; readonly person: string },
  officer: Officer,
): Promise<string> {
  const identity = { by: officer.id, how: '旅券', at: '2026-04-05T00:00:00Z' };
  const outsider = { host: house.host.id, identity, review: { content: '契約書を確認' }, contract };
  return anApprovedPermission(house, person, officer, { outsider });
}
