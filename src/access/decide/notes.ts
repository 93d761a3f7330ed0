import type { Explanation } from './explanation.ts';
import { type ReasonCode, reasons } from './reasons.ts';

/**
 * What the guard should see of a passage that it did not decide, beside the reasons that may not refuse here.
 * `docs/reasons.md` lists the same set; a test compares both ways.
 */
export const notes = {
  'passback-soft': {
    says: {
      ja: '記録ではもう扉の先にいる（警告のみ）',
      en: 'On record as behind this door already (warning only)',
    },
    fix: reasons.passback.fix,
  },
  'place-unknown': {
    says: { ja: '居場所の記録がない', en: 'Place not on record' },
    fix: null,
  },
  repeated: {
    says: { ja: '同じ通行の繰返し', en: 'The same passage again' },
    fix: null,
  },
  'emergency-release': {
    says: { ja: '緊急事態のため解放', en: 'Released by the emergency' },
    fix: null,
  },
  'emergency-entry': {
    says: { ja: '緊急立入りの案内のため通した', en: 'Leads an emergency crew' },
    fix: null,
  },
  'free-passage': {
    says: { ja: '自由通行の時間内', en: 'Free passage at this hour' },
    fix: null,
  },
  excepted: {
    says: { ja: '例外措置により、この行の対策を求めない', en: 'Measure left out by an exception' },
    fix: null,
  },
  'permit-ends-soon': {
    says: { ja: '継続的立入許可の期限が近い', en: 'Standing permission ends soon' },
    fix: reasons['permission-expired'].fix,
  },
  'ward-not-admitted': {
    says: {
      ja: '付き添われている人はこの先に入れない',
      en: 'Whoever is escorted may not be behind this door',
    },
    fix: {
      ja: 'その人を入れずに、訪問相手か受付に確かめてもらう。',
      en: 'Keep that person out and have the escort ask the host or the desk.',
    },
  },
  'no-permission-below': {
    says: { ja: '退出先の区域に立入りの根拠がない', en: 'No ground to be in the zone behind this door' },
    fix: { ja: 'とどまらずに出口へ進んでもらう。', en: 'Have the person go on to the exit.' },
  },
  'carried-item-open': {
    says: {
      ja: '持ち込んだ物品がまだ中にある',
      en: 'Something this person carried in is still inside',
    },
    fix: {
      ja: '人は止めずに、物品の台帳を見て、持ち出すか残すかを課室に確かめる。',
      en: 'Let the person go; look it up in the register of items and ask the section whether it stays.',
    },
  },
  'not-judged': {
    says: { ja: '遅延受信のため居場所などは判定なし', en: 'Received late: place and the like not judged' },
    fix: null,
  },
} as const satisfies Readonly<Record<string, Explanation>>;

/** For the guard: true of this passage, yet it did not decide it. A reason that may not refuse here becomes a note. */
export type NoteCode = ReasonCode | keyof typeof notes;
