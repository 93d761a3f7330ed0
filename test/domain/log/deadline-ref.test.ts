import { describe, expect, it } from 'vitest';
import {
  type DeadlineParts,
  deadlineParts,
  deadlineRef,
  type PartedKind,
  parseDeadlineRef,
} from '../../../src/log/entry/deadline-ref.ts';

/** Every kind as rows of all versions have it. */
const stored: { readonly [Kind in PartedKind]: readonly [ref: string, parts: DeadlineParts<Kind>] } = {
  'book-loan-overdue': ['usb 12 p-1', { book: 'usb', number: '12', borrower: 'p-1' }],
  'gap-task-overdue': ['t-1 p-1 server', { task: 't-1', assignee: 'p-1', zone: 'server' }],
  'gap-task-risen': [
    't-1 p-1 server general-officer',
    { task: 't-1', assignee: 'p-1', zone: 'server', role: 'general-officer' },
  ],
  'key-overdue': ['k-1 p-1 server', { key: 'k-1', holder: 'p-1', zone: 'server' }],
  'second-contact': ['v-1 d-1', { visit: 'v-1', destination: 'd-1' }],
  'unknown-read': ['0 r-1', { place: '0', reader: 'r-1' }],
};
const refOf = <Kind extends PartedKind>(kind: Kind) => deadlineRef(kind, stored[kind][1]);
const isParted = (kind: string): kind is PartedKind => kind in deadlineParts;

describe.each(Object.keys(stored).filter(isParted))('the ref of %s', (kind) => {
  const [ref, parts] = stored[kind];

  it('is stored as ever, and read back', () => {
    expect(refOf(kind)).toBe(ref);
    expect(parseDeadlineRef(kind, ref)).toEqual(parts);
  });

  it.each([`${ref} more`, ref.slice(0, ref.lastIndexOf(' ')), ''])('is not "%s"', (other) => {
    expect(() => parseDeadlineRef(kind, other)).toThrow(kind);
  });
});

it('the ref of a key that nobody has keeps the place of its holder', () => {
  const parts = { key: 'k-1', holder: '', zone: 'server' };
  expect(deadlineRef('key-overdue', parts)).toBe('k-1  server');
  expect(parseDeadlineRef('key-overdue', 'k-1  server')).toEqual(parts);
});
