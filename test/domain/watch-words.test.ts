import { describe, expect, it } from 'vitest';
import { notes } from '../../src/access/decide/notes.ts';
import { reasons } from '../../src/access/decide/reasons.ts';
import { verdicts } from '../../src/access/decide/verdicts.ts';
import { comingNotes } from '../../src/access/doors/coming-notes.ts';
import { doorNotes } from '../../src/access/doors/door-notes.ts';
import { languageOf } from '../../src/cli/terminal/language-of.ts';
import { takesColours } from '../../src/cli/terminal/takes-colours.ts';
import { linesOfEntry } from '../../src/cli/watching/lines-of-entry.ts';
import { liveEnds } from '../../src/cli/watching/live-ends.ts';
import type { WatchedEntry } from '../../src/cli/watching/watch-line.ts';
import { linesOfWhatStands } from '../../src/cli/watching/what-stands.ts';
import { photographyOrders } from '../../src/devices/photography/order-photographer.ts';
import { textWidth } from '../../src/kernel/text-width.ts';
import { closeCodes } from '../../src/live/stream/close-codes.ts';
import { alarmKinds } from '../../src/log/entry/alarm-kinds.ts';
import { alarmNews, alarmOutcomeWords } from '../../src/log/entry/alarm-news.ts';
import { entryKinds } from '../../src/log/entry/entry-kinds.ts';
import { permitKinds } from '../../src/permits/kinds/permit-kinds.ts';

const now = new Date('2026-11-21T23:58:00Z');
const shown = {
  ja: { language: 'ja', colours: false, now, timeZone: 'Asia/Tokyo' },
  en: { language: 'en', colours: false, now, timeZone: 'Asia/Tokyo' },
} as const;
const entry: WatchedEntry = {
  seq: 1,
  at: '2026-11-21T23:57:50.165Z',
  kind: 'card-read',
  verdict: null,
  subject: {},
  reasons: [],
  names: { zones: {}, doors: {}, persons: {} },
};
const says = (over: Partial<WatchedEntry>, language: 'ja' | 'en' = 'ja') =>
  linesOfEntry({ ...entry, ...over }, shown[language])[0]
    ?.split('  ')
    .slice(2)
    .join('  ') ?? '';

const japanese = /[ぁ-んァ-ヶ一-龠]/;
const codesOf = (table: object) => Object.keys(table);
const noted = [notes, doorNotes, comingNotes].flatMap(codesOf);

describe('every word of the watch', () => {
  it.each([
    ['kind', codesOf(entryKinds).map((kind) => [kind, { kind }] as const)],
    ['verdict', codesOf(verdicts).map((verdict) => [verdict, { verdict }] as const)],
    ['reason', codesOf(reasons).map((code) => [code, { kind: '', reasons: [{ code }] }] as const)],
    ['note', noted.map((code) => [code, { kind: '', notes: [{ code }] }] as const)],
    [
      'kind of a permit',
      codesOf(permitKinds).map(
        (kind) => [kind, { kind: '', subject: { permit: '' }, details: { kind } }] as const,
      ),
    ],
    [
      'order to a photographer',
      codesOf(photographyOrders).map((order) => [order, { kind: '', details: { order } }] as const),
    ],
    ['alarm', codesOf(alarmKinds).map((kind) => [kind, { alarms: [{ what: 'raised', kind }] }] as const)],
    [
      'news of an alarm',
      codesOf(alarmNews).map((what) => [what, { alarms: [{ what, kind: 'door-held' }] }] as const),
    ],
    [
      'end of an alarm',
      codesOf(alarmOutcomeWords).map(
        (outcome) => [outcome, { alarms: [{ what: 'resolved', kind: 'door-held', outcome }] }] as const,
      ),
    ],
  ])('is Japanese or English, and no code: %s', (_, cases) => {
    expect(cases.length).toBeGreaterThan(0);
    for (const [code, over] of cases) {
      expect(says(over), code).toMatch(japanese);
      expect(says(over), code).not.toContain(code);
      expect(says(over, 'en'), code).toMatch(/[a-z]/i);
      expect(says(over, 'en'), code).not.toMatch(japanese);
      if (code.includes('-')) expect(says(over, 'en'), code).not.toContain(code);
    }
  });

  it.each([
    ['permit-started', { kind: 'system-item' }, 'system item'],
    ['permit-started', { kind: 'work' }, 'work'],
    ['photography-ordered', { order: 'order-to-leave' }, 'told to leave'],
  ])('is English where the terminal is: %s of %o', (kind, details, words) => {
    expect(says({ kind, subject: { permit: '' }, details }, 'en')).toMatch(new RegExp(` {2}${words}$`));
  });

  it.each(Object.values(closeCodes))('says why a stream ends: %o', ({ code }) => {
    const { says: why, isFinal } = liveEnds.get(code) ?? {};
    expect(why?.ja).toMatch(japanese);
    expect(why?.en).toMatch(/^[ -~]+$/);
    // Those of the service itself tell to come back; the rest are the console's own matter.
    expect(isFinal).toBe(![1001, 1013, 4008, 4012].includes(code));
  });
});

