import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortedKeys } from '../../../src/kernel/sorted-keys.ts';

test('the names of an object come by their UTF-16 code units, few or many', () => {
  const names = fc.string({ unit: 'binary', maxLength: 3 });
  const objects = fc.dictionary(names, fc.constant(1), { maxKeys: 60, size: 'max' });
  fc.assert(
    fc.property(objects, (object) => {
      expect(sortedKeys(object)).toEqual(Object.keys(object).toSorted());
    }),
  );
});

test('numbers, an empty name and one without which the others are no list stand in their place', () => {
  expect(sortedKeys({ b: 1, '': 1, a: 1, 10: 1, 9: 1 })).toEqual(['', '10', '9', 'a', 'b']);
});
