import { describe, expect, it } from 'vitest';
import { newId } from '../../../src/kernel/ids.ts';
import { atOnce } from '../../../src/kernel/in-slices.ts';
import { type Building, findBuilding, planOf } from '../../../src/replay/building.ts';
import { traceMoves } from '../../../src/replay/trace-moves.ts';
import { parsingPlan } from '../../../src/zones/plan/plan-elements.ts';
import { badgeFile } from '../../support/badge-file.ts';

/** Walks of one card each through a day: `aoki 1 Hall > 2 Office`. */
function buildingOf(...walks: readonly string[]): Building {
  const lines = walks.flatMap((walk, day) => {
    const [, person = '', way = ''] = /^(\w+) (.*)$/.exec(walk) ?? [];
    return way
      .split(' > ')
      .map(
        (zone, step) => `2026-04-${String(day + 1).padStart(2, '0')} 08:${10 + step}:00 ${person}001 ${zone}`,
      );
  });
  return findBuilding(traceMoves(badgeFile(lines).reads));
}

const usual = buildingOf(
  'aoki 1 Hall > 2 Office > 1 Hall',
  'baba 1 Hall > 2 Office > 3 Server Room > 2 Office > 1 Hall',
  'chiba 1 Hall > 1 Hall',
  'doi 1 Hall > 1 Mail',
  'endo 2 Office > 2 Office',
);

describe('the building a file lets us believe in', () => {
  it('gives class 3 to a server room, 1 to what half of all persons enter, 2 to the rest', () => {
    expect(Object.fromEntries(usual.zones.map((zone) => [zone.name, zone.class]))).toEqual({
      '1, Hall': 1,
      '1, Mail': 2,
      '2, Office': 1,
      '3, Server Room': 3,
    });
  });

  it('has a door where people went both ways, and one into every zone', () => {
    expect(usual.doors.toSorted()).toEqual([
      ['1, Hall', '1, Mail'],
      ['1, Hall', '2, Office'],
      ['2, Office', '3, Server Room'],
      ['outside', '1, Hall'],
    ]);
  });

  it('plays every read at a reader into its zone', () => {
    const plan = planOf(usual, newId(), 'a file', 'Asia/Tokyo');
    const readers = new Map(plan.readers.map((reader) => [reader.id, reader]));
    const ids = new Map(usual.zones.map(({ name, id }) => [name, id]));
    for (const { reader, gateway, to } of usual.passages) {
      expect(readers.get(reader)).toMatchObject({ to: ids.get(to), gateway });
    }
  });

  it('takes a day that begins where nobody else begins for a jump, played at the usual reader', () => {
    expect(usual.passages.filter(({ kind }) => kind === 'jump')).toMatchObject([
      { from: 'outside', to: '2, Office', reader: '1-hall--2-office' },
    ]);
  });

  it('takes a second read into an entrance for one who was outside, and elsewhere for the same reader again', () => {
    expect(usual.passages.filter(({ kind }) => kind === 'again')).toMatchObject([
      { to: '1, Hall', reader: 'outside--1-hall' },
      { to: '2, Office', reader: '1-hall--2-office' },
    ]);
  });

  it('is a site plan by its schema, with codes of its own for names that have none', () => {
    const building = buildingOf('aoki 1階 玄関 > 3階 サーバ室', 'baba outside outside');
    const plan = planOf(building, newId(), 'a file', 'Asia/Tokyo');
    expect(atOnce(parsingPlan(plan))).toBe(plan);
    expect(plan.zones.find(({ serverRoom }) => serverRoom)?.class).toBe(3);
    expect(new Set(plan.zones.map(({ id }) => id)).size).toBe(4);
  });
});
