import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { otherSpellings } from '../../../src/people/cards/other-spellings.ts';

const key = (format: string, number: string, facility = '') => ({ format, facility, number });

describe('what other readers send for a card', () => {
  it.each([
    [
      'its bytes in the other order',
      key('uid', '04A2B3C4'),
      { as: 'hexadecimal-reversed', number: 'C4B3A204' },
    ],
    ['one decimal number', key('uid', '04A2B3C4'), { as: 'decimal', number: '77771716' }],
    [
      'one decimal number in the other order',
      key('uid', '04A2B3C4'),
      { as: 'decimal-reversed', number: '3300106756' },
    ],
    [
      'its lowest bits as Wiegand 26',
      key('uid', '04A2B3C4'),
      { as: 'facility-and-number', facility: '162', number: '46020' },
    ],
    ['the bytes of a decimal number', key('prox', '77771716'), { as: 'hexadecimal', number: '04A2B3C4' }],
    [
      'the bytes of a decimal number turned',
      key('prox', '3300106756'),
      { as: 'hexadecimal-reversed', number: '04A2B3C4' },
    ],
    [
      'the one number of facility and number',
      key('wiegand-26', '40035', '12'),
      { as: 'decimal', number: '826467' },
    ],
    [
      'facility and number of the one number',
      key('wiegand-26', '826467'),
      { as: 'facility-and-number', facility: '12', number: '40035' },
    ],
  ])('is among others %s', (_, read, spelling) => {
    expect(otherSpellings(read)).toContainEqual({ facility: '', ...spelling });
  });

  it('names for every 4-byte card each of them by each other', () => {
    const anyBytes = fc.uint8Array({ minLength: 4, maxLength: 4 }).map((bytes) => Buffer.from(bytes));
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        const uid = bytes.toString('hex').toUpperCase();
        const turned = Buffer.from(bytes).reverse();
        const sent = [
          turned.toString('hex').toUpperCase(),
          String(bytes.readUInt32BE()),
          String(turned.readUInt32BE()),
        ];
        for (const number of sent.filter((one) => one !== uid)) {
          expect(otherSpellings(key('any', number)).map((one) => one.number)).toContain(uid);
        }
      }),
    );
  });

  it('is nothing for what is no number', () => {
    expect(otherSpellings(key('prox', 'ANY1'))).toEqual([]);
  });

  it('never is what was read', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-F]{1,20}$/), (number) => {
        expect(
          otherSpellings(key('prox', number)).filter((one) => one.facility === '' && one.number === number),
        ).toEqual([]);
      }),
    );
  });
});
