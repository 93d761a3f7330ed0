import type { FormNote } from '../../gateways/read-gateway-event.ts';
import type { Explanation } from '../decide/explanation.ts';

/**
 * What is noted of how an event came: not as the protocol has it, or after the gateway had given it up. `docs/reasons.md` lists the same
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
} as const satisfies Readonly<Record<FormNote | 'given-up', Explanation>>;

export type ComingNote = keyof typeof comingNotes;
