import { expect, it } from 'vitest';
import { SitePlanBody } from '../../../src/zones/plan/site-plan.ts';

/** Every property of an object that a schema describes, however deep, by where it stands. */
function propertiesOf(schema: unknown, at = ''): readonly (readonly [at: string, property: unknown])[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) => {
    if (key !== 'properties')
      return propertiesOf(value, /^(items|anyOf|\d+)$/.test(key) ? at : `${at}/${key}`);
    return Object.entries(Object(value)).flatMap(([name, property]) => [
      [`${at}/${name}`, property] as const,
      ...propertiesOf(property, `${at}/${name}`),
    ]);
  });
}

it('says of every field of a plan, in Japanese, what it is', () => {
  const properties = propertiesOf(SitePlanBody);
  expect(properties.length).toBeGreaterThan(100);
  const untold = properties.filter(
    ([, property]) => !/[ぁ-ん一-龠]/.test(String(Object(property).description)),
  );
  expect(untold.map(([at]) => at)).toEqual([]);
});
