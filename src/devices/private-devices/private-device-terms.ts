import { type Static, Type } from 'typebox';
import { Check } from 'typebox/value';
import { Choice, strict } from '../../api/schemas.ts';
import { ConditionAnswer } from '../conditions/condition-answer.ts';
import { ConditionsSeen } from '../conditions/conditions-seen.ts';

/** What is handled with a device, by the grades that rows 9 to 11 tell apart; each is allowed what those before it are. */
export const handledGrades = ['unprotected', 'c2', 'c3-i2-a2'] as const;

export type HandledGrade = (typeof handledGrades)[number];

/** 起動・利用 of a device: what with, and whether over 府省庁内LAN. */
export const DeviceUse = Type.Object(
  {
    handles: Choice(handledGrades, {
      description:
        '取り扱う情報。unprotected＝要保護情報を取り扱わない、c2＝機密性2（完全性1かつ可用性1）まで、c3-i2-a2＝機密性3、完全性2又は可用性2を含む',
    }),
    lan: Type.Boolean({ description: '府省庁内LANにつなぐ。情報システムセキュリティ責任者の許可が要る' }),
  },
  { ...strict, title: 'DeviceUse' },
);

export type DeviceUse = Static<typeof DeviceUse>;

/** What is asked of every device that runs programs before it is used, by the codes that determinations name. */
export const usualConditions = {
  antivirus: 'ウイルス対策ソフトが最新である',
  'os-current': 'OS が最新である',
  'no-sharing': 'ファイル共有などの不正なソフトがない',
} as const;

/** What is answered of a device beside where, when and what for. */
export const deviceAnswers = {
  carryIn: Type.Boolean({ description: '持ち込む' }),
  use: Type.Optional(DeviceUse),
  answers: Type.Array(ConditionAnswer, {
    maxItems: 50,
    description: `条件ごとの「はい」「いいえ」。はいと答えたものは始める時に受付・警備が確かめる。${usualWords()}`,
  }),
} as const;

/** What an application for a device says besides where, when and who. */
export const PrivateDeviceTerms = Type.Object(
  { label: Type.Integer({ minimum: 1 }), ...deviceAnswers },
  { ...strict, title: 'PrivateDeviceTerms' },
);

export type PrivateDeviceTerms = Static<typeof PrivateDeviceTerms>;

/** The terms as they are kept, with what the desk saw last of the conditions that were answered with yes. */
const KeptPrivateDeviceTerms = Type.Object(
  { ...PrivateDeviceTerms.properties, seen: Type.Optional(ConditionsSeen) },
  strict,
);

export type KeptPrivateDeviceTerms = Static<typeof KeptPrivateDeviceTerms>;

/** Reads the terms of a stored permit; undefined for what this program did not write. */
export function parsePrivateDeviceTerms(terms: object): KeptPrivateDeviceTerms | undefined {
  return Check(KeptPrivateDeviceTerms, terms) ? terms : undefined;
}

function usualWords(): string {
  const usual = Object.entries(usualConditions);
  return usual.map(([code, words]) => `${code}＝${words}`).join('、');
}
