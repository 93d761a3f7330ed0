import { describe, expect, it } from 'vitest';
import { comparePaper, type LoggedLine, missingPaper } from '../../../src/desk/paper/compare-paper.ts';
import type { ReadPassage } from '../../../src/desk/paper/find-reads-of.ts';
import {
  judgePaperLines,
  type PaperGrounds,
  type PaperLine,
} from '../../../src/desk/paper/judge-paper-lines.ts';

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
    pass: undefined,
    ...over,
  };
}

const grounds: PaperGrounds = {
  now: at(59),
  doors: new Map([['gate', { directions: [{ from: 'street', to: 'hall', passback: { mode: 'off' } }] }]]),
  known: new Set(['sato', 'guard']),
  holders: new Map([['A-1', 'ito']]),
  logged: new Set(['3.4']),
  owners: new Set(['guard']),
};

describe('a line written by hand', () => {
  const named = { person: undefined, name: '山田太郎', affiliation: '個人' };
  it.each([
    ['as it has to be', {}, []],
    ['of whoever has the pass', { person: undefined, pass: 'A-1' }, []],
    ['of a name with an affiliation', named, []],
    ['of a name without one', { ...named, affiliation: undefined }, ['affiliation']],
    ['of a name and a person', { name: '山田太郎', affiliation: '個人' }, ['name']],
    ['of nobody', { person: undefined }, ['person']],
    ['of a pass that nobody has', { person: undefined, pass: 'A-2' }, ['pass']],
    ['of a person who is not there', { person: 'nobody' }, ['person']],
    ['of whoever enters it', { person: 'guard' }, ['person']],
    ['that was entered before', { sheet: 3, line: 4 }, ['line']],
    ['that ends before it begins', { leftAt: at(-1) }, ['leftAt']],
    ['of what is still to come', { enteredAt: at(60), leftAt: undefined }, ['enteredAt']],
    ['of a door that is not there', { door: 'window' }, ['door']],
    ['of a zone that the door does not lead into', { zone: 'street' }, ['zone']],
  ] as const)('%s has these faults', (_, over, fields) => {
    const faults = judgePaperLines([aLine(over)], grounds);
    expect(faults.map((fault) => fault.at)).toEqual(fields.map((field) => `body/lines/0/${field}`));
  });

  it('that stands twice in one request is at fault the second time', () => {
    const faults = judgePaperLines([aLine(), aLine(), aLine({ line: 2 })], grounds);
    expect(faults).toEqual([{ at: 'body/lines/1/line', message: '1件目と同じ用紙・行です。' }]);
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
    expect(missingPaper(lines)).toEqual({
      sheets: [2],
      lines: [
        { sheet: 1, line: 2 },
        { sheet: 1, line: 3 },
        { sheet: 3, line: 1 },
      ],
    });
    expect(missingPaper([])).toEqual({ sheets: [], lines: [] });
  });
});
