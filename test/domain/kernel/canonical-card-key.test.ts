import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalCardKey } from '../../../src/kernel/canonical-card-key.ts';
import { cardKeyPattern } from '../../../src/kernel/card-key.ts';
import { judgeCardKey } from '../../../src/people/cards/judge-card-key.ts';

const key = (format: string, number: string, facility = '') => ({ format, facility, number });

/** Whatever a reader may say and an officer may type. */
const anyKey = fc.record({
  format: fc.oneof(
    fc.constantFrom('wiegand-26', 'Wiegand-34', 'wiegand-99', 'uid', 'UID', 'felica-idm', 'prox'),
    fc.stringMatching(new RegExp(cardKeyPattern.format)),
  ),
  facility: fc.oneof(fc.constant(''), fc.stringMatching(new RegExp(cardKeyPattern.facility))),
  number: fc.stringMatching(new RegExp(cardKeyPattern.number)),
});

describe('the one spelling of a card', () => {
  it.each([
    [
      'the letters of a FeliCa IDm',
      key('felica-idm', '0114c5220d19be07'),
      key('felica-idm', '0114C5220D19BE07'),
    ],
    ['separators between bytes', key('uid', '04:a2-B3 c4'), key('uid', '04A2B3C4')],
    ['0x before bytes', key('uid', '0x04A2'), key('uid', '04A2')],
    ['leading zeros of decimal numbers', key('wiegand-26', '000123', '012'), key('wiegand-26', '123', '12')],
    ['nothing but zeros', key('wiegand-34', '0000', '00'), key('wiegand-34', '0', '0')],
    ['the name of the format', key('Wiegand-34', '7', '1'), key('wiegand-34', '7', '1')],
    ['a Wiegand format of other widths', key('wiegand-99', '0042'), key('wiegand-99', '42')],
    ['letters of a format we do not know', key('prox', 'ab01'), key('prox', 'AB01')],
  ])('leaves out %s', (_, typed, one) => {
    expect(canonicalCardKey(typed)).toEqual(one);
  });

  it.each([
    ['zero bytes', key('uid', '0004A2'), key('uid', '04A2')],
    ['zeros of a format we do not know', key('prox', '001'), key('prox', '1')],
    ['an absent facility and facility 0', key('wiegand-26', '1'), key('wiegand-26', '1', '0')],
    ['formats', key('uid', '12'), key('prox', '12')],
  ])('tells apart %s', (_, one, other) => {
    expect(canonicalCardKey(one)).not.toEqual(canonicalCardKey(other));
  });

  it('is spelled as itself, and every other case or separator is spelled so too', () => {
    fc.assert(
      fc.property(anyKey, (typed) => {
        const one = canonicalCardKey(typed);
        expect(canonicalCardKey(one)).toEqual(one);
        expect(canonicalCardKey({ ...typed, number: typed.number.toLowerCase() })).toEqual(one);
        expect(
          canonicalCardKey({ ...typed, number: typed.number.replace(/(?<=.)-|(?<=\w)(?=\w)/g, ':') }),
        ).toEqual(one);
        expect(one.number).toMatch(new RegExp(cardKeyPattern.number));
      }),
    );
  });
});

describe('a card that is registered', () => {
  it.each([
    [
      'facility 300 of 8 bits',
      key('wiegand-26', '1', '300'),
      '/facility',
      'wiegand-26 の施設コードは 0 から 255 までの10進の数字です',
    ],
    [
      'a number of 17 bits',
      key('wiegand-26', '65536', '1'),
      '/number',
      'wiegand-26 の番号は 0 から 65535 までの10進の数字です',
    ],
    [
      'facility and number in one, too large',
      key('wiegand-26', '16777216'),
      '/number',
      'wiegand-26 の番号は 0 から 16777215 までの10進の数字です',
    ],
    [
      'letters in a decimal number',
      key('wiegand-34', 'AB', '1'),
      '/number',
      'wiegand-34 の番号は 0 から 65535 までの10進の数字です',
    ],
    ['half a byte', key('uid', '04A'), '/number', 'uid の番号は16進の数字で1バイト2桁ずつ、64桁までです'],
    [
      'an IDm of 7 bytes',
      key('felica-idm', '0114C5220D19BE'),
      '/number',
      'felica-idm の番号は16進の数字で16桁です',
    ],
    [
      'a facility that the format has not',
      key('uid', '04A2', '1'),
      '/facility',
      'uid のカードに施設コードはありません',
    ],
  ])('has not %s', (_, wrong, at, message) => {
    expect(judgeCardKey(wrong)).toEqual([{ at, message }]);
  });

  it.each([
    key('wiegand-26', '65535', '255'),
    key('wiegand-26', '16777215'),
    key('wiegand-37', '524287', '65535'),
    key('wiegand-99', '123456789012', '7'),
    key('felica-idm', '0114C5220D19BE07'),
    key('prox', 'ANY1'),
  ])('may be %j', (right) => {
    expect(judgeCardKey(right)).toEqual([]);
  });
});
