import { type Static, Type } from 'typebox';
import { Choice, Code, Name, strict, Uuid } from '../../api/schemas.ts';

/** What a site says of its visitors; what it leaves out is as `usualVisitorSettings` has it. */

const Minutes = Type.Integer({ minimum: 1, maximum: 1440 });
const timePattern = '^([01][0-9]|2[0-3]):[0-5][0-9]$';
const Time = Type.String({ pattern: timePattern });
const ZoneClassOf = Type.Integer({ minimum: 0, maximum: 9 });

const IdentityFor = Type.Object(
  {
    class: ZoneClassOf,
    means: Type.Array(
      Choice([
        'photo-id',
        'invitation-and-id',
        'member-badge',
        'vouched',
        'employer-asked',
        'delegation-list',
        'child-with-adult',
      ]),
      { minItems: 1, uniqueItems: true },
    ),
  },
  { ...strict, title: 'IdentityFor' },
);

const PerEscort = Type.Object(
  {
    class: ZoneClassOf,
    /** Absent = whatever the purpose. */
    purpose: Type.Optional(Code),
    visitors: Type.Integer({ minimum: 1, maximum: 200 }),
  },
  { ...strict, title: 'PerEscort' },
);

/** ※3: a check at the boundary of class 0 to 1 by another body (合同庁舎の総合受付) that an organisation takes for its own. */
const TakenCheck = Type.Object(
  {
    organisation: Uuid,
    of: Uuid,
    what: Choice(['identity', 'review', 'both']),
    basis: Name,
  },
  { ...strict, title: 'TakenCheck' },
);

export const VisitorSettingsBody = Type.Object(
  {
    /** Which means of identification suffice up to which class of zone; a higher class needs a row of its own. */
    identity: Type.Optional(Type.Array(IdentityFor, { maxItems: 10 })),
    /** How many visitors one escort leads before a second is asked for, from which class on. */
    perEscort: Type.Optional(Type.Array(PerEscort, { maxItems: 100 })),
    /** Anyone of the host's unit (課室) may escort. */
    unitEscorts: Type.Optional(Type.Boolean()),
    /** How long a visitor's read waits for the escort's, and how long an escort's read opens the way; a group has three minutes in all. */
    escortWithinMs: Type.Optional(Type.Integer({ minimum: 1000, maximum: 120_000 })),
    /** After the planned end, before it is a line of the desk's list. */
    graceMinutes: Type.Optional(Minutes),
    /** A host who does not answer is asked for a second time, and the deputy with them. */
    secondContactMinutes: Type.Optional(Minutes),
    /** When the hours of visitors end, and when the desk closes. */
    visitorsUntil: Type.Optional(
      Type.String({
        pattern: timePattern,
        description: '訪問者が庁舎にいてよい時間の終わり。この時刻は含まない',
      }),
    ),
    deskClosesAt: Type.Optional(Time),
    /** Latest announcement: so many days before, at this time; later a name goes the walk-in way. Absent = any time. */
    announceBy: Type.Optional(
      Type.Object({ daysBefore: Type.Integer({ minimum: 0, maximum: 90 }), at: Time }, strict),
    ),
    /** The host is asked to say that a visit has ended; nobody is held for it. */
    hostEndsVisit: Type.Optional(Type.Boolean()),
    /** From when on somebody who comes often should hold a card of their own. */
    regulars: Type.Optional(
      Type.Object(
        {
          daysAWeek: Type.Integer({ minimum: 1, maximum: 7 }),
          visitsAYear: Type.Integer({ minimum: 1, maximum: 366 }),
          daysInARow: Type.Integer({ minimum: 2, maximum: 366 }),
        },
        strict,
      ),
    ),
    takenChecks: Type.Optional(Type.Array(TakenCheck, { maxItems: 100 })),
  },
  { ...strict, title: 'VisitorSettings' },
);

type Said = Static<typeof VisitorSettingsBody>;

/** The settings of a site with nothing left out but `announceBy`. */
export type VisitorSettings = Required<Omit<Said, 'announceBy'>> & Pick<Said, 'announceBy'>;

export const usualVisitorSettings: VisitorSettings = {
  identity: [
    {
      class: 2,
      means: [
        'photo-id',
        'invitation-and-id',
        'member-badge',
        'vouched',
        'employer-asked',
        'delegation-list',
        'child-with-adult',
      ],
    },
    { class: 9, means: ['photo-id', 'vouched', 'employer-asked', 'delegation-list'] },
  ],
  perEscort: [
    { class: 0, visitors: 5 },
    { class: 3, visitors: 2 },
  ],
  unitEscorts: true,
  escortWithinMs: 10_000,
  graceMinutes: 60,
  secondContactMinutes: 10,
  visitorsUntil: '22:00',
  deskClosesAt: '18:00',
  hostEndsVisit: false,
  regulars: { daysAWeek: 2, visitsAYear: 10, daysInARow: 31 },
  takenChecks: [],
};

/** What holds at a site whose plan says this much. */
export function visitorSettingsOf(said: Said | undefined): VisitorSettings {
  return { ...usualVisitorSettings, ...said };
}
