import { describe, expect, it } from 'vitest';
import { cardText, judgeRoster, type RosterLine } from '../../../src/people/persons/judge-roster.ts';
import {
  judgeRosterReferences,
  type RosterReferences,
} from '../../../src/people/persons/judge-roster-references.ts';
import type { ContractRow } from '../../../src/people/registry/contract-rows.ts';

const now = new Date('2026-04-06T00:00:00.000Z');
const card = { cardId: 'c', format: 'wiegand-26', facility: '1', number: '0042', expiresAt: null };

function aLine(over: Partial<RosterLine> = {}): RosterLine {
  return {
    personId: 'p',
    kind: 'staff',
    name: '職員 一郎',
    nameKana: null,
    organisationId: 'unit',
    affiliation: null,
    contractId: null,
    employeeNumber: '000123',
    card,
    ...over,
  };
}

function aContract(over: Partial<ContractRow> = {}): ContractRow {
  return {
    contractId: 'contract',
    fromSeq: 1,
    untilSeq: null,
    company: '関東警備株式会社',
    purpose: '庁舎警備',
    organisationId: 'unit',
    validFrom: new Date('2026-04-01T00:00:00.000Z'),
    validUntil: new Date('2027-04-01T00:00:00.000Z'),
    endReason: null,
    ...over,
  };
}

/** A record that knows the unit and a running contract, and nobody. */
function aRecord(over: Partial<RosterReferences> = {}): RosterReferences {
  return {
    organisations: new Set(['unit']),
    contracts: new Map([['contract', aContract()]]),
    employeeNumbers: new Map(),
    cards: new Set(),
    ...over,
  };
}

const guard = aLine({
  kind: 'card-lent',
  organisationId: null,
  affiliation: '関東警備',
  contractId: 'contract',
  employeeNumber: null,
});

describe('a roster by itself', () => {
  it('is refused where an id, an employee number or a card is named twice', () => {
    const errors = judgeRoster([aLine(), aLine()]);
    expect(errors.map(({ at }) => at)).toEqual([
      '/persons/1/personId',
      '/persons/1/employeeNumber',
      '/persons/1/card',
    ]);
  });
});

describe('a roster beside the record', () => {
  it('is right where everything it names is there and free', () => {
    expect(judgeRosterReferences([aLine(), guard], aRecord(), now)).toEqual([]);
  });

  it.each<[string, RosterLine, Partial<RosterReferences>, string]>([
    ['an organisation that is not registered', aLine(), { organisations: new Set() }, 'organisationId'],
    ['a contract that is not registered', guard, { contracts: new Map() }, 'contractId'],
    [
      'a contract that has run out',
      guard,
      { contracts: new Map([['contract', aContract({ validUntil: now })]]) },
      'contractId',
    ],
    [
      'a contract that was ended',
      guard,
      { contracts: new Map([['contract', aContract({ endReason: '解約' })]]) },
      'contractId',
    ],
    [
      'the employee number of another',
      aLine(),
      { employeeNumbers: new Map([['000123', { id: 'other', name: '山田 花子' }]]) },
      'employeeNumber',
    ],
    [
      'a card lent for longer than the contract runs',
      { ...guard, card: { ...card, cardId: 'c', expiresAt: new Date('2027-04-01T00:00:00.001Z') } },
      {},
      'card/expiresAt',
    ],
    ['a card that is registered', aLine(), { cards: new Set([cardText(card)]) }, 'card'],
  ])('is refused for %s, at its line', (_, line, over, field) => {
    const first = aLine({ organisationId: 'unit', employeeNumber: null, card: null });
    const errors = judgeRosterReferences([first, line], aRecord(over), now);
    expect(errors.map(({ at }) => at)).toContain(`/persons/1/${field}`);
  });
});
