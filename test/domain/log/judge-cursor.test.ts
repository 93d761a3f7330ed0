import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeCursor, type LogStanding } from '../../../src/log/watching/judge-cursor.ts';
import {
  cursorAt,
  formatCursor,
  type LogCursor,
  parseCursor,
  shortLeaf,
} from '../../../src/log/watching/log-cursor.ts';

const cursorKey = Buffer.alloc(32, 7);
const epochOf = (n: number) => `01a1b2c3-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** A log as a list of texts, with what its head keeps. */
type Log = { epoch: string; pastEpochs: string[]; texts: string[] };
const aLog = (): Log => ({ epoch: epochOf(0), pastEpochs: [], texts: [] });
const snapshotOf = (log: Log): Log => structuredClone(log);
const standing = ({ epoch, pastEpochs, texts }: Log): LogStanding => ({
  epoch,
  pastEpochs,
  cursorKey,
  head: texts.length,
});
const leafAt = (log: Log, seq: number): Buffer | null => {
  const text = log.texts[seq - 1];
  return text === undefined ? null : createHash('sha256').update(text).digest();
};
const given = (log: Log, seq = log.texts.length) => cursorAt(standing(log), seq, shortLeaf(leafAt(log, seq)));
const judge = (log: Log, cursor: LogCursor) => judgeCursor(standing(log), cursor, leafAt(log, cursor.seq));
const withoutProof = ({ epoch, seq }: LogCursor): LogCursor => ({ epoch, seq, proof: undefined });

function grow(log: Log, ...texts: string[]): void {
  log.texts.push(...texts);
}

function beginEpoch(log: Log, epoch: string, ...lost: string[]): void {
  log.pastEpochs.push(log.epoch, ...lost);
  log.epoch = epoch;
  grow(log, `restored ${epoch}`);
}

describe('a cursor', () => {
  it('is the same after it was written and read', () => {
    const log = aLog();
    grow(log, 'a', 'b');
    for (const cursor of [given(log, 0), given(log), withoutProof(given(log))]) {
      expect(parseCursor(formatCursor(cursor))).toEqual(cursor);
    }
  });

  it.each([
    ['', 'nothing'],
    [`${epochOf(1)}`, 'no seq'],
    [`${epochOf(1)}:01`, 'a seq with a zero before it'],
    [`${epochOf(1)}:9007199254740993`, 'a seq beyond what an entry can have'],
    [`${epochOf(1)}:1:`, 'an empty proof'],
    [`${epochOf(1)}:1:${'0'.repeat(31)}`, 'a short proof'],
    [`${epochOf(1)}:1:${'0'.repeat(33)}`, 'a long proof'],
    [`${epochOf(1)}:1:${'A'.repeat(32)}`, 'capitals'],
  ])('is not %s: %s', (text) => {
    expect(parseCursor(text)).toBeUndefined();
  });
});

describe('a log and a cursor it gave out', () => {
  it('goes on where the entry still stands, however far it has grown', () => {
    const log = aLog();
    expect(judge(log, given(log))).toBe('continuous');
    grow(log, 'a', 'b', 'c');
    const cursor = given(log, 2);
    grow(log, 'd');
    expect(judge(log, cursor)).toBe('continuous');
  });

  it('has lost what it gave out when an earlier state was put back, also when it has grown beyond it since', () => {
    const log = aLog();
    grow(log, 'a', 'b');
    const before = snapshotOf(log);
    grow(log, 'c', 'd');
    const cursor = given(log);
    expect(judge(before, cursor)).toBe('lost');
    grow(before, 'x', 'y', 'z');
    expect(judge(before, cursor)).toBe('lost');
    expect(judge(before, withoutProof(cursor))).toBe('continuous');
  });

  it('is of an epoch that was left, once that is noticed', () => {
    const log = aLog();
    grow(log, 'a');
    const before = snapshotOf(log);
    grow(log, 'b');
    const cursor = given(log);
    beginEpoch(before, epochOf(1));
    expect(judge(before, cursor)).toBe('epoch-changed');
    expect(judge(before, given(before))).toBe('continuous');
  });

  it('has lost an epoch that was begun after what was put back', () => {
    const log = aLog();
    grow(log, 'a', 'b');
    const before = snapshotOf(log);
    beginEpoch(log, epochOf(1));
    const [old, fresh] = [given(log, 1), given(log)];
    expect(judge(before, old)).toBe('lost');
    expect(judge(before, fresh)).toBe('lost');
    beginEpoch(before, epochOf(2), epochOf(1));
    expect([judge(before, old), judge(before, fresh)]).toEqual(['epoch-changed', 'epoch-changed']);
  });

  it('tells nothing by a cursor it never gave out, whatever that claims', () => {
    const log = aLog();
    grow(log, 'a', 'b');
    const other: LogStanding = { ...standing(log), cursorKey: Buffer.alloc(32, 8) };
    const foreign = cursorAt(other, 2, shortLeaf(leafAt(log, 2)));
    expect(judge(log, foreign)).toBe('foreign');
    const { proof } = given(log);
    expect(judge(log, { epoch: log.epoch, seq: 99, proof })).toBe('foreign');
    expect(judge(log, { epoch: epochOf(9), seq: 2, proof })).toBe('foreign');
  });

  it('takes a number alone for no more than it is', () => {
    const log = aLog();
    grow(log, 'a', 'b');
    expect(judge(log, { epoch: log.epoch, seq: 2, proof: undefined })).toBe('continuous');
    expect(judge(log, { epoch: log.epoch, seq: 3, proof: undefined })).toBe('in-the-future');
    expect(judge(log, { epoch: epochOf(9), seq: 1, proof: undefined })).toBe('epoch-changed');
  });

  it('goes on with a cursor only where everything up to it is what it was', () => {
    type Step = { readonly do: 'grow' | 'save' | 'put-back' | 'notice' };
    const anyStep = fc.record({
      do: fc.constantFrom<Step['do']>('grow', 'grow', 'save', 'put-back', 'notice'),
    });
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 40 }), (steps) => {
        let log = aLog();
        let saved = snapshotOf(log);
        const told: { cursor: LogCursor; texts: readonly string[] }[] = [];
        steps.forEach((step, at) => {
          if (step.do === 'save') saved = snapshotOf(log);
          if (step.do === 'put-back') log = snapshotOf(saved);
          if (step.do === 'notice') {
            const current = log;
            const lost = told.filter(({ cursor }) => judge(current, cursor) === 'lost');
            if (lost.length > 0) beginEpoch(log, epochOf(at + 1), ...lost.map(({ cursor }) => cursor.epoch));
          }
          if (step.do === 'grow') grow(log, `entry of step ${at}`);
          told.push({ cursor: given(log), texts: [...log.texts] });
        });
        for (const { cursor, texts } of told) {
          const isSame = texts.every((text, at) => log.texts[at] === text);
          const judged = judge(log, cursor);
          if (judged === 'continuous') expect(isSame).toBe(true);
          if (!isSame) expect(['lost', 'epoch-changed']).toContain(judged);
          if (isSame && cursor.epoch === log.epoch) expect(judged).toBe('continuous');
        }
      }),
    );
  });
});
