import { describe, expect, it } from 'vitest';
import {
  canonicalEmployeeNumber,
  employeeNumberPattern,
} from '../../../src/people/registry/canonical-employee-number.ts';

describe('an employee number', () => {
  it.each([
    ['k008470', 'K008470'],
    ['Ｋ００８４７０', 'K008470'],
    ['ｋ００８４７０', 'K008470'],
    ['K‐008470', 'K-008470'],
    ['K−008470', 'K-008470'],
    ['Kー008470', 'K-008470'],
    ['K－008470', 'K-008470'],
    ['000123', '000123'],
    ['1-23', '1-23'],
  ])('%s is %s', (typed, number) => {
    expect(typed).toMatch(new RegExp(employeeNumberPattern, 'u'));
    expect(canonicalEmployeeNumber(typed)).toBe(number);
    expect(canonicalEmployeeNumber(number)).toBe(number);
  });

  it.each(['', 'K 008470', 'K_1', 'Ｋ　１', 'ß', 'K1\n', '职1', 'K'.repeat(21)])('is not %j', (typed) => {
    expect(typed).not.toMatch(new RegExp(employeeNumberPattern, 'u'));
  });

  it('keeps apart what differs in more than letters', () => {
    const numbers = ['123', '0123', '1-23', '12-3', 'A123'];
    expect(new Set(numbers.map(canonicalEmployeeNumber)).size).toBe(numbers.length);
  });
});
