import { describe, expect, it } from 'vitest';
import { comparePaper, type LoggedLine, missingPaper } from '../../../src/desk/paper/compare-paper.ts';
import type { ReadPassage } from '../../../src/desk/paper/find-reads-of.ts';
import { judgePaperLines, type PaperGrounds } from '../../../src/desk/paper/judge-paper-lines.ts';
import type { PaperLine } from '../../../src/desk/paper/paper-line.ts';
import { nameKey } from '../../../src/desk/paper/who-of-line.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 3, 6, 1, minute));

function aLine(over: Partial<PaperLine> = {}): PaperLine {
  return {
    sheet: 1,
    line: 1,
    enteredAt: at(0),
    leftAt: at(30),
    door: 'gate',
    zone: 'hall',
    person: 'sato',
    name: undefined,
    affiliation: undefined,
    card: undefined,
    pass: undefined,
    purpose: undefined,
    purposeWords: undefined,
    host: undefined,
    ...over,
  };
}

const grounds: PaperGrounds = {
  now: at(59),
  doors: new Map([
    ['gate', { directions: [{ from: 'street', to: 'hall', passback: { mode: 'off' } }] }],
    ['inner', { directions: [{ from: 'hall', to: 'office', passback: { mode: 'off' } }] }],
  ]),
  outside: new Set(['street']),
  known: new Set(['sato', 'guard', 'tomorrow']),
  notExpected: new Set(['tomorrow']),
  holders: new Map([['A-1', { holder: 'ito', since: at(10) }]]),
  cards: new Map([
    ['11', [{ holder: 'kato', state: 'active' }]],
    [
      '12',
      [
        { holder: 'kato', state: 'active' },
        { holder: 'ito', state: 'active' },
      ],
    ],
    ['13', [{ holder: 'kato', state: 'stolen' }]],
    ['14', [{ holder: null, state: 'active' }]],
    ['15', [{ holder: 'guard', state: 'active' }]],
  ]),
  expected: new Map([
    [nameKey('高橋 花子', '株式会社浜田商事'), [{ member: 'takahashi', hosts: ['host'] }]],
    [
      nameKey('鈴木一郎', '個人'),
      [
        { member: 'one', hosts: ['host'] },
        { member: 'two', hosts: ['other'] },
      ],
    ],
  ]),
  logged: new Set(['3.4']),
  owners: new Set(['guard']),
};

