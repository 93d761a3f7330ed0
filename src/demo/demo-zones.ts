import type { Zone } from '../zones/plan/site-plan.ts';

type Sketch = Pick<Zone, 'id' | 'name' | 'class' | 'floor'> & Partial<Zone>;

/** 14 zones of classes 0–3 on three floors: what an ordinary office has. */
const sketches: readonly Sketch[] = [
  { id: 'street', name: '構外', class: 0, floor: '1F' },
  { id: 'counter', name: '窓口ホール', class: 0, floor: '1F' },
  { id: 'lobby', name: 'ロビー', class: 1, floor: '1F', visitorsCommon: true },
  { id: 'mail-room', name: '受渡室', class: 1, floor: '1F', handover: true },
  { id: 'meeting-1f', name: '1階会議室', class: 1, floor: '1F', maxOccupancy: 40 },
  { id: 'guard-room', name: '警備室', class: 2, floor: '1F', hidden: true },
  { id: 'corridor-2f', name: '2階廊下', class: 1, floor: '2F' },
  { id: 'office-general', name: '総務課執務室', class: 2, floor: '2F' },
  { id: 'office-policy', name: '政策課執務室', class: 2, floor: '2F' },
  { id: 'meeting-2f', name: '2階会議室', class: 2, floor: '2F', maxOccupancy: 24 },
  { id: 'corridor-3f', name: '3階廊下', class: 1, floor: '3F' },
  { id: 'office-systems', name: '情報システム課執務室', class: 2, floor: '3F' },
  {
    id: 'server-room',
    name: 'サーバ室',
    class: 3,
    floor: '3F',
    hidden: true,
    serverRoom: true,
    maxOccupancy: 8,
  },
  { id: 'archive', name: '記録保管室', class: 3, floor: '3F', hidden: true, maxOccupancy: 4 },
];

export const demoZoneIds: readonly string[] = sketches.map(({ id }) => id);

/** The zones, all of one organisation: its determinations are the building's. */
export function demoZones(organisation: string): Zone[] {
  return sketches.map((sketch) => ({
    organisation,
    building: '本館',
    hidden: false,
    serverRoom: false,
    holdsProtectedSystems: sketch.class !== 0,
    holdsStableSystems: sketch.class !== 0,
    neverAlone: false,
    handover: false,
    controls: [],
    ...sketch,
  }));
}
