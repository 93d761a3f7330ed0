import { at, both, type Fields, named } from './fields.ts';

const newsOfAlarm: Fields = { reader: ['says', 'title', 'instruction'] };

const entryNames: Fields = {
  reader: ['names.zones.*', 'names.doors.*'],
  'name-at-place': ['names.persons.*.name', 'names.persons.*.affiliation', 'names.reason'],
};

const entryWords: Fields = {
  reader: [
    'reasons.*.says',
    'reasons.*.fix',
    'reasons.*.clause',
    'notes.*.says',
    'notes.*.fix',
    'notes.*.clause',
  ],
};

const entry: Fields = both(both(entryWords, entryNames), at('alarms.*', newsOfAlarm));

const alarm: Fields = {
  reader: ['title', 'instruction'],
  // Who escalates is the service, which has no name.
  'name-at-place': ['personName', 'acknowledged.name', 'resolved.name'],
};

const namesAtPlace: Fields = { 'name-at-place': ['names.*'] };

/** The log, who is where, alarms and gateways. */
export const ofLog = {
  '/sites/:site/events': at('items.*', entry),
  /** The text of the record holds ids and codes alone. */
  '/sites/:site/events/:seq': both(at('event', entry), { reader: ['text'] }),
  /** News of an alarm stands in frames of its own too, with the names of its entry. */
  '/sites/:site/live': both(at('items.*', entry), both(newsOfAlarm, entryNames)),
  '/sites/:site/presence': at('items.*', { 'name-at-place': ['name'] }),
  '/sites/:site/custody': both(at('items.*', { reader: ['modeName', 'zoneName'] }), namesAtPlace),
  '/sites/:site/custody/apart': both(at('items.*', { reader: ['zoneName'] }), namesAtPlace),
  '/sites/:site/occupancy': at('zones.*', named),
  '/sites/:site/roll-call': both(
    both(at('zones.*', named), at('items.*', { 'name-at-place': ['name', 'affiliation'] })),
    {
      reader: ['items.*.says', 'groups.*.says', 'powerCuts.*.what', 'powerCuts.*.power', 'powerCuts.*.by'],
    },
  ),
  '/sites/:site/roll-call/print': { 'name-at-place': ['page'] },
  '/sites/:site/paper-log': at('items.*', {
    reader: ['contradictions.*.says', 'pass'],
    'name-at-place': ['name', 'affiliation', 'writer'],
  }),
  /** Blank but for who printed it. */
  '/sites/:site/paper-sheets/print': { name: ['page'] },
  '/sites/:site/emergency-entries': at('items.*', { reader: ['says'] }),
  '/sites/:site/persons/:person/history': namesAtPlace,
  '/sites/:site/zones/:zone/history': namesAtPlace,
  '/sites/:site/alarms': at('items.*', alarm),
  '/sites/:site/alarms/standing': {},
  '/sites/:site/alarms/:alarm': both(
    alarm,
    at('history.*', { reader: ['says'], 'name-at-place': ['note', 'name'] }),
  ),
  '/sites/:site/gateways': at('items.*', named),
  /** Ids, numbers and codes alone. */
  '/gateway/plan': {},
  '/sites/:site/conditions': at('items.*', { 'name-at-place': ['reason', 'begunBy.id'] }),
} as const satisfies Readonly<Record<string, Fields>>;
