import type { Door, Reader } from '../zones/plan/site-plan.ts';

type Kind = 'open' | 'gate' | 'inner' | 'locked' | 'high' | 'exit';

type Group = {
  readonly from: string;
  readonly to: string;
  readonly kind: Kind;
  readonly gateway: string;
  readonly names: readonly string[];
};

/**
 * 40 doors. `open`: nobody is asked. `gate` and `locked`: a reader before the higher zone. `inner`: within class 1, no
 * reader. `high`: readers on both sides, because class 3 confirms who leaves. `exit`: out only, for escape.
 */
const groups: readonly Group[] = [
  group('street', 'counter', 'open', 'gw-1f', ['正面玄関 東', '正面玄関 西']),
  group('counter', 'lobby', 'gate', 'gw-1f', ['ゲート1', 'ゲート2', 'ゲート3', 'ゲート4']),
  group('street', 'lobby', 'locked', 'gw-1f', ['通用口 北', '通用口 南']),
  group('lobby', 'guard-room', 'locked', 'gw-1f', ['警備室 表', '警備室 裏']),
  group('street', 'guard-room', 'locked', 'gw-1f', ['警備室 外']),
  group('street', 'mail-room', 'locked', 'gw-1f', ['搬入口1', '搬入口2']),
  group('mail-room', 'lobby', 'inner', 'gw-1f', ['受渡室 東', '受渡室 西']),
  group('lobby', 'meeting-1f', 'inner', 'gw-1f', ['1階会議室 前', '1階会議室 後']),
  group('lobby', 'corridor-2f', 'inner', 'gw-2f', ['東階段 2階', '西階段 2階', '昇降機 2階']),
  group('corridor-2f', 'corridor-3f', 'inner', 'gw-3f', ['東階段 3階', '西階段 3階', '昇降機 3階']),
  group('corridor-2f', 'office-general', 'locked', 'gw-2f', ['総務課 東', '総務課 中央', '総務課 西']),
  group('corridor-2f', 'office-policy', 'locked', 'gw-2f', ['政策課 東', '政策課 中央', '政策課 西']),
  group('office-general', 'office-policy', 'inner', 'gw-2f', ['総務課・政策課 連絡']),
  group('corridor-2f', 'meeting-2f', 'locked', 'gw-2f', ['2階会議室 前', '2階会議室 後']),
  group('corridor-3f', 'office-systems', 'locked', 'gw-3f', [
    '情報システム課 東',
    '情報システム課 中央',
    '情報システム課 西',
  ]),
  group('office-systems', 'server-room', 'high', 'gw-3f', ['サーバ室 前', 'サーバ室 後']),
  group('corridor-3f', 'archive', 'high', 'gw-3f', ['記録保管室']),
  group('corridor-2f', 'street', 'exit', 'gw-2f', ['非常口 2階']),
  group('corridor-3f', 'street', 'exit', 'gw-3f', ['非常口 3階']),
];

function group(from: string, to: string, kind: Kind, gateway: string, names: readonly string[]): Group {
  return { from, to, kind, gateway, names };
}

export function demoDoors(): Door[] {
  return groups.flatMap((one) => one.names.map((name, index) => doorOf(one, name, index)));
}

/** A reader is named by its door and the zone it leads to. */
export function demoReaders(): Reader[] {
  return groups.flatMap(({ from, to, kind, gateway, names }) =>
    names.flatMap((_, index) => {
      const door = doorId(from, to, index);
      const before = (zone: string): Reader => ({ id: `${door}-to-${zone}`, door, to: zone, gateway });
      if (kind === 'gate' || kind === 'locked') return [before(to)];
      return kind === 'high' ? [before(to), before(from)] : [];
    }),
  );
}

function doorId(from: string, to: string, index: number): string {
  return `${from}-${to}-${index + 1}`;
}

function doorOf({ from, to, kind }: Group, name: string, index: number): Door {
  const passback: Door['directions'][number]['passback'] = { mode: kind === 'high' ? 'hard' : 'off' };
  const there = { from, to, passback };
  const back = { from: to, to: from, passback: { mode: 'off' } } as const;
  return {
    id: doorId(from, to, index),
    name,
    control: kind === 'open' || kind === 'inner' ? 'none' : kind === 'gate' ? 'gate' : 'lockable',
    glass: kind === 'open' ? 'see-through' : 'none',
    contact: kind === 'locked' || kind === 'high',
    openWithinMs: 10_000,
    directions: kind === 'exit' ? [there] : [there, back],
    outOfService: false,
    ...(kind === 'open' ? { freePassage: { schedule: 'counter-hours' } } : {}),
  };
}
