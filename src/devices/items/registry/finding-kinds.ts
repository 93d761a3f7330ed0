/** What the guard has something to do about after a look at what somebody carries. */
export const findingKinds = {
  'left-without-permit': { says: '許可なく持ち出そうとした物品' },
  'not-erased': { says: '消去の証明なく持ち出そうとした物品' },
  unregistered: { says: '登録のない物品の持ち出し' },
  'seal-broken': { says: '封印が破れた物品' },
  'condition-not-met': { says: '許可の条件を満たしていない物品' },
} as const satisfies Record<string, { readonly says: string }>;

export type FindingKind = keyof typeof findingKinds;

/** How it was settled. */
export const findingOutcomes = {
  'went-back': '中に戻させた',
  left: 'そのまま持ち出された',
  settled: '確かめて片付いた',
} as const;

export type FindingOutcome = keyof typeof findingOutcomes;

/** The same as a list. */
export const findingOutcomeNames = [
  'went-back',
  'left',
  'settled',
] as const satisfies readonly FindingOutcome[];
