import type { FieldError } from '../../kernel/problem.ts';

/** One member of staff as the roster (発令後の職員名簿) has them. */
export type RosterLine = {
  /** In its one form. */
  readonly employeeNumber: string;
  readonly name: string;
  readonly nameKana: string | null;
  readonly organisationId: string;
};

/** The same as the register has them now. */
export type StaffMember = Omit<RosterLine, 'organisationId'> & {
  readonly personId: string;
  readonly organisationId: string | null;
};

/** What a roster asks of the register: who is new, who is another than before, and who is not on it any more. */
export type RosterDifference = {
  readonly joins: readonly RosterLine[];
  readonly changes: readonly StaffChange[];
  readonly leaves: readonly StaffMember[];
  /** How many stay as they are. */
  readonly same: number;
};

export type StaffChange = {
  readonly before: StaffMember;
  readonly after: RosterLine;
  /** 異動: to another unit. */
  readonly isMoved: boolean;
  readonly isRenamed: boolean;
};

/**
 * Compares a roster with the staff in office who bear a number. Only those of the units that the roster covers leave by not being on it;
 * undefined: it covers all.
 */
export function compareRoster(
  lines: readonly RosterLine[],
  staff: readonly StaffMember[],
  covers: ReadonlySet<string> | undefined,
): RosterDifference {
  const known = new Map(staff.map((one) => [one.employeeNumber, one]));
  const listed = new Set(lines.map(({ employeeNumber }) => employeeNumber));
  const joins = lines.filter(({ employeeNumber }) => !known.has(employeeNumber));
  const changes = lines.flatMap((after) => {
    const before = known.get(after.employeeNumber);
    return before === undefined ? [] : changeOf(before, after);
  });
  const isCovered = ({ organisationId }: StaffMember) =>
    covers === undefined || (organisationId !== null && covers.has(organisationId));
  const leaves = staff.filter((one) => !listed.has(one.employeeNumber) && isCovered(one));
  return { joins, changes, leaves, same: lines.length - joins.length - changes.length };
}

function changeOf(before: StaffMember, after: RosterLine): readonly StaffChange[] {
  const isMoved = before.organisationId !== after.organisationId;
  const isRenamed = before.name !== after.name;
  const isOther = isMoved || isRenamed || before.nameKana !== after.nameKana;
  return isOther ? [{ before, after, isMoved, isRenamed }] : [];
}

/** Every line whose number stands on the roster before it: who is meant cannot be told. */
export function findTwice(lines: readonly RosterLine[]): readonly FieldError[] {
  const seen = new Set<string>();
  return lines.flatMap(({ employeeNumber }, index) => {
    const isTwice = seen.has(employeeNumber);
    seen.add(employeeNumber);
    return isTwice
      ? [{ at: `/persons/${index}/employeeNumber`, message: '名簿の中で二度使われています' }]
      : [];
  });
}