describe('a line written by hand', () => {
  const named = { person: undefined, name: '山田太郎', affiliation: '個人' };
  const unplanned = { ...named, purpose: 'meeting', host: 'host' };
  const suzuki = { ...named, name: '鈴木 一郎' };
  const noted = (card: string) => ({ person: undefined, card });
  it.each([
    ['as it has to be', {}, []],
    ['of whoever has the pass', { person: undefined, pass: 'A-1' }, []],
    ['of whose card was noted', noted('11'), []],
    ['of a number that two cards bear', noted('12'), ['card']],
    ['of a card that was stopped', noted('13'), ['card']],
    ['of a card that nobody has', noted('14'), ['card']],
    ['of a card that is not there', noted('19'), ['card']],
    ['of the card of whoever enters it', noted('15'), ['person']],
    ['of a card and a person', { card: '11' }, ['name']],
    [
      'of a name that is expected, in another spelling',
      { ...named, name: '髙橋花子', affiliation: '濱田商事（株）' },
      [],
    ],
    ['of a name that two are expected under', suzuki, ['name']],
    ['of such a name with the host of one', { ...suzuki, host: 'other' }, []],
    ['of a name that nobody expects', unplanned, []],
    ['of such a name without what the clause asks for', named, ['purpose', 'host']],
    ['of such a name at a door within', { ...named, door: 'inner', zone: 'office' }, []],
    ['of a visitor of another day', { person: 'tomorrow' }, ['person']],
    ['of such a visitor at a door within', { person: 'tomorrow', door: 'inner', zone: 'office' }, []],
    ['of a name without an affiliation', { ...unplanned, affiliation: undefined }, ['affiliation']],
    ['of a name and a person', { name: '山田太郎', affiliation: '個人' }, ['name']],
    ['of nobody', { person: undefined }, ['person']],
    ['of a pass that nobody has', { person: undefined, pass: 'A-2' }, ['pass']],
    ['of a pass that another had then', { pass: 'A-1' }, ['pass']],
    ['of a pass that another got later', { pass: 'A-1', leftAt: at(9) }, []],
    ['of a person who is not there', { person: 'nobody' }, ['person']],
    ['of whoever enters it', { person: 'guard' }, ['person']],
    ['that was entered before in other words', { sheet: 3, line: 4 }, ['line']],
    ['that ends before it begins', { leftAt: at(-1) }, ['leftAt']],
    ['of what is still to come', { enteredAt: at(60), leftAt: undefined }, ['enteredAt']],
    ['of a door that is not there', { door: 'window' }, ['door']],
    ['of a zone that the door does not lead into', { zone: 'street' }, ['zone']],
  ] as const)('%s has these faults', (_, over, fields) => {
    const faults = judgePaperLines([aLine(over)], grounds);
    expect(faults.map((fault) => fault.at)).toEqual(fields.map((field) => `/lines/0/${field}`));
  });

  it('gives one pass to one person at a time', () => {
    const first = aLine({ pass: 'A-9' });
    const fields = (over: Partial<PaperLine>) =>
      judgePaperLines([first, aLine({ line: 2, pass: 'A-9', ...over })], grounds).map((fault) => fault.at);
    const other = { person: undefined, card: '11' };
    expect(fields({ ...other, enteredAt: at(29) })).toEqual(['/lines/1/pass']);
    expect(fields({ ...other, enteredAt: at(30) })).toEqual([]);
    expect(fields({ enteredAt: at(29) })).toEqual([]);
  });

  it('that stands twice in one request is at fault the second time', () => {
    const faults = judgePaperLines([aLine(), aLine(), aLine({ line: 2 })], grounds);
    expect(faults).toEqual([{ at: '/lines/1/line', message: '1件目と同じ用紙・行です。' }]);
  });
});

describe('lines beside what readers told', () => {
  const logged = (over: Partial<LoggedLine> = {}): LoggedLine => ({
    sheet: 1,
    line: 1,
    enteredAt: at(0),
    leftAt: at(30),
    doorId: 'gate',
    zoneId: 'hall',
    outsideId: 'street',
    personId: 'sato',
    ...over,
  });
  const read = (seq: number, minute: number, zone = 'hall'): ReadPassage => ({
    person: 'sato',
    door: 'gate',
    zone,
    at: at(minute),
    seq,
  });

  it('refer to the entry of the same passage within five minutes, the nearest', () => {
    const [one] = comparePaper([logged()], [read(7, 4), read(8, 1), read(9, 33, 'street')]);
    expect(one).toMatchObject({ entered: 8, left: 9 });
    expect(one?.contradictions).toEqual([{ code: 'read-not-on-paper', seq: 7, at: at(4) }]);
    expect(comparePaper([logged()], [read(7, 6)])).toMatchObject([{ entered: null, left: null }]);
  });

  it('contradict one another where one person is inside twice', () => {
    const lines = [logged(), logged({ line: 2, enteredAt: at(20), leftAt: null })];
    expect(comparePaper(lines, []).map(({ contradictions }) => contradictions)).toEqual([
      [{ code: 'lines-overlap', sheet: 1, line: 2 }],
      [{ code: 'lines-overlap', sheet: 1, line: 1 }],
    ]);
    const after = [logged(), logged({ line: 2, enteredAt: at(30), leftAt: null })];
    expect(comparePaper(after, []).flatMap(({ contradictions }) => contradictions)).toEqual([]);
  });

  it('show the sheets and lines that nobody has entered', () => {
    const lines = [
      { sheet: 1, line: 1 },
      { sheet: 1, line: 4 },
      { sheet: 3, line: 2 },
    ];
    expect(missingPaper(lines, [1, 2, 3, 4])).toEqual({
      sheets: [2],
      lines: [
        { sheet: 1, line: 2 },
        { sheet: 1, line: 3 },
        { sheet: 3, line: 1 },
      ],
      unentered: [2, 4],
    });
    expect(missingPaper([], [])).toEqual({ sheets: [], lines: [], unentered: [] });
    expect(missingPaper([], [1])).toEqual({ sheets: [], lines: [], unentered: [1] });
  });
});
