/** What an inspection (荷物検査) of what somebody carries came to (別表2 row 7). */
export const inspectionResults = {
  nothing: '関連しない電子計算機等はなかった',
  kept: '預かった（預り品）',
  'taken-back': '持ち込まずに持ち帰った',
  'let-in': '持込みを認めた',
  refused: '検査に応じなかった',
} as const;

export type InspectionResult = keyof typeof inspectionResults;

/** The same as a list. */
export const inspectionResultNames = [
  'nothing',
  'kept',
  'taken-back',
  'let-in',
  'refused',
] as const satisfies readonly InspectionResult[];
