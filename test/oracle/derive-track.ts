import type { RowAsked } from '../../src/permits/rule/rule-told.ts';
import type { RuledZone } from '../../src/zones/regulation/layers.ts';
import type { AnyApplication } from '../support/any-applications.ts';
import { deriveInEveryCase } from './derive-in-every-case.ts';

/** How something applied for is let begin, what it is when it arrived, and for which places somebody decides. */
export type DerivedTrack = {
  readonly track: string;
  readonly answer: 'filed' | 'requested' | 'refused';
  readonly decides: boolean;
};

/**
 * The track a second time, from the words of the tables' legends alone: each row in each zone is derived as it stands, and
 * then one sentence after another says what all of them together leave. It shares no code with src/permits.
 */
export function deriveTrack(application: AnyApplication): DerivedTrack {
  const { asked, zones, unit, opens } = application;
  const found: string[] = [];
  for (const one of asked) {
    for (const place of one.outside ? [outsideOf(unit)] : zones) {
      found.push(deriveLine(application, one, place));
      // Whoever consents besides is asked before it begins.
      if (one.besides !== undefined) found.push('許可');
    }
  }
  const waits = found.includes('府省庁の判断') || found.includes('許可');
  const excepted = found.includes('禁止') && opens === 'exception';
  const decides = waits || excepted;
  const track = trackOf(found, opens);
  if (track === 'exception' && !excepted) return { track, answer: 'refused', decides };
  return { track, answer: decides ? 'requested' : 'filed', decides };
}

/**
 * 禁止 is opened by an exception alone, whatever else is asked; what nobody determined waits even where all else is permitted, and an exception
 * waits for it too.
 */
function trackOf(found: readonly string[], opens: AnyApplication['opens']): string {
  if (opens === 'exception' && found.includes('府省庁の判断')) return 'undetermined';
  if (found.includes('禁止')) return 'exception';
  if (found.includes('府省庁の判断')) return 'undetermined';
  if (found.includes('許可')) return 'permission';
  return found.includes('届出') ? 'notification' : 'free';
}

/** What one row asks in one place, in the word of the legends; of what opens a row whether anything is left to be opened. */
function deriveLine(application: AnyApplication, { row, part }: RowAsked, zone: RuledZone): string {
  const { layers, known, opens, at, site } = application;
  const column = zone.class === null ? undefined : Math.min(zone.class, 3);
  const determinations = layers.determinations.filter(
    (one) => one.row === row && one.organisation === zone.organisation && one.zoneClass === column,
  );
  const { values, undetermined } = deriveInEveryCase({
    row,
    zone,
    at,
    site,
    known: { ...known, part },
    layers: { ...layers, determinations, openings: opens === undefined ? layers.openings : [] },
  });
  if (undetermined) return '府省庁の判断';
  const [value = ''] = values;
  if (opens === undefined) return legend[value] ?? value;
  if (value === 'forbidden-unless-permitted') return opens === 'application' ? '許可' : '禁止';
  return value === 'forbidden' || value === 'required' ? '禁止' : '不要';
}

/** What a value means for whoever applies. A measure that is 要 is the leave of whoever answers for the zone. */
const legend: Readonly<Record<string, string>> = {
  'not-applicable': '不要',
  'not-required': '不要',
  allowed: '不要',
  notification: '届出',
  permission: '許可',
  required: '許可',
  'forbidden-unless-permitted': '許可',
  forbidden: '禁止',
};

/** 要管理対策区域外, of the people of a unit: class 0, and nothing that opens or closes a zone reaches it. */
function outsideOf(unit: string | null): RuledZone {
  return {
    id: '',
    class: 0,
    organisation: unit ?? '',
    holdsProtectedSystems: true,
    holdsStableSystems: true,
    controls: [],
  };
}
