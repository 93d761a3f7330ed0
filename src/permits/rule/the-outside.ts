import type { RuledZone } from '../../zones/regulation/layers.ts';

/**
 * 要管理対策区域外, as it is to the people of a unit: class 0, without controls, under what their unit determined. Its id is no
 * code of a zone, so that nothing which opens a zone opens it.
 */
export function theOutside(unit: string | null): RuledZone {
  return {
    id: '',
    class: 0,
    organisation: unit ?? '',
    holdsProtectedSystems: true,
    holdsStableSystems: true,
    controls: [],
  };
}
