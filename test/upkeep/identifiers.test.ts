import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { notBlank } from '../../src/api/schemas.ts';
import { canonicalCardKey } from '../../src/kernel/canonical-card-key.ts';
import { cardKeyPattern } from '../../src/kernel/card-key.ts';
import {
  canonicalEmployeeNumber,
  employeeNumberPattern,
} from '../../src/people/registry/canonical-employee-number.ts';
import { dereferenced } from '../support/dereferenced.ts';
import { theDocument } from '../support/the-document.ts';

/** What takes a word in several spellings, and how it makes one of them; words of people identify nothing. */
const forms: Readonly<Record<string, (typed: string) => string>> = {
  [employeeNumberPattern]: canonicalEmployeeNumber,
  [cardKeyPattern.format]: (format) => canonicalCardKey({ format, facility: '', number: '1' }).format,
  [cardKeyPattern.facility]: (facility) =>
    canonicalCardKey({ format: 'uid', facility, number: '1' }).facility,
  [cardKeyPattern.number]: (number) => canonicalCardKey({ format: 'uid', facility: '', number }).number,
};

/** Words of which each pattern of an identifier takes one. */
const samples = [
  'k008470',
  'server-3f',
  'a1',
  'ja',
  't1r5',
  '9a',
  '0114c5220d19be07',
  '0123456789abcdef0123456789abcdef',
  '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
  '01a21c45-9d3f-75ff-b3d8-7bf17f748936',
  '12',
  '12.1',
  '12.3.1',
  'hall.01a21c45-9d3f-75ff-b3d8-7bf17f748936',
  '08:30',
  '22:00-05:00',
  '2026-04',
  '2026-04-06.1.12',
  '0123456789ABCDEFGHJKMNPQRS',
];

let patterns: readonly string[];
beforeAll(async () => {
  const asked = patternsOf(dereferenced(await theDocument()));
  patterns = [...new Set(asked)].filter((pattern) => pattern !== notBlank);
});

function patternsOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { pattern } = Object(value);
  const own = typeof pattern === 'string' ? [pattern] : [];
  return [...own, ...Object.values(value).flatMap(patternsOf)];
}

const widened = (text: string) =>
  text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
const taken = (pattern: string, word: string) => new RegExp(pattern, 'u').test(word);

describe('an identifier', () => {
  it('has one spelling, or one form in which every spelling is kept', () => {
    expect(patterns.length).toBeGreaterThan(8);
    for (const pattern of patterns) {
      const words = samples.filter((word) => taken(pattern, word));
      expect(words, `a sample for ${pattern}`).not.toEqual([]);
      for (const word of words) {
        const others = [word.toUpperCase(), widened(word)].filter(
          (one) => one !== word && taken(pattern, one),
        );
        const form = forms[pattern];
        if (form === undefined) expect(others, pattern).toEqual([]);
        else for (const other of others) expect(form(other), pattern).toBe(form(word));
      }
    }
  });

  it('that is taken in several spellings is in the document, and says so', () => {
    expect(Object.keys(forms).filter((pattern) => !patterns.includes(pattern))).toEqual([]);
    const told = readFileSync('docs/identifiers.md', 'utf8');
    for (const form of ['canonicalEmployeeNumber', 'canonicalCardKey']) expect(told).toContain(form);
  });
});
