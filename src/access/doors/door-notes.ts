import type { Explanation } from '../decide/explanation.ts';

/**
 * What the guard should see of an event of a door or gateway. `docs/reasons.md` lists the same set; a test compares both ways.
 */
export const doorNotes = {
  /** A key, an exit button or free passage, it may be; nobody is moved by it. */
  'opened-without-grant': {
    says: { ja: '通行可の判定なしに開いた', en: 'Opened without a grant' },
    fix: {
      ja: '鍵・退出ボタン・自由通行でなければ、扉を見に行く。',
      en: 'Unless by key, exit button or free passage, go and look at the door.',
    },
  },
  'crew-on-its-way': {
    says: { ja: '緊急立入りのために開いている', en: 'Opens for an emergency crew' },
    fix: null,
  },
  'nothing-to-abandon': {
    says: { ja: '取り消す通行がない', en: 'No grant to give up' },
    fix: null,
  },
  'door-missing': {
    says: { ja: 'どの扉か分からない', en: 'Door not named' },
    fix: {
      ja: 'ゲートウェイの設定に扉があるか確かめる。',
      en: 'Check that the gateway is set up to name the door.',
    },
  },
  /** Of a wait: passed by another door meanwhile, put right by a guard, or the card is somebody else's now. */
  'gone-from-door': {
    says: { ja: '待っていた人はもう扉の前にいない', en: 'Whoever waited is no longer at the door' },
    fix: null,
  },
  'fire-past': {
    says: { ja: '後から届いた火災信号', en: 'Fire signal told afterwards' },
    fix: {
      ja: '火元を確かめ、続いていれば緊急事態を始める。',
      en: 'Look for the fire; if it goes on, begin an emergency.',
    },
  },
  /** It changes nothing any more. */
  superseded: {
    says: { ja: 'より新しい記録がある', en: 'Something newer is on record' },
    fix: null,
  },
} as const satisfies Readonly<Record<string, Explanation>>;

export type DoorNote = keyof typeof doorNotes;
