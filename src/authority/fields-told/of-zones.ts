import { at, both, type Fields, names, ofIds } from './fields.ts';

/** What is written down of a place, a rule or a unit is public in the house, but for rooms that are hidden. */
const plan: Fields = {
  reader: [
    'site.name',
    'zones.*.name',
    'zones.*.displayName',
    'zones.*.building',
    'zones.*.floor',
    'zones.*.controls.*.words',
    'zones.*.controls.*.basis',
    'doors.*.name',
    'doors.*.freePassage.guardPost',
    'gateways.*.name',
    'schedules.*.name',
    'calendar.*.reason',
    'desks.*.name',
    'site.visitors.takenChecks.*.basis',
  ],
};

const requirement: Fields = {
  reader: ['title', 'clause', 'valueWords', 'text', 'footnote', 'chain.*.source', 'chain.*.words'],
};

/** The plan of a site, what is asked in its zones, and what they lack. */
export const ofZones = {
  '/sites/:site/plan': plan,
  '/sites/:site/plan/proposals': ofIds,
  '/sites/:site/plan/proposals/:proposal': at('plan', plan),
  '/sites/:site/signs': at('items.*', { reader: ['displayName', 'building', 'floor'] }),
  '/sites/:site/zones/:zone/requirements': at('items.*', requirement),
  '/sites/:site/gaps': both(
    at('zones.*', { reader: ['name'] }),
    at('items.*', {
      reader: [
        'clause',
        'title',
        'valueWords',
        'says',
        'chain.*.source',
        'chain.*.words',
        'chain.*.matched.words',
        'evidence.*.ref',
        'missing.*',
      ],
    }),
  ),
  '/sites/:site/gaps/changes': both(
    { reader: ['items.*.title', 'items.*.says', 'items.*.missing.*'] },
    names,
  ),
  '/sites/:site/gap-tasks': both(at('items.*', { reader: ['title', 'what', 'says', 'outcome'] }), names),
  '/sites/:site/gaps/csv': { reader: ['page'] },
  '/sites/:site/gaps/print': { reader: ['page'] },
} as const satisfies Readonly<Record<string, Fields>>;
