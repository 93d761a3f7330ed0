import type { DemoPeople } from './demo-people.ts';

/** Who of the office is in the permits of today, by their ids. */
export type PeopleOfToday = {
  readonly guard: string;
  readonly photographer: string;
  /** In the room while pictures are taken there. */
  readonly responsible: string;
  /** 区域情報セキュリティ責任者 of the room. */
  readonly roomOfficer: string;
  /** Has a telephone of their own in the server room. */
  readonly operator: string;
  /** 区域情報セキュリティ責任者 of the office of the operator. */
  readonly officeOfficer: string;
  /** 区域情報セキュリティ責任者 of the zones of class 3. */
  readonly innerOfficer: string;
  /** Of a work in the archive: who planned it, who attends it, and who does it. */
  readonly planner: string;
  readonly attendants: readonly string[];
  readonly workers: readonly string[];
};

/** Who decides for which zone stands in `demoOfficers`, and who may enter class 3 in `demoPermissions`. */
export function peopleOfToday({ general, policy, systems, guards, cleaners }: DemoPeople): PeopleOfToday {
  const idOf = (lines: DemoPeople[keyof DemoPeople], nth: number) => lines[nth]?.personId ?? '';
  return {
    guard: idOf(guards, 0),
    photographer: idOf(policy, 20),
    responsible: idOf(policy, 21),
    roomOfficer: idOf(policy, 1),
    operator: idOf(systems, 5),
    officeOfficer: idOf(systems, 1),
    innerOfficer: idOf(systems, 0),
    planner: idOf(general, 6),
    attendants: general.slice(7, 10).map(({ personId }) => personId),
    workers: cleaners.slice(0, 2).map(({ personId }) => personId),
  };
}
