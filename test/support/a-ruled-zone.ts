import type { Determination } from '../../src/zones/regulation/determination.ts';
import type { Layers, Opening, RuledZone } from '../../src/zones/regulation/layers.ts';
import { loadPolicy } from '../../src/zones/regulation/load-policy.ts';

export const unified = loadPolicy('unified-h24-draft');
export const meti = loadPolicy('meti-2019');

/** The moment the examples are weighed at. */
export const aMoment = new Date('2026-04-10T09:00:00+09:00');

export const anOrganisation = '00000000-0000-7000-8000-00000000000a';

export function aRuledZone(over: Partial<RuledZone> = {}): RuledZone {
  return {
    id: 'office',
    class: 2,
    organisation: anOrganisation,
    holdsProtectedSystems: true,
    holdsStableSystems: true,
    controls: [],
    ...over,
  };
}

export function aControl(over: Partial<RuledZone['controls'][number]> = {}): RuledZone['controls'][number] {
  return {
    row: 't1r35',
    value: 'required',
    words: '個別に定める',
    basis: '区域責任者決定',
    from: '2026-01-01T00:00:00+09:00',
    ...over,
  };
}

export function aDetermination(over: Partial<Determination> = {}): Determination {
  return {
    id: 'determination',
    organisation: anOrganisation,
    row: 't1r35',
    zoneClass: 1,
    value: 'not-required',
    words: '付添いを求めない',
    decidedBy: 'ciso',
    basis: '情報セキュリティ委員会決定',
    from: new Date('2026-01-01T00:00:00+09:00'),
    ...over,
  };
}

export function anOpening(over: Partial<Opening> = {}): Opening {
  return {
    id: 'opening',
    kind: 'application',
    zone: 'office',
    row: 't1r14',
    from: new Date('2026-01-01T00:00:00+09:00'),
    until: new Date('2027-01-01T00:00:00+09:00'),
    words: '改修の間',
    ...over,
  };
}

export function theLayers(over: Partial<Layers> = {}): Layers {
  return { policy: unified, determinations: [], openings: [], systems: [], surveys: [], ...over };
}
