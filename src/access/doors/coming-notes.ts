import type { FormNote } from '../../gateways/read-gateway-event.ts';
import type { Explanation } from '../decide/explanation.ts';

/**
 * What is noted of how an event came: not as the protocol has it, at a time that cannot be, or after the gateway had given it up. `docs/reasons.md` lists the same
 * set; a test compares both ways.
 */
export const comingNotes = {
  'clock-unreadable': {
    says: { ja: '時刻を読めない通知', en: 'Time of the event could not be read' },
    fix: {
      ja: '受信の時刻で扱った。ゲートウェイの時刻の書き方を直す。',
      en: 'Taken at the time of receipt; have the gateway write its time as the protocol has it.',
    },
  },
  'clock-impossible': {
    says: { ja: 'あり得ない時刻の通知', en: 'Event at a time that cannot be' },
    fix: {
      ja: '受信より後、またはゲートウェイの利用開始より前の時刻だった。ゲートウェイの時計を合わせる。',
      en: 'It lay after the receipt, or before the gateway was known; set the clock of the gateway.',
    },
  },
  'clock-local': {
    says: { ja: '現地時刻をUTCとして書いた通知', en: 'Local time written as UTC' },
    fix: {
      ja: '現地時刻として扱った。ゲートウェイの時差の設定を直す。',
      en: 'Taken as local time; put right the time zone of the gateway.',
    },
  },
  'clock-utc': {
    says: { ja: 'UTCの時刻を現地時刻として書いた通知', en: 'UTC written as local time' },
    fix: {
      ja: 'UTCとして扱った。ゲートウェイの時差の設定を直す。',
      en: 'Taken as UTC; put right the time zone of the gateway.',
    },
  },
  'clock-corrected': {
    says: { ja: '時計のずれを差し引いた通知', en: 'Time corrected by how the clock is off' },
    fix: {
      ja: '知られているずれだけ直して扱った。ゲートウェイの時計を合わせる。',
      en: 'Taken less what its clock is known to be off; set the clock of the gateway.',
    },
  },
  'field-ignored': {
    says: { ja: '規約にない書き方の通知', en: 'Event not as the protocol has it' },
    fix: {
      ja: '読めた項目だけで扱った。ゲートウェイの設定を確かめる。',
      en: 'Taken by what could be read; check how the gateway is set up.',
    },
  },
  'given-up': {
    says: { ja: '先に打ち切られた読取り', en: 'Given up by the gateway before' },
    fix: null,
  },
} as const satisfies Readonly<
  Record<
    FormNote | 'clock-impossible' | 'clock-local' | 'clock-utc' | 'clock-corrected' | 'given-up',
    Explanation
  >
>;

export type ComingNote = keyof typeof comingNotes;
