import { describe, expect, it } from 'vitest';
import { understand } from '../../../src/records/asking/understand.ts';
import { recordKindNames, recordKinds } from '../../../src/records/kinds/record-kinds.ts';
import { type Ground, readWords } from '../../../src/records/search/read-words.ts';
import { rowMatcher } from '../../../src/records/search/row-matcher.ts';
import { directions, searchFields } from '../../../src/records/search/search-fields.ts';

/** A Tuesday. */
const ground: Ground = {
  now: new Date('2026-11-24T03:00:00Z'),
  timeZone: 'Asia/Tokyo',
  zoneNames: new Map([
    ['office', '執務室'],
    ['server', 'サーバ室'],
  ]),
};
const days = (from: string, until: string) => ({ from, until });

describe('a question in words', () => {
  it.each([
    [
      'クラス3に22時以降入った人',
      { class: 3, search: { clock: { from: 1320, until: 1440 }, direction: 'entering' } },
    ],
    [
      '先週 総務課を訪ねた人',
      {
        days: days('2026-11-16', '2026-11-23'),
        search: { withAffiliation: '総務課', direction: 'entering' },
      },
    ],
    [
      '昨日、執務室に入った田中さん',
      {
        days: days('2026-11-23', '2026-11-24'),
        zone: 'office',
        search: { who: '田中', direction: 'entering' },
      },
    ],
    [
      '４月６日に佐藤さんを訪ねた人',
      { days: days('2026-04-06', '2026-04-07'), search: { with: '佐藤', direction: 'entering' } },
    ],
    ['12月1日に退室した人', { days: days('2025-12-01', '2025-12-02'), search: { direction: 'leaving' } }],
    ['令和8年3月30日から4月2日まで', { days: days('2026-03-30', '2026-04-03'), search: {} }],
    [
      '過去30日 22時から翌5時までサーバ室に入った人',
      {
        days: days('2026-10-26T22:00:00+09:00', '2026-11-25T05:00:00+09:00'),
        zone: 'server',
        search: { clock: { from: 1320, until: 300 }, direction: 'entering' },
      },
    ],
    ['今年度 山田商会の人', { days: days('2026-04-01', '2027-04-01'), search: { affiliation: '山田商会' } }],
    [
      '先月、打合せのために来た人',
      { days: days('2026-10-01', '2026-11-01'), search: { purpose: '打合せ', direction: 'entering' } },
    ],
    ['今日まだ出ていない人', { days: days('2026-11-24', '2026-11-25'), search: { isOpen: true } }],
    [
      '8時半以前に入室した職員',
      { search: { clock: { from: 0, until: 510 }, direction: 'entering', kind: '職員' } },
    ],
    [
      '先月クラス2に一人で入った業者',
      {
        days: days('2026-10-01', '2026-11-01'),
        class: 2,
        search: { isAlone: true, direction: 'entering', kind: '業者' },
      },
    ],
    [
      '昨日18時以降に執務室にいた人',
      {
        days: days('2026-11-23', '2026-11-24'),
        zone: 'office',
        search: { clock: { from: 1080, until: 1440 }, isThere: true },
      },
    ],
    [
      'R8.4.6 午後6時以降に出た人',
      {
        days: days('2026-04-06', '2026-04-07'),
        search: { clock: { from: 1080, until: 1440 }, direction: 'leaving' },
      },
    ],
    [
      '令和8年4月 土日にサーバ室に入った人',
      {
        days: days('2026-04-01', '2026-05-01'),
        zone: 'server',
        search: { on: 'weekends', direction: 'entering' },
      },
    ],
    [
      '令和7年度 休日にいた人',
      { days: days('2025-04-01', '2026-04-01'), search: { on: 'days-off', isThere: true } },
    ],
    [
      '2026-11-20に来た来訪者',
      { days: days('2026-11-20', '2026-11-21'), search: { direction: 'entering', kind: '来訪者' } },
    ],
    [
      '先週の金曜日 22:00以降に執務室を出た髙﨑さん',
      {
        days: days('2026-11-16', '2026-11-23'),
        zone: 'office',
        search: { on: 'friday', clock: { from: 1320, until: 1440 }, direction: 'leaving', who: '髙﨑' },
      },
    ],
    [
      '3か月前 山田商会の業者',
      { days: days('2026-08-01', '2026-09-01'), search: { affiliation: '山田商会', kind: '業者' } },
    ],
    [
      '11月20日以降に平日だけ入った人',
      { days: days('2026-11-20', '2026-11-25'), search: { on: 'working-days', direction: 'entering' } },
    ],
    ['4月から6月まで', { days: days('2026-04-01', '2026-07-01'), search: {} }],
    ['10月6日から入った人', { days: days('2026-10-06', '2026-11-25'), search: { direction: 'entering' } }],
    ['先月から', { days: days('2026-10-01', '2026-11-25'), search: {} }],
    ['昨日より後に来た人', { days: days('2026-11-24', '2026-11-25'), search: { direction: 'entering' } }],
    ['先週から今日まで', { days: days('2026-11-16', '2026-11-25'), search: {} }],
    ['令和7年度から今年度まで', { days: days('2025-04-01', '2027-04-01'), search: {} }],
    [
      '昨日22時から翌5時までに入った人',
      {
        days: days('2026-11-23T22:00:00+09:00', '2026-11-24T05:00:00+09:00'),
        search: { clock: { from: 1320, until: 300 }, direction: 'entering' },
      },
    ],
    [
      '昨日 22時半〜5時 執務室にいた人',
      {
        days: days('2026-11-23T22:30:00+09:00', '2026-11-24T05:00:00+09:00'),
        zone: 'office',
        search: { clock: { from: 1350, until: 300 }, isThere: true },
      },
    ],
    [
      '昨日9時から翌日の17時まで',
      { days: days('2026-11-23T09:00:00+09:00', '2026-11-24T17:00:00+09:00'), search: {} },
    ],
    [
      '昨日22時〜24時に入った人',
      {
        days: days('2026-11-23', '2026-11-24'),
        search: { clock: { from: 1320, until: 1440 }, direction: 'entering' },
      },
    ],
    ['22時から翌5時までに出た人', { search: { clock: { from: 1320, until: 300 }, direction: 'leaving' } }],
    ['山田商会からの人', { search: { affiliation: '山田商会' } }],
    ['点呼で退出した人', { search: { origin: 'roll-call', direction: 'leaving' } }],
  ])('is understood: %s', (words, want) => {
    expect(readWords(words, ground)).toEqual({ rest: '', ...want });
  });

  it.each([
    ['昨日 紫色の帽子で入った人', '紫色の帽子'],
    ['クラス3で踊った', '踊った'],
    ['25時以降に入った人', '25時以降'],
    ['先週 秘密室に入った人', '秘密室'],
    ['今日24時以降', '24時'],
    ['昨日0時まで', '0時'],
    ['昨日22時から22時まで', '22時'],
    ['昨日5時75分以降', '5時'],
    ['9時から翌17時まで', '9時'],
    ['先週の金曜日 9時から翌17時まで', '9時'],
    ['昨日22時以降に入り5時までにいた人', '5時'],
    ['今日 24時以降の人', '24'],
    ['昨日までの人', '昨日まで'],
    ['昨日 来た人 出た人', '出た'],
    ['10月6日までに入った人', '10月6日'],
    ['先週より前に入った人', '先週'],
    ['昨日以前', '昨日'],
    ['10月6日から9月1日まで', '10月6日'],
  ])('says what it does not understand: %s', (words, rest) => {
    const answer = understand(
      { record: 'passages', words, from: '2026-04-01', until: '2026-05-01', search: {} },
      ground,
    );
    expect(answer.ok).toBe(false);
    expect(JSON.stringify(answer)).toContain('/query/words');
    expect(readWords(words, ground).rest).toContain(rest.slice(0, 2));
  });

  it('must say when, and ask for what the record has', () => {
    expect(understand({ record: 'passages', words: 'クラス3に入った人', search: {} }, ground)).toMatchObject({
      ok: false,
      refusal: { errors: [{ at: '/query/from' }] },
    });
    expect(
      understand(
        { record: 'visits', from: '2026-04-01', until: '2026-05-01', search: { result: '済' } },
        ground,
      ),
    ).toMatchObject({ ok: false, refusal: { errors: [{ at: '/query/result' }] } });
  });

  it.each([
    ['movements', { direction: 'leaving' }, 'direction'],
    ['movements', { isThere: true }, 'there'],
    ['movements', { isOpen: true }, 'open'],
    ['movements', { isAlone: true }, 'alone'],
    ['things', { origin: 'paper' }, 'origin'],
    ['equipment', { origin: 'desk' }, 'origin'],
    ['measures', { clock: { from: 0, until: 60 } }, 'clock'],
    ['measures', { on: 'weekends' }, 'on'],
    ['measures', { direction: 'entering' }, 'direction'],
    ['measures', { isThere: true }, 'there'],
    ['measures', { isOpen: true }, 'open'],
  ] as const)('is refused where %s has nothing to look for it in: %o', (record, search, field) => {
    const asked = { record, from: '2026-04-01', until: '2026-05-01' };
    expect(understand({ ...asked, search }, ground)).toMatchObject({
      refusal: { code: 'bad-request', errors: [{ at: `/query/${field}` }] },
    });
    expect(understand({ ...asked, record: 'passages', search }, ground).ok).toBe(true);
  });

  it('is refused in words where the record has nothing to look for it in', () => {
    expect(understand({ record: 'things', words: '昨日 手書き簿', search: {} }, ground)).toMatchObject({
      refusal: { errors: [{ at: '/query/words' }] },
    });
  });

  it('says how it was understood', () => {
    expect(
      understand({ record: 'passages', words: '昨日クラス3に22時以降入った人', search: {} }, ground),
    ).toMatchObject({
      value: {
        from: '2026-11-23',
        until: '2026-11-24',
        says: ['区域のクラスが3', '立入り・始まりの時刻が期間内', '時刻が 22:00 から 24:00 の前まで'],
      },
    });
    expect(
      understand({ record: 'passages', words: '昨日22時から翌5時まで', search: {} }, ground),
    ).toMatchObject({ value: { says: ['時刻が 22:00 から翌 5:00 の前まで'] } });
  });
});

