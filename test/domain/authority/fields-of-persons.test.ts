import { describe, expect, it } from 'vitest';
import { fieldsOfPersons, personsToldIn } from '../../../src/authority/fields-of-persons.ts';
import { newId } from '../../../src/kernel/ids.ts';

const toldBy = (path: string, answer: unknown) => [...personsToldIn(answer, fieldsOfPersons.get(path) ?? [])];

describe('who an answer names', () => {
  it('is told by the fields that say who somebody is, each person once', () => {
    const answer = {
      items: [
        { id: '1', name: '髙﨑 𠮷子', affiliation: '見本商会', hosts: [{ name: '田中' }, { name: null }] },
        { id: '2', name: '髙﨑 𠮷子', affiliation: null, hosts: [] },
      ],
    };
    expect(toldBy('/sites/:site/arrivals', answer)).toEqual(['髙﨑 𠮷子', '田中']);
    expect(toldBy('/sites/:site/permits', { items: [], names: { a: '田中', b: '鈴木' } })).toEqual([
      '田中',
      '鈴木',
    ]);
  });

  it('is told by an id that stands beside the name, or that it stands under', () => {
    const [one, two, three] = [newId<'person'>(), newId<'person'>(), newId<'person'>()];
    expect(toldBy('/sites/:site/permits', { names: { [one]: '田中', [two]: '田中' } })).toEqual([one, two]);
    const corrections = [{ by: two, byName: '鈴木', was: { name: '佐騰' } }];
    expect(
      toldBy('/sites/:site/arrivals', { items: [{ member: one, visit: three, name: '佐藤', corrections }] }),
    ).toEqual([one, two, '佐騰']);
    const alarm = { id: '1.0', person: one, personName: '田中', acknowledged: { by: two, name: '鈴木' } };
    expect(toldBy('/sites/:site/alarms/:alarm', alarm)).toEqual([one, two]);
    const names = { persons: { [one]: { name: '田中' } } };
    expect(toldBy('/sites/:site/events', { items: [{ actor: two, names }] })).toEqual([one]);
    expect(toldBy('/sites/:site/paper-log', { items: [{ person: one, writer: '鈴木' }] })).toEqual(['鈴木']);
  });

  it('is nobody where the answer withholds them', () => {
    expect(toldBy('/persons', { items: [{ id: '1', name: null }] })).toEqual([]);
  });

  it('is looked for wherever lists of persons are read', () => {
    const asked = [
      '/persons',
      '/sites/:site/visits',
      '/sites/:site/presence',
      '/sites/:site/restricted-persons',
    ];
    expect(asked.filter((path) => !fieldsOfPersons.has(path))).toEqual([]);
  });

  it('is not looked for in an emergency, nor of things and places', () => {
    const others = ['/sites/:site/roll-call', '/sites/:site/plan', '/sites', '/sites/:site/signs'];
    expect(others.filter((path) => fieldsOfPersons.has(path))).toEqual([]);
  });
});
