import { type Static, Type } from 'typebox';
import { Check } from 'typebox/value';
import { Choice, Code, Described, End, Instant, Nullable, strict, Uuid } from '../../api/schemas.ts';
import { Given } from '../../permits/deciding/given-as.ts';

/** How a work is done. */
const forms = ['once', 'recurring', 'patrol', 'urgent'] as const;

/** Tools that need a leave of their own before they are used: 火気 and 電動工具. */
export const toolsWithLeave = ['open-flame', 'power-tool'] as const;

export type ToolWithLeave = (typeof toolsWithLeave)[number];

/** A firm that works for the contractor (再委託): nobody of it comes without the consent to that. */
const Subcontract = Type.Object(
  {
    persons: Type.Array(Uuid, { minItems: 1, maxItems: 200, uniqueItems: true }),
    consent: Described(Code, '再委託の承諾の番号'),
  },
  { ...strict, title: 'WorkSubcontract' },
);

/** A point of a round (巡回点): a zone, and where it is asked within which minutes of its beginning. */
const RoundPoint = Type.Object(
  {
    zone: Code,
    minutes: Type.Optional(
      Type.Object(
        {
          from: Type.Integer({ minimum: 0, maximum: 1440 }),
          until: Type.Integer({ minimum: 1, maximum: 1440, description: '終わりの分。含まない' }),
        },
        { ...strict, title: 'RoundMinutes', description: '始まりから何分の間に（until は含まない）' },
      ),
    ),
  },
  { ...strict, title: 'RoundPoint' },
);

export type RoundPoint = Static<typeof RoundPoint>;

/** What a plan of work says besides where, when and who works. */
const asked = {
  contract: Type.Optional(Described(Uuid, '業者の作業の契約')),
  attendants: Type.Array(Uuid, {
    maxItems: 20,
    uniqueItems: true,
    description: '立会者（行政事務従事者）。業者の作業では作業員の付添いでもある',
  }),
  cameras: Type.Optional(
    Type.Array(Code, { maxItems: 50, uniqueItems: true, description: '作業を監視するカメラ' }),
  ),
  windows: Type.Optional(
    Type.Array(Type.Object({ from: Instant, until: End }, strict), {
      minItems: 1,
      maxItems: 400,
      description: '期間のうち作業する時間（繰り返す作業の各回）。なければ期間のすべて',
    }),
  ),
  points: Type.Optional(
    Type.Array(RoundPoint, {
      minItems: 1,
      maxItems: 200,
      description: '巡回で通る区域を、その順に。終わりに、通らなかったものなどを答える',
    }),
  ),
  namesBy: Type.Optional(Described(Instant, '作業員を届け出る締切り')),
  subcontracts: Type.Optional(Type.Array(Subcontract, { minItems: 1, maxItems: 20 })),
};

const tool = Choice(toolsWithLeave, { description: 'open-flame＝火気、power-tool＝電動工具' });

/** What somebody sends who plans a work. */
export const WorkRequestTerms = Type.Object(
  {
    form: Choice(['once', 'recurring', 'patrol'], {
      description: 'once＝1回、recurring＝繰り返し、patrol＝巡回',
    }),
    ...asked,
    tools: Type.Optional(Type.Array(tool, { minItems: 1, maxItems: 2, uniqueItems: true })),
  },
  { ...strict, title: 'WorkRequestTerms' },
);

export type WorkRequestTerms = Static<typeof WorkRequestTerms>;

/** A plan of work as it is kept: of each tool the leave for it; null = nobody gave it yet. */
const WorkTerms = Type.Object(
  {
    form: Choice(forms),
    ...asked,
    tools: Type.Array(Type.Object({ tool, leave: Nullable(Type.Object(Given, strict)) }, strict)),
  },
  strict,
);

export type WorkTerms = Static<typeof WorkTerms>;

/** Reads the terms of a stored permit; undefined for what this program did not write. */
export function parseWorkTerms(terms: object): WorkTerms | undefined {
  return Check(WorkTerms, terms) ? terms : undefined;
}
