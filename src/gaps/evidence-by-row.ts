import type { MeasuredRow } from '../registers/measures/measured-rows.ts';
import type { RowId } from '../zones/regulation/row-ids.ts';

/**
 * By what it is told whether a row is kept in a zone. `plan`: its lints judge it. `entry` and `exit`: every way in, or out, is read.
 * `passages`: its ways in are read, and the record goes on. `cameras`: one is registered there. `measure`: what stands there has to be told by
 * somebody. `addition`: what was added or linked there has its permit; where nothing was it is asked like `act`. `act`: it is asked each time something is done, and no zone can lack it.
 */
export type EvidenceKind =
  | 'plan'
  | 'entry'
  | 'exit'
  | 'passages'
  | 'cameras'
  | 'measure'
  | 'addition'
  | 'act';

/** What each kind is called in a report. */
export const evidenceKinds = {
  plan: '図面',
  entry: '入口の読取装置',
  exit: '出口の読取装置',
  passages: '入口の読取装置と通行の記録',
  cameras: '監視カメラの登録',
  measure: '対策の登録',
  addition: '設置・接続の許可',
  act: '行うたびに判定',
} as const satisfies Record<EvidenceKind, string>;

/** Every row of the tables and both duties without one. */
export const evidenceByRow = {
  t1r3: 'plan',
  t1r4: 'plan',
  t1r5: 'plan',
  t1r6: 'plan',
  t1r7: 'plan',
  t1r8: 'plan',
  t1r9: 'plan',
  t1r10: 'plan',
  t1r11: 'plan',
  t1r12: 'plan',
  t1r13: 'plan',
  t1r14: 'plan',
  t1r15: 'plan',
  t1r16: 'plan',
  t1r17: 'plan',
  t1r19: 'entry',
  t1r20: 'exit',
  t1r21: 'measure',
  t1r22: 'act',
  t1r23: 'act',
  t1r24: 'passages',
  t1r26: 'act',
  t1r27: 'act',
  t1r28: 'act',
  t1r29: 'act',
  t1r30: 'act',
  t1r31: 'act',
  t1r32: 'act',
  t1r33: 'act',
  t1r34: 'act',
  t1r35: 'act',
  t1r36: 'measure',
  t1r38: 'measure',
  t1r39: 'measure',
  t1r40: 'measure',
  t1r41: 'measure',
  t1r42: 'measure',
  t1r43: 'measure',
  t1r44: 'measure',
  t1r45: 'measure',
  t1r47: 'act',
  t1r48: 'cameras',
  t1r49: 'act',
  t1r50: 'cameras',
  t2r3: 'act',
  t2r5: 'act',
  t2r6: 'act',
  t2r7: 'act',
  t2r8: 'act',
  t2r9: 'act',
  t2r10: 'act',
  t2r11: 'act',
  t2r12: 'act',
  t2r13: 'act',
  t2r14: 'act',
  t2r15: 'act',
  t2r17: 'act',
  t2r18: 'act',
  t2r20: 'act',
  t2r21: 'act',
  t2r22: 'act',
  t2r24: 'addition',
  t2r25: 'addition',
  t2r26: 'addition',
  t2r28: 'addition',
  t2r29: 'addition',
  t2r30: 'addition',
  t2r31: 'addition',
  t2r32: 'addition',
  t2r33: 'addition',
  t2r34: 'addition',
  t2r35: 'addition',
  t2r36: 'addition',
  '9a': 'measure',
  '9b': 'measure',
} as const satisfies Record<RowId, EvidenceKind> & Record<MeasuredRow, 'measure'>;