describe('a search', () => {
  const row = {
    zone: '執務室',
    name: '髙﨑 花子',
    affiliation: '総務課',
    enteredAt: '2026-04-06T14:30:00.000Z',
    enteredFrom: 'read',
    leftAt: null,
    leftFrom: null,
  };
  const within = {
    timeZone: 'Asia/Tokyo',
    from: new Date('2026-04-05T15:00:00Z'),
    until: new Date('2026-04-06T15:00:00Z'),
  };
  const meets = (asked: Parameters<typeof rowMatcher>[1], of: typeof row | object = row) =>
    rowMatcher('passages', asked, within)({ ...row, ...of });

  it('finds by any part of a name, however it is written', () => {
    expect(meets({ who: '高崎花' })).toBe(true);
    expect(meets({ who: '高崎', affiliation: '会計' })).toBe(false);
  });

  it('takes one end of a stay for all that is asked of an end', () => {
    const night = { clock: { from: 22 * 60, until: 5 * 60 } };
    expect(meets({ ...night, direction: 'entering', origin: 'read' })).toBe(true);
    expect(meets({ ...night, direction: 'leaving' })).toBe(false);
    expect(meets({ ...night, origin: 'desk' })).toBe(false);
    expect(meets({ direction: 'entering' }, { enteredAt: '2026-04-05T14:59:59.000Z' })).toBe(false);
  });

  it('takes a night for one of the day on which it begins', () => {
    const night = { clock: { from: 22 * 60, until: 5 * 60 }, direction: 'entering' } as const;
    // A Monday, at 03:00.
    const early = { enteredAt: '2026-04-05T18:00:00.000Z' };
    expect(meets({ ...night, on: 'sunday' }, early)).toBe(true);
    expect(meets({ ...night, on: 'monday' }, early)).toBe(false);
    expect(meets({ ...night, on: 'monday' })).toBe(true);
    const there = { clock: night.clock, isThere: true, on: 'sunday' } as const;
    expect(meets(there, { ...early, leftAt: '2026-04-05T19:00:00.000Z' })).toBe(true);
    expect(meets(there, { enteredAt: '2026-04-05T20:00:00.000Z' })).toBe(false);
  });

  it('takes who left at a time that nobody knows for gone', () => {
    expect(meets({ isOpen: true })).toBe(true);
    expect(meets({ isOpen: true }, { leftFrom: 'unknown' })).toBe(false);
  });

  it('finds who was there in some hours, although they came before and left after them', () => {
    const evening = { clock: { from: 18 * 60, until: 24 * 60 }, isThere: true };
    expect(
      meets(evening, { enteredAt: '2026-04-06T00:00:00.000Z', leftAt: '2026-04-06T09:30:00.000Z' }),
    ).toBe(true);
    expect(
      meets(evening, { enteredAt: '2026-04-06T00:00:00.000Z', leftAt: '2026-04-06T09:00:00.000Z' }),
    ).toBe(false);
    expect(meets(evening, { enteredAt: '2026-04-01T00:00:00.000Z', leftAt: null })).toBe(true);
    // A Monday.
    expect(meets({ isThere: true, on: 'weekends' }, { enteredAt: '2026-04-01T00:00:00.000Z' })).toBe(false);
    expect(meets({ on: 'working-days', direction: 'entering' })).toBe(true);
  });

  it('finds who came alone, and 業者 by whatever the record calls them', () => {
    expect(meets({ isAlone: true }, { company: '' })).toBe(true);
    expect(meets({ isAlone: true }, { company: '佐藤 花子' })).toBe(false);
    expect(meets({ kind: '業者' }, { personKind: '事前貸与者' })).toBe(true);
    expect(meets({ kind: '業者' }, { personKind: '職員' })).toBe(false);
  });

  it('reaches every column of every record', () => {
    const reached: ReadonlySet<string> = new Set([
      ...Object.values(searchFields).flatMap(({ columns }) => columns),
      ...Object.values(directions).flatMap(({ times, origins }) => [...times, ...origins]),
      // Asked for by code and class, and by the period.
      ...['zone', 'zones', 'day', 'validUntil', 'workersIn', 'workersOut'],
      // Days beside the time for which an entry of a register stood.
      ...['placedOn', 'takenOn', 'inspectedOn', 'nextInspectionOn', 'due'],
    ]);
    const columns = recordKindNames.flatMap((kind) => recordKinds[kind].columns.map(({ key }) => key));
    expect(columns.filter((key) => !reached.has(key))).toEqual([]);
  });
});
