import { DateTime } from 'luxon';

/** 四半期 of the ministry's calendar (+09:00), as the rights of its people are reviewed. */
export type Quarter = {
  /** Its first month, `2026-04`. */
  readonly name: string;
  readonly begins: Date;
  /** Reviews of it that nobody signed by then are overdue. */
  readonly dueAt: Date;
};

export const quarterPattern = '^[0-9]{4}-(01|04|07|10)$';

const calendar = 'Asia/Tokyo';
const daysToReview = 30;

/** The quarter that an instant falls into. */
export function quarterAt(at: Date): Quarter {
  return quarterFrom(DateTime.fromJSDate(at, { zone: calendar }).startOf('quarter'));
}

/** The quarter of a name: `2026-04`. */
export function quarterNamed(name: string): Quarter {
  return quarterFrom(DateTime.fromISO(name, { zone: calendar }));
}

function quarterFrom(begins: DateTime): Quarter {
  return {
    name: begins.toFormat('yyyy-MM'),
    begins: begins.toJSDate(),
    dueAt: begins.plus({ days: daysToReview }).toJSDate(),
  };
}