describe('what stands when a watch begins', () => {
  const alarm = {
    seq: 7,
    kind: 'door-held',
    state: 'raised',
    active: true,
    times: 2,
    door: 'gate',
    gateway: null,
    personName: null,
    raisedAt: '2026-11-21T23:57:00Z',
    at: null,
    instruction: '扉を閉めてください。',
  };
  const lockdown = {
    condition: 'lockdown',
    zone: 'hall',
    gateway: null,
    door: null,
    since: '2026-11-20T23:57:00Z',
    begunBy: null,
    reason: '不審者',
  };
  const places = {
    zones: new Map([
      ['hall', '玄関ホール'],
      ['gate', '門の内'],
    ]),
    doors: new Map([['gate', '南ゲート']]),
    gateways: new Map([['gate', '南ゲートの制御盤']]),
  };

  it('is told in the order of what is urgent, alarms in colour', () => {
    const stands = {
      alarms: [alarm],
      conditions: [
        lockdown,
        { ...lockdown, zone: 'gate' },
        { ...lockdown, condition: 'silent', zone: null, gateway: 'gate', reason: null },
      ],
      entries: [
        { ...entry, seq: 9 },
        { ...entry, seq: 8 },
      ],
    };
    expect(linesOfWhatStands(stands, places, shown.ja)).toEqual([
      '解決していない警報:',
      '7  08:57:00  警報 未確認 継続中  扉の開放超過  南ゲート  ×2  扉を閉めてください。',
      '続いている事態:',
      '2026-11-21 08:57:00  封鎖  玄関ホール  不審者',
      '2026-11-21 08:57:00  封鎖  門の内  不審者',
      '2026-11-21 08:57:00  応答なし  南ゲートの制御盤',
      'これまでの記録:',
      '8  08:57:50  カードの読取り',
      '9  08:57:50  カードの読取り',
    ]);
    const [, coloured] = linesOfWhatStands(stands, places, { ...shown.ja, colours: true });
    expect(coloured).toContain('\u001B[31m警報 未確認 継続中\u001B[0m');
  });

  it('says where there is nothing, and what cannot be read', () => {
    const stands = { alarms: [], conditions: undefined, entries: [] };
    expect(linesOfWhatStands(stands, places, shown.en)).toEqual([
      'open alarms: none',
      'conditions: cannot be read',
      'the last entries: none',
    ]);
  });
});

describe('the language of a terminal', () => {
  it.each([
    [{ LANG: 'ja_JP.UTF-8' }, 'ja'],
    [{ LC_ALL: 'ja_JP.UTF-8', LANG: 'C' }, 'ja'],
    [{ LC_ALL: 'C', LANG: 'ja_JP.UTF-8' }, 'en'],
    [{ LC_ALL: '', LC_MESSAGES: 'ja', LANG: 'en_US.UTF-8' }, 'ja'],
    [{ LANG: 'jam_JM' }, 'en'],
    [{}, 'en'],
  ] as const)('%o is %s', (env, language) => {
    expect(languageOf(env)).toBe(language);
  });
});

describe('what is written', () => {
  it.each([
    [{}, true, true],
    [{}, false, false],
    [{ TERM: 'dumb' }, true, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '0' }, true, false],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, true, false],
  ] as const)('in %o, at a terminal: %s, is coloured: %s', (env, isTerminal, coloured) => {
    expect(takesColours(env, isTerminal)).toBe(coloured);
  });
});

describe('the width of a text', () => {
  it.each([
    ['abc', 3],
    ['髙橋', 4],
    ['髙\u{E0101}橋', 4],
    ['𠮷野家', 6],
    ['ガラス（3F）', 12],
    ['ﾊﾝｶｸ', 4],
    ['か\u3099', 2],
    ['×→', 2],
  ])('%s takes %i cells', (text, width) => {
    expect(textWidth(text)).toBe(width);
  });
});
