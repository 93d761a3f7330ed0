import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { PermitDraft } from '../../permits/applying/permit-draft.ts';
import type { Application } from '../../permits/applying/weigh-application.ts';
import type { WhoIs } from '../../visitors/names/load-who-is.ts';
import type { PersonKind } from '../../zones/regulation/person-kinds.ts';
import { judgeAnsweredTwice } from '../conditions/judge-answered.ts';
import { askedRowOf } from './asked-row-of.ts';
import { deviceSorts } from './device-sorts.ts';
import type { PrivateDeviceRow } from './private-device-rows.ts';
import { type DeviceUse, type PrivateDeviceTerms, usualConditions } from './private-device-terms.ts';

/** What somebody applies for with a device: where, when, what for, to bring it in, to use it, or both. */
export type PrivateDeviceRequest = Omit<PrivateDeviceTerms, 'label' | 'use'> & {
  /** Absent where it is brought in alone. */
  readonly use?: DeviceUse | undefined;
  readonly zones: readonly string[];
  readonly from: Date;
  /** Exclusive */
  readonly until: Date;
  /** Nothing of an aid: nobody says what they suffer from. */
  readonly purpose?: string | undefined;
  /** A code of the organisation's list of purposes, where one fits. */
  readonly purposeCode?: string | undefined;
};

/** A purpose that is asked for no words, and of which a device answers no conditions. */
const medicalAid = { code: 'medical-aid', words: '医療上の補助具' } as const;

/** 支給以外の端末・記録装置の申請 (別表2 rows 8–13). The holder decides which rows: of staff 8 to 11, of outsiders 12 and 13. */
export function privateDeviceApplication(
  device: PrivateDeviceRow,
  request: PrivateDeviceRequest,
): Application {
  return {
    concernedIds: [device.holderId],
    articles: ['meti-81'],
    draftFor: (known) => draftFor(device, request, known),
  };
}

function draftFor(
  device: PrivateDeviceRow,
  request: PrivateDeviceRequest,
  known: ReadonlyMap<string, WhoIs>,
): Result<PermitDraft, Refusal> {
  const { zones, from, until, purpose, purposeCode, carryIn, use, answers } = request;
  const kind = known.get(device.holderId)?.kind ?? 'visitor';
  const errors = judgeDeviceRequest(device, request, kind);
  if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
  const met = answers.flatMap((answer) => (answer.met ? [answer.condition] : []));
  return ok({
    kind: 'private-device',
    asked: [
      ...(carryIn ? [askedRowOf(kind, 'carry-in')] : []),
      ...(use === undefined ? [] : [askedRowOf(kind, use)]),
    ],
    zoneIds: zones,
    concernedIds: [device.holderId],
    applied: { person: kind, purpose: purposeCode, conditions: answers.length === 0 ? undefined : met },
    purpose: purpose ?? medicalAid.words,
    terms: { label: device.label, carryIn, answers, ...(use === undefined ? {} : { use }) },
    validFrom: from,
    validUntil: until,
  });
}

/** What is wrong with an application for a device: every fault at once. */
export function judgeDeviceRequest(
  { sort }: Pick<PrivateDeviceRow, 'sort'>,
  { purpose, purposeCode, carryIn, use, answers }: PrivateDeviceRequest,
  kind: PersonKind,
): readonly FieldError[] {
  const aid = purposeCode === medicalAid.code;
  const codes = answers.map(({ condition }) => condition);
  const asked = use !== undefined && deviceSorts[sort].programs && !aid;
  const silent = asked ? Object.entries(usualConditions).filter(([code]) => !codes.includes(code)) : [];
  return [
    ...(carryIn || use !== undefined ? [] : [nothingAsked]),
    ...(kind !== 'staff' && use !== undefined && use.handles !== 'unprotected' ? [gradeOfOutsider] : []),
    ...(aid && purpose !== undefined ? [detailOfAid] : []),
    ...(aid || purpose !== undefined ? [] : [noPurpose]),
    ...judgeAnsweredTwice('/answers', answers),
    ...silent.map(([code, words]) => ({
      at: '/answers',
      message: `「${words}」（${code}）に答えてください`,
    })),
  ];
}

const nothingAsked: FieldError = {
  at: '/carryIn',
  message: '持込み（carryIn）と利用（use）の少なくとも一方を申請してください',
};

const gradeOfOutsider: FieldError = {
  at: '/use/handles',
  message: '府省庁外の人の機器の利用（行13）では情報の格付けを申請しません。unprotected としてください',
};

const detailOfAid: FieldError = {
  at: '/purpose',
  message: '医療上の補助具については理由を書かないでください。病名などは聞きません',
};

const noPurpose: FieldError = { at: '/purpose', message: '何のために必要かを書いてください' };
