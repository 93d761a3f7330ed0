import type { Telling } from './fields-told/fields.ts';
import type { Role } from './roles.ts';

/** What a role sees beyond what everybody in the house does. */
export type Seen = {
  /** Of which zones the log, presence and alarms: every one, those of the role alone, or none. */
  readonly zones: 'all' | 'own' | 'none';
  /** Rooms that nothing public-facing shows (別表1 行6 ※1): in the plan, and what is required there. */
  readonly hiddenRooms: 'all' | 'own' | 'none';
  /**
   * 氏名・所属: `beside-ids` wherever somebody is spoken of, and with them the words of those who gave a reason, which name
   * people too; `looked-up` where a request of its own asks for that person; or nowhere.
   */
  readonly persons: 'beside-ids' | 'looked-up' | 'never';
  /** Why somebody was suspended or has left: a matter between them and who answers for them. */
  readonly personnel: boolean;
  /** 審査: how an outsider's identity was confirmed, and what was examined of them. */
  readonly examinations: boolean;
  /** Numbers of cards whole: whoever knows one can write it on a card. Others tell cards apart by the last two digits. */
  readonly cardNumbers: boolean;
};

const nothing = {
  zones: 'none',
  hiddenRooms: 'none',
  persons: 'never',
  personnel: false,
  examinations: false,
  cardNumbers: false,
} as const satisfies Seen;
/** Who stands at the doors must know whom they see, and not what is between them and their superiors. */
const desk = { ...nothing, zones: 'all', hiddenRooms: 'all', persons: 'beside-ids' } as const;
/** Who oversees the record works with ids and looks a person up one by one. */
const overseer = {
  ...nothing,
  zones: 'all',
  hiddenRooms: 'all',
  persons: 'looked-up',
  personnel: true,
  examinations: true,
} as const;
const keeperOfSystems = { ...nothing, hiddenRooms: 'all' } as const;
/** Who answers for persons: by name, wherever they are spoken of. */
const answersForPersons = {
  ...nothing,
  hiddenRooms: 'all',
  persons: 'beside-ids',
  personnel: true,
  examinations: true,
} as const;

/**
 * What each role sees, field by field: `fields-told.ts` says which field of which answer tells what. Every member of staff is
 * a host: what hosts see is public in the house.
 */
export const seenBy = {
  guard: desk,
  reception: desk,
  'security-officer': { ...overseer, persons: 'beside-ids', cardNumbers: true },
  csirt: { ...desk, personnel: true, cardNumbers: true },
  'zone-officer': {
    ...nothing,
    zones: 'own',
    hiddenRooms: 'own',
    persons: 'beside-ids',
    examinations: true,
  },
  'zone-clerk': { ...nothing, zones: 'own', hiddenRooms: 'own', persons: 'looked-up', examinations: true },
  ciso: overseer,
  'general-officer': overseer,
  auditor: overseer,
  'section-officer': answersForPersons,
  'rights-admin': { ...answersForPersons, cardNumbers: true },
  'system-officer': keeperOfSystems,
  'system-admin': keeperOfSystems,
  // Exceptions of rooms nobody is shown are theirs to decide.
  'exception-approver': { ...nothing, hiddenRooms: 'all' },
  host: nothing,
  gateway: nothing,
} as const satisfies Record<Role, Seen>;

/** Whether a role is told this. */
export function isToldTo(role: Role, what: Telling): boolean {
  return tells[what](seenBy[role]);
}

/** By what a role sees, whether it is told something. */
const tells = {
  reader: () => true,
  name: ({ persons }) => persons === 'beside-ids',
  'name-at-place': ({ persons, zones }) => persons === 'beside-ids' && zones !== 'none',
  person: ({ persons }) => persons !== 'never',
  personnel: ({ personnel }) => personnel,
  examination: ({ examinations }) => examinations,
  'card-number': ({ cardNumbers }) => cardNumbers,
} as const satisfies Record<Telling, (seen: Seen) => boolean>;
