import { describe, expect, it } from 'vitest';
import { loadProposals } from '../../../src/zones/regulation/load-proposals.ts';
import { parsePolicy } from '../../../src/zones/regulation/parse-policy.ts';
import type { PolicyRow } from '../../../src/zones/regulation/policy.ts';
import { readPolicyFile } from '../../../src/zones/regulation/read-policy-file.ts';
import { meti, unified } from '../../support/a-ruled-zone.ts';

type Draft = { rows: Record<string, unknown>[] } & Record<string, unknown>;

const draft = (): Draft => readPolicyFile('unified-h24-draft') as Draft;

const isSame = (row: PolicyRow) => JSON.stringify(row) === JSON.stringify(unified.rows[row.id]);

/** The faults of the package once a row is changed. */
function faultsAfter(change: (document: Draft) => void): readonly string[] {
  const document = draft();
  change(document);
  const parsed = parsePolicy(document);
  return parsed.ok ? [] : parsed.refusal.map(({ at, message }) => `${at} ${message}`);
}

function rowOf(document: Draft, id: string): Record<string, unknown> {
  const row = document.rows.find((one) => one.id === id);
  if (row === undefined) throw new Error(`no row ${id}`);
  return row;
}

const cellsOf = (document: Draft, id: string) => rowOf(document, id).cells as Record<string, unknown>;

