import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type HandedOver,
  type HeldTransfer,
  judgeTransfer,
  type TransferFacts,
} from '../../../src/deliveries/transfers/judge-transfer.ts';
import {
  judgeTransferTerms,
  transferApplication,
} from '../../../src/deliveries/transfers/transfer-application.ts';
import { permitStateOfTrack } from '../../../src/permits/applying/permit-state-of-track.ts';
import { tellRule } from '../../../src/permits/rule/tell-rule.ts';
import type { WaiverBasis } from '../../../src/permits/rule/waiver-bases.ts';
import { aMoment, theLayers } from '../../support/a-ruled-zone.ts';
import { aTransfer } from '../../support/a-transfer.ts';
import { aWaiver } from '../../support/a-waiver.ts';

/** 機密性, 完全性, 可用性 */
type Grade = readonly [number, number, number];

type Cases = {
  readonly applying: readonly {
    readonly description: string;
    readonly grade: Grade;
    readonly waived?: { readonly basis: WaiverBasis; readonly unit: string };
    readonly want: {
      readonly track: string;
      readonly answer: string;
      readonly approvers: readonly string[];
    };
  }[];
  readonly handing: readonly {
    readonly description: string;
    readonly permit?: Partial<HeldTransfer> | null;
    readonly terms?: Readonly<Record<string, unknown>>;
    readonly handed?: Readonly<Record<string, unknown>>;
    readonly facts?: Partial<Omit<TransferFacts, 'now'>> & { readonly now?: string };
    readonly want: readonly string[];
  }[];
};

const file = new URL('../../cases/transfers/meti-13.json', import.meta.url);
const { applying, handing } = JSON.parse(readFileSync(file, 'utf8')) as Cases;

const gradeOf = ([confidentiality, integrity, availability]: Grade) => ({
  confidentiality,
  integrity,
  availability,
});

/** What a case says instead of the usual: `null` = not there, a grade by its three numbers. */
function varied<Of extends object>(usual: Of, over: Readonly<Record<string, unknown>> = {}): Of {
  const { grade, ...rest } = over;
  const whole = { ...usual, ...rest, ...(grade === undefined ? {} : { grade: gradeOf(grade as Grade) }) };
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== null)) as Of;
}

describe('applying to move information (METI 13)', () => {
  it.each(applying)('$description', ({ grade, waived, want }) => {
    const drafted = transferApplication(aTransfer({}, { grade: gradeOf(grade) })).draftFor(new Map());
    if (!drafted.ok) throw new Error(JSON.stringify(drafted));
    const { asked, applied } = drafted.value;
    const waivers = waived === undefined ? [] : [aWaiver({ ...ofArticle(waived.unit), ...waived })];
    const question = { asked, zones: [], circumstances: applied, unit: 'somu', waivers: ofUnit(waivers) };
    const { track, needs, lines } = tellRule(question, aMoment, theLayers());
    expect({
      track,
      answer: permitStateOfTrack(track),
      approvers: needs.map(({ anyOf, unit }) => `${anyOf.join(' or ')} of ${unit}`),
    }).toEqual(want);
    expect(lines.map(({ clause, zone }) => [clause, zone])).toEqual(asked.map(() => ['METI 13', null]));
  });

  it('names one receiver; a messenger goes to a 課室', () => {
    const places = (terms: object) => judgeTransferTerms(terms).map(({ at }) => at);
    expect(places({ carrier: '関東運輸' })).toEqual(['/terms']);
    expect(places({ carrier: '関東運輸', section: 'kaikei', receiver: '県' })).toEqual(['/terms/receiver']);
    expect(places({ receiver: '県' })).toEqual(['/terms/section']);
    expect(places({ section: 'kaikei' })).toEqual([]);
  });
});

/** Of the lines of the register those for the people of the unit, as they are found for whoever applies. */
const ofUnit = (waivers: readonly ReturnType<typeof aWaiver>[]) =>
  waivers.filter(({ unit }) => unit === null || unit === 'somu');

const ofArticle = (unit: string) => ({
  rows: ['meti-13-c2'] as const,
  zoneIds: [],
  needs: [{ zone: null, unit, anyOf: ['section-officer'] as const }],
});

describe('handing information over by a permit (METI 13)', () => {
  const { terms: usualTerms } = aTransfer();
  const usual: HandedOver = {
    by: 'sender',
    pieces: 2,
    sheets: 10,
    grade: gradeOf([2, 1, 1]),
    carrier: '株式会社関東運輸',
    receiver: { name: '県の 商工労働部' },
  };

  it.each(handing)('$description', ({ permit, terms, handed, facts = {}, want }) => {
    const { now = '2026-04-06T09:00:00+09:00', ...over } = facts;
    const held: HeldTransfer = {
      state: 'approved',
      validFrom: new Date('2026-04-06T00:00:00+09:00'),
      validUntil: new Date('2026-04-11T00:00:00+09:00'),
      parties: ['applicant', 'sender'],
      organisationId: 'somu',
      terms: varied(usualTerms, terms),
      ...permit,
    };
    const faults = judgeTransfer(varied(usual, handed), {
      permit: permit === null ? undefined : held,
      stopped: false,
      askedAnew: false,
      used: { pieces: 0, sheets: 0 },
      now: new Date(now),
      ...over,
    });
    expect(faults.map(({ at }) => at)).toEqual(want);
    for (const { message } of faults) expect(message).toContain('METI 13条');
  });
});
