import type { RowScope } from './policy.ts';

/** 格付 of what an information system handles: 機密性 1–3, 完全性 and 可用性 1–2. */
export type SystemGrades = {
  readonly confidentiality: number;
  readonly integrity: number;
  readonly availability: number;
};

/** 情報システム of the register (METI 41) in one zone, with what rows may bind for its sake. */
export type RegisteredSystem = {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly handles: readonly RowScope[];
};

/** 区域の情報システムの確認: on this day whoever answers for the zone found no system there that is not registered. */
export type SystemSurvey = { readonly zone: string; readonly on: string };

/** 要保護情報 is what is more than 1 in one of the three; 要安定情報 is of 可用性2 (METI 2(36)–(39)). */
export function handledBy({ confidentiality, integrity, availability }: SystemGrades): readonly RowScope[] {
  const isProtected = confidentiality > 1 || integrity > 1 || availability > 1;
  return [
    ...(isProtected ? (['protected-systems'] as const) : []),
    ...(availability > 1 ? (['stable-systems'] as const) : []),
  ];
}