describe('parsePolicy', () => {
  it('reads 44 rows of 別表1, 29 of 別表2 and two duties without a row', () => {
    const ids = Object.keys(unified.rows);
    expect(ids.filter((id) => id.startsWith('t1'))).toHaveLength(44);
    expect(ids.filter((id) => id.startsWith('t2'))).toHaveLength(29);
    expect(ids.filter((id) => id.startsWith('9'))).toEqual(['9a', '9b']);
  });

  it('knows the parts of the rows that speak of two things, and the rows that are about who else is there', () => {
    const rows = Object.values(unified.rows);
    const divided = rows.flatMap(({ id, parts }) => (parts === undefined ? [] : [[id, Object.keys(parts)]]));
    expect(Object.fromEntries(divided)).toEqual({
      t1r24: ['record', 'monitor'],
      t2r5: ['in', 'out'],
      t2r6: ['in', 'out'],
      t2r14: ['image', 'sound'],
      t2r15: ['image', 'sound'],
    });
    expect(rows.filter(({ countsPersons }) => countsPersons).map(({ id }) => id)).toEqual(['t1r21', 't1r47']);
  });

  it('is not certain of rows 4–6 at class 0: a blank lost before 可 would leave the 対象外 of row 3 above it', () => {
    for (const row of ['t1r4', 't1r5', 't1r6'] as const) {
      const { 0: outside, ...inside } = unified.rows[row].cells;
      expect(outside).toMatchObject({
        value: 'allowed',
        reading: 'inferred',
        alternatives: ['not-applicable'],
      });
      expect(Object.values(inside).map(({ reading }) => reading)).toEqual(['certain', 'certain', 'certain']);
    }
  });

  it('refuses a missing row', () => {
    const faults = faultsAfter((document) => document.rows.splice(3, 1));
    expect(faults).toEqual(['/rows row t1r6 is missing']);
  });

  it('refuses a row that stands twice', () => {
    const faults = faultsAfter((document) => document.rows.push(rowOf(document, 't1r19')));
    expect(faults).toEqual(['/rows/75 t1r19: row t1r19 stands twice']);
  });

  it('refuses a missing cell and a class the standard does not rule', () => {
    const faults = faultsAfter((document) => {
      const cells = cellsOf(document, 't1r3');
      cells[4] = cells[3];
      delete cells[3];
    });
    expect(faults).toContain('/rows/0/cells must have required properties 3');
    expect(faults).toContain('/rows/0/cells must not have additional properties');
  });

  it.each([
    ['value', (document: Draft) => (cellsOf(document, 't1r3')[0] = { value: 'perhaps', reading: 'certain' })],
    ['scope', (document: Draft) => (rowOf(document, 't1r3').scope = 'some-systems')],
    ['undetermined', (document: Draft) => (rowOf(document, 't1r3').undetermined = 'relaxed')],
    ['id', (document: Draft) => (rowOf(document, 't1r3').id = 't1r18')],
  ])('refuses an unknown word as %s', (field, change) => {
    const [fault] = faultsAfter(change);
    expect(fault).toContain(`${field} must be equal to one of the allowed values`);
  });

  it.each<[string, string, (document: Draft) => void]>([
    [
      'a row left to the ministry that does not say what undetermined means',
      't1r19: undetermined is to be required',
      (document) => delete rowOf(document, 't1r19').undetermined,
    ],
    [
      'an act that would be taken as a measure while undetermined',
      't2r14: undetermined is to be not-allowed',
      (document) => (rowOf(document, 't2r14').undetermined = 'required'),
    ],
    [
      'a prohibition of 別表2 in 別表1',
      't1r14: class 3: forbidden does not fit',
      (document) => (cellsOf(document, 't1r14')[3] = { value: 'forbidden', reading: 'certain' }),
    ],
    [
      'a measure that is permitted',
      't1r16: class 1: permission does not fit',
      (document) => (cellsOf(document, 't1r16')[1] = { value: 'permission', reading: 'certain' }),
    ],
    [
      'a text cell without its text',
      't1r15: class 2: a text cell has text and meaning, no other has',
      (document) => (cellsOf(document, 't1r15')[2] = { value: 'text', reading: 'certain' }),
    ],
    [
      'a footnote nobody wrote',
      't1r16: class 1: unknown footnote ※9',
      (document) =>
        (cellsOf(document, 't1r16')[1] = { value: 'required', reading: 'certain', footnote: '※9' }),
    ],
    [
      'a footnote that rests on an act',
      't1r38: footnoteWhile names t1r14, which is no measure',
      (document) => (rowOf(document, 't1r38').footnoteWhile = 't1r14'),
    ],
    [
      'a measure that a footnote rests on where there is none',
      't1r16: footnoteWhile without a footnote',
      (document) => (rowOf(document, 't1r16').footnoteWhile = 't1r19'),
    ],
    [
      'a likelier value that is no alternative',
      't1r16: class 1: the likelier value is not among the alternatives',
      (document) =>
        (cellsOf(document, 't1r16')[1] = {
          value: 'required',
          reading: 'inferred',
          likelier: 'not-required',
        }),
    ],
    [
      'parts of a row that nobody determines',
      't1r16: parts and a count of persons go with a cell left to the ministry',
      (document) => (rowOf(document, 't1r16').parts = { in: '入り', out: '出' }),
    ],
    [
      'an application under a row that forbids or allows an act by itself',
      't2r14: appliedFor goes with a measure left to the ministry',
      (document) => (rowOf(document, 't2r14').appliedFor = true),
    ],
    [
      'a single part',
      't1r19: one part is none',
      (document) => (rowOf(document, 't1r19').parts = { in: '入り' }),
    ],
    [
      'an unknown section',
      't1r16: unknown section t9',
      (document) => (rowOf(document, 't1r16').section = 't9'),
    ],
    [
      'a key used twice',
      't1r17: key restrict-when-empty stands twice',
      (document) => (rowOf(document, 't1r17').key = 'restrict-when-empty'),
    ],
  ])('refuses %s', (_, message, change) => {
    expect(faultsAfter(change).some((fault) => fault.endsWith(message))).toBe(true);
  });

  it('names all faults at once', () => {
    const faults = faultsAfter((document) => {
      delete rowOf(document, 't1r19').undetermined;
      rowOf(document, 't1r20').section = 't9';
      document.rows.splice(0, 1);
    });
    expect(faults).toHaveLength(3);
  });

  it('reads a package that is based on another as the whole of it, in its order', () => {
    expect(Object.keys(meti.rows)).toEqual(Object.keys(unified.rows));
    const differing = Object.values(meti.rows).filter((row) => !isSame(row));
    expect(differing.map(({ id }) => id)).toEqual([
      't2r10',
      't2r11',
      't2r20',
      't2r21',
      't2r22',
      't2r25',
      '9a',
    ]);
    expect(meti.footnotes.t2).toEqual({ ...unified.footnotes.t2, '※3': expect.any(String) });
    expect(loadProposals(meti)).toEqual(loadProposals(unified));
  });

  it('refuses what is no package at all', () => {
    for (const nothing of [undefined, null, [], 'policy', { rows: [] }])
      expect(parsePolicy(nothing).ok).toBe(false);
  });
});
