import { describe, expect, it } from 'vitest';
import { handledBy } from '../../../src/zones/regulation/registered-system.ts';

const confidentialities = [1, 2, 3];
const others = [1, 2];
const everyGrade = confidentialities.flatMap((confidentiality) =>
  others.flatMap((integrity) => others.map((availability) => ({ confidentiality, integrity, availability }))),
);

describe('what rows bind for the sake of an information system', () => {
  it('is nothing where none of its three grades is more than 1, and 要保護情報 wherever one is', () => {
    const protecting = everyGrade.filter((grades) => handledBy(grades).includes('protected-systems'));
    expect(everyGrade.filter((grades) => !protecting.includes(grades))).toEqual([
      { confidentiality: 1, integrity: 1, availability: 1 },
    ]);
    expect(handledBy({ confidentiality: 1, integrity: 1, availability: 1 })).toEqual([]);
  });

  it('is 要安定情報 with 可用性2, whatever the other two are, and with nothing else', () => {
    for (const grades of everyGrade) {
      expect([grades, handledBy(grades).includes('stable-systems')]).toEqual([
        grades,
        grades.availability === 2,
      ]);
    }
  });
});
