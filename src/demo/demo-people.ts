import type { CardKey } from '../kernel/card-key.ts';
import { newId } from '../kernel/ids.ts';
import type { RosterLine } from '../people/persons/judge-roster.ts';
import { demoName } from './demo-name.ts';

export type DemoUnits = { readonly general: string; readonly policy: string; readonly systems: string };
export type DemoContracts = { readonly guards: string; readonly cleaners: string };

type Group = keyof DemoUnits | keyof DemoContracts;

const groupSizes = {
  general: 92,
  policy: 100,
  systems: 68,
  guards: 16,
  cleaners: 24,
} as const satisfies Record<Group, number>;

const companies: Record<keyof DemoContracts, string> = {
  guards: '見本警備保障株式会社',
  cleaners: '見本ビルサービス株式会社',
};

export const demoCompanies = companies;

/** 300 people with a card each: 260 of the staff in three sections, 40 card-lent outsiders under two contracts. */
export type DemoPeople = Readonly<Record<Group, readonly RosterLine[]>>;

export function demoPeople(units: DemoUnits, contracts: DemoContracts): DemoPeople {
  let nth = 0;
  const staff = (unit: keyof DemoUnits) =>
    Array.from({ length: groupSizes[unit] }, () => {
      nth += 1;
      return personOf(nth, {
        kind: 'staff',
        organisationId: units[unit],
        affiliation: null,
        contractId: null,
        employeeNumber: String(nth).padStart(6, '0'),
      });
    });
  const outsiders = (contract: keyof DemoContracts) =>
    Array.from({ length: groupSizes[contract] }, () => {
      nth += 1;
      return personOf(nth, {
        kind: 'card-lent',
        organisationId: null,
        affiliation: companies[contract],
        contractId: contracts[contract],
        employeeNumber: null,
      });
    });
  return {
    general: staff('general'),
    policy: staff('policy'),
    systems: staff('systems'),
    guards: outsiders('guards'),
    cleaners: outsiders('cleaners'),
  };
}

/** The cards of the demo office: of one batch, numbered with gaps. */
const demoCards = { format: 'wiegand-34', facility: '12' } as const;
const firstNumber = 40_000;

/** Whether this is a card the demo office was made with, by its number. */
export function isDemoCard({ format, facility, number }: CardKey): boolean {
  return format === demoCards.format && facility === demoCards.facility && /^4\d{4}$/.test(number);
}

function personOf(
  nth: number,
  terms: Pick<RosterLine, 'kind' | 'organisationId' | 'affiliation' | 'contractId' | 'employeeNumber'>,
): RosterLine {
  const card = {
    cardId: newId<'card'>(),
    ...demoCards,
    number: String(firstNumber + nth * 7),
    expiresAt: null,
  };
  return { personId: newId<'person'>(), ...demoName(nth), ...terms, card };
}
