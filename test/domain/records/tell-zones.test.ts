import { describe, expect, it } from 'vitest';
import { tellZones } from '../../../src/records/disclosure/tell-zones.ts';

const names = new Map([
  ['guard-room', '警備室'],
  ['lobby', 'ロビー'],
  ['hall', '廊下'],
]);

describe('the zones of an entry that is disclosed', () => {
  it('say from which to which somebody went, and by which way', () => {
    expect(tellZones({ from: 'guard-room', to: 'lobby' }, names)).toBe('区域：警備室からロビーへ');
    expect(tellZones({ from: 'guard-room', through: ['hall'], to: 'lobby' }, names)).toBe(
      '区域：警備室からロビーへ（途中：廊下）',
    );
    expect(tellZones({ from: 'lobby' }, names)).toBe('区域：ロビーから');
  });

  it('say where something was, each by its name or, where it has none any more, its id', () => {
    expect(tellZones({ to: 'lobby' }, names)).toBe('区域：ロビー');
    expect(tellZones({ through: ['hall', 'gone'], to: 'lobby' }, names)).toBe('区域：廊下、gone、ロビー');
    expect(tellZones({ to: 'lobby' })).toBe('区域：lobby');
    expect(tellZones({}, names)).toBe('');
  });
});
