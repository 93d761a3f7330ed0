/** What an id may stand for; `persons`, `zones`: a list of them. */
type Sort =
  | 'person'
  | 'persons'
  | 'card'
  | 'door'
  | 'reader'
  | 'gateway'
  | 'zone'
  | 'zones'
  | 'permission'
  | 'permit'
  | 'visit'
  | 'destination'
  | 'contract'
  | 'organisation'
  | 'determination'
  | 'token';

/** What an entry may be about: each name of a subject, and what its id stands for. */
export const subjects = {
  person: 'person',
  /** Whoever passed with that person, or whom it is about beside them, in the same entry. */
  with: 'persons',
  /** Whoever proposed what the actor, as a second person, confirmed. */
  proposer: 'person',
  card: 'card',
  door: 'door',
  reader: 'reader',
  gateway: 'gateway',
  /** The zones of a passage, or the one zone an act concerns (`to`). */
  from: 'zone',
  /** Every other zone on the ways between these two, or of a permit: whoever answers for one of them is told. */
  through: 'zones',
  to: 'zone',
  permission: 'permission',
  permit: 'permit',
  visit: 'visit',
  destination: 'destination',
  contract: 'contract',
  organisation: 'organisation',
  determination: 'determination',
  token: 'token',
} as const satisfies Record<string, Sort>;

type Sorts = typeof subjects;

type ListSort = 'persons' | 'zones';

/** What an entry is about; ids only. */
export type Subject = {
  readonly [Name in keyof Sorts]?: Sorts[Name] extends ListSort ? readonly string[] : string;
};

/** Whether the ids of a sort come as a list. */
export function isListed(sort: Sort): sort is ListSort {
  return sort === 'persons' || sort === 'zones';
}

/** The names that stand for something of a sort. */
type NameOf<Asked extends Sort> = {
  [Name in keyof Sorts]: Sorts[Name] extends Asked ? Name : never;
}[keyof Sorts];

const personNames = namesOf('person', 'persons');
const zoneNames = namesOf('zone', 'zones');

/** Every person a subject names, in the order of the table. */
export function personsIn(subject: Subject): readonly string[] {
  return idsIn(subject, personNames);
}

/** Every zone a subject names; of a passage, in the order they are walked. */
export function zonesIn(subject: Subject): readonly string[] {
  return idsIn(subject, zoneNames);
}

function idsIn(subject: Subject, names: readonly (keyof Subject)[]): readonly string[] {
  const found: string[] = [];
  for (const name of names) {
    const ids = subject[name];
    if (typeof ids === 'string') found.push(ids);
    else if (ids !== undefined) found.push(...ids);
  }
  return found;
}

function namesOf<Asked extends Sort>(...asked: readonly Asked[]): readonly NameOf<Asked>[] {
  const sorts: Readonly<Record<string, Sort>> = subjects;
  return Object.keys(subjects).filter((name): name is NameOf<Asked> =>
    asked.some((sort) => sort === sorts[name]),
  );
}
