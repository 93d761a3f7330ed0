import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { atOnce } from '../../../src/kernel/in-slices.ts';
import { parsingElements, parsingPlan, sectionKinds } from '../../../src/zones/plan/plan-elements.ts';
import { SitePlanBody } from '../../../src/zones/plan/site-plan.ts';
import { aPlan, aZone } from '../../support/a-plan.ts';

const plan = aPlan({ calendar: [{ on: '2026-04-29', day: 'working', reason: '窓口を開く' }] });

describe('a plan is checked part by part', () => {
  const documents: readonly (readonly [what: string, document: unknown, isPlan: boolean])[] = [
    ['a plan', plan, true],
    ['a plan without alarms', { ...plan, alarms: undefined }, true],
    ['nothing', undefined, false],
    ['a list', [plan], false],
    ['a plan with a word more', { ...plan, remarks: '' }, false],
    ['a plan without signs', { ...plan, signs: undefined }, false],
    ['a plan without a zone', { ...plan, zones: [] }, false],
    ['zones that are no list', { ...plan, zones: { 0: aZone() } }, false],
    [
      'more zones than a plan may have',
      { ...plan, zones: Array.from({ length: 5_001 }, () => aZone()) },
      false,
    ],
    ...Object.keys(sectionKinds).flatMap((section) => {
      const last = [...Object(plan)[section], { id: 'いろは' }];
      return [[`a wrong element at the end of its ${section}`, { ...plan, [section]: last }, false] as const];
    }),
  ];

  it.each(documents)('%s', (_what, document, isPlan) => {
    expect(Value.Check(SitePlanBody, document)).toBe(isPlan);
    expect(atOnce(parsingPlan(document))).toBe(isPlan ? document : undefined);
  });
});

describe('a plan is put together from stored elements', () => {
  const elements = [
    { kind: 'site', body: plan.site },
    ...Object.entries(sectionKinds).flatMap(([section, kind]) =>
      Object(plan)[section].map((body: object) => ({ kind, body })),
    ),
  ];
  const texts = elements.map((element) => JSON.stringify([element]));

  it('whatever texts they come in', () => {
    const inOne = JSON.stringify(elements);
    expect(atOnce(parsingElements(texts))).toEqual(plan);
    expect(atOnce(parsingElements([inOne]))).toEqual(plan);
  });

  it('and none is no plan', () => {
    expect(atOnce(parsingElements([]))).toBeUndefined();
  });

  it('and says which of them none of ours wrote', () => {
    const wrong = JSON.stringify([{ kind: 'door', body: { id: 'x' } }]);
    expect(() => atOnce(parsingElements([...texts, wrong]))).toThrow(/\/doors\/3/);
    expect(() => atOnce(parsingElements(texts.slice(1)))).toThrow(/site/);
  });
});
