import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { SomeZones } from '../../../src/authority/visibility.ts';
import { evidenceByRow } from '../../../src/gaps/evidence-by-row.ts';
import { gapCsvLines } from '../../../src/gaps/gap-csv-lines.ts';
import { gapPage } from '../../../src/gaps/gap-page.ts';
import { type GapFacts, judgingGaps } from '../../../src/gaps/judging-gaps.ts';
import { listedLines, shownGaps } from '../../../src/gaps/shown-gaps.ts';
import { csvDocument } from '../../../src/kernel/csv-text.ts';
import { atOnce } from '../../../src/kernel/in-slices.ts';
import { dayAt } from '../../../src/zones/hours/day-at.ts';
import { lintPlan } from '../../../src/zones/lints/lint-plan.ts';
import { coverNames } from '../../../src/zones/plan/cover-names.ts';
import type { Door, SitePlan } from '../../../src/zones/plan/site-plan.ts';
import { loadProposals } from '../../../src/zones/regulation/load-proposals.ts';
import type { RowId } from '../../../src/zones/regulation/row-ids.ts';
import { rowIds } from '../../../src/zones/regulation/row-ids.ts';
import { aDoor, aPlan, aReader, aZone } from '../../support/a-plan.ts';
import { aDetermination, aMoment, anOpening, theLayers, unified } from '../../support/a-ruled-zone.ts';

const adopted = loadProposals(unified).map(({ reason, ...proposal }) =>
  aDetermination({ id: `${proposal.row}/${proposal.zoneClass}`, ...proposal }),
);

function factsOf(over: Partial<GapFacts> = {}): GapFacts {
  const { plan = aPlan(), layers = theLayers({ determinations: adopted }) } = over;
  const findings = atOnce(lintPlan(plan, { layersFor: () => layers, officers: new Set(), at: aMoment }));
  return {
    at: aMoment,
    rulesSeq: 7,
    plan,
    layers,
    findings,
    cameras: [],
    measures: [],
    equipment: [],
    additions: [],
    unpermitted: [],
    lastPassages: new Map(),
    ...over,
  };
}

const judge = (over: Partial<GapFacts> = {}) => atOnce(judgingGaps(factsOf(over)));

function lineOf(zone: string, row: RowId, over: Partial<GapFacts> = {}) {
  const line = judge(over).lines.find((one) => one.zone === zone && one.row === row);
  if (line === undefined) throw new Error(`no line of ${row} in ${zone}`);
  return line;
}

const required = (row: RowId, zoneClass: number, over = {}) =>
  theLayers({
    determinations: [
      ...adopted.filter((one) => one.row !== row),
      aDetermination({ row, zoneClass, value: 'required', ...over }),
    ],
  });

describe('what a zone lacks', () => {
  it('is said of every row in every zone, and counted', () => {
    const { lines, counts, zones } = judge();
    expect(lines).toHaveLength(zones.length * rowIds.length);
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(lines.length);
    expect(Object.keys(evidenceByRow).toSorted()).toEqual([...rowIds].toSorted());
  });

  it('is the answer of the ministry where a row is left to it, with the strict value in force', () => {
    expect(lineOf('office', 't1r19', { layers: theLayers() })).toMatchObject({
      state: 'undetermined',
      value: 'required',
      evidence: [],
      chain: [{ layer: 'regulation', value: 'ministry-decides' }],
    });
  });

  it('is a reader at a way in, where whoever enters is confirmed', () => {
    expect(lineOf('office', 't1r19')).toMatchObject({
      state: 'met',
      evidence: [{ kind: 'plan-element', ref: 'doors/hall-office' }],
    });
    const plan = aPlan({ readers: [aReader('street-hall', 'hall'), aReader('office-server', 'server')] });
    const lacking = lineOf('office', 't1r19', { plan });
    expect(lacking.state).toBe('missing');
    expect(lacking.missing[0]).toContain('doors/hall-office');
  });

  it('is what the lints find of a boundary, told to the higher zone', () => {
    const zones = aPlan().zones.map((zone) => (zone.id === 'office' ? aZone({ class: 3 }) : zone));
    const line = lineOf('office', 't1r15', { plan: aPlan({ zones }) });
    expect(line).toMatchObject({ state: 'missing', evidence: [] });
    expect(line.missing.length).toBeGreaterThan(0);
    expect(lineOf('office', 't1r15')).toMatchObject({ state: 'met', missing: [] });
  });

  it('is the same of a zone by itself as among all of them', () => {
    const plans = [aPlan(), aPlan({ readers: [], boundaries: [] })];
    for (const facts of plans.map((plan) => factsOf({ plan }))) {
      const ofAll = atOnce(judgingGaps(facts)).lines;
      for (const zone of facts.plan.zones) {
        const alone = atOnce(judgingGaps(facts, [zone]));
        expect(alone.zones.map(({ id }) => id)).toEqual([zone.id]);
        expect(alone.lines).toEqual(ofAll.filter((line) => line.zone === zone.id));
      }
    }
  });

  it('names no room that is hidden from whoever reads it, and misses nothing of what stands there', () => {
    const nameOfOffice = '奥の執務室';
    const hidden = { name: nameOfOffice, hidden: true };
    const zones = aPlan().zones.map((zone) => (zone.id === 'office' ? { ...zone, ...hidden } : zone));
    const plan = aPlan({ zones, readers: [], boundaries: [] });
    const read = (rooms: SomeZones) => {
      const facts = factsOf({ plan: coverNames(plan, rooms) });
      return atOnce(
        judgingGaps(
          facts,
          facts.plan.zones.filter(({ id }) => id === 'server'),
        ),
      ).lines;
    };
    const [asAll, asTheirs] = [read('all'), read(new Set(['server']))];
    expect(asTheirs.map(({ state }) => state)).toEqual(asAll.map(({ state }) => state));
    const named = (lines: typeof asAll) =>
      lines.flatMap(({ missing }) => missing).filter((words) => words.includes(nameOfOffice));
    expect(named(asAll)).not.toEqual([]);
    expect(named(asTheirs)).toEqual([]);
  });

  it('is a camera that works, and no other', () => {
    const layers = required('t1r48', 3);
    expect(lineOf('server', 't1r48', { layers })).toMatchObject({ state: 'missing', evidence: [] });
    const cameras = [{ code: 'cam-1', zone: 'server', since: new Date('2026-04-01') }];
    expect(lineOf('server', 't1r48', { layers, cameras })).toMatchObject({
      state: 'met',
      evidence: [{ kind: 'camera', ref: 'cam-1' }],
    });
  });

  it('is a record of passages that has never begun', () => {
    expect(lineOf('server', 't1r24', { layers: required('t1r24', 3) }).missing).toHaveLength(1);
    const lastPassages = new Map([['server', { seq: 12, at: aMoment }]]);
    const met = lineOf('server', 't1r24', { layers: required('t1r24', 3), lastPassages });
    expect(met).toMatchObject({ state: 'met' });
    expect(met.evidence).toContainEqual({ kind: 'passage', ref: '12', at: aMoment });
  });

  it('is a measure nobody told of, unless the lock of the room stands for it (※4)', () => {
    expect(lineOf('server', '9a')).toMatchObject({ state: 'missing' });
    expect(lineOf('server', 't1r39')).toMatchObject({
      state: 'met',
      evidence: [{ ref: 'doors/office-server' }],
    });
    const layers = required('t1r19', 3, { value: 'not-required' });
    expect(lineOf('server', 't1r39', { layers })).toMatchObject({ state: 'missing', evidence: [] });
  });

  describe('of devices, where the lock of the room is to stand for theirs (※4)', () => {
    const locks = (zone: string, over: Partial<SitePlan>) => lineOf(zone, 't1r39', { plan: aPlan(over) });
    const plan = aPlan();
    const zone = (id: string, zoneClass: number | null) => aZone({ id, class: zoneClass });
    const beside = (zoneClass: number | null, doors: SitePlan['doors'], readers: SitePlan['readers'] = []) =>
      locks('office', {
        zones: [...plan.zones, zone('annex', zoneClass)],
        doors: [...plan.doors, ...doors],
        readers: [...plan.readers, ...readers],
      }).state;

    it('is that somebody comes in unread from a lower class, through zones of the same or a higher one', () => {
      for (const zoneClass of [2, 3]) {
        const inner = aDoor('annex', 'office');
        expect(beside(zoneClass, [aDoor('hall', 'annex'), inner])).toBe('missing');
        expect(beside(zoneClass, [aDoor('hall', 'annex'), inner], [aReader('hall-annex', 'annex')])).toBe(
          'met',
        );
        expect(beside(zoneClass, [inner])).toBe('met');
      }
    });

    it('is that somebody comes in unread from a zone without a class', () => {
      const inner = aDoor('annex', 'office');
      expect(beside(null, [inner])).toBe('missing');
      expect(beside(null, [inner], [aReader('annex-office', 'office')])).toBe('met');
    });

    it('is a door that does not lock, or not at every hour', () => {
      const office = (over: Partial<Door>) =>
        locks('office', {
          doors: plan.doors.map((door) => (door.id === 'hall-office' ? { ...door, ...over } : door)),
        });
      expect(office({})).toMatchObject({
        state: 'met',
        evidence: [{ ref: 'doors/hall-office' }, { ref: 'doors/office-server' }],
      });
      expect(office({ control: 'gate' }).state).toBe('missing');
      expect(office({ freePassage: { schedule: 'day', guardPost: '正門' } }).state).toBe('missing');
    });

    it('is a way out that nothing closes, and none that opens from within', () => {
      const { directions, ...way } = aDoor('office', 'hall', { id: 'back' });
      const out = directions.slice(0, 1);
      expect(beside(2, [{ ...way, directions: out }])).toBe('met');
      expect(beside(2, [{ ...way, directions: out, control: 'none' }])).toBe('missing');
      expect(beside(2, [{ ...way, directions, outOfService: true }])).toBe('met');
    });

    it('stands for those of a room that is entered from its own class alone', () => {
      const inner = {
        zones: [...plan.zones, zone('vault', 3)],
        doors: [...plan.doors, aDoor('server', 'vault')],
      };
      const readers = [...plan.readers, aReader('server-vault', 'vault')];
      expect(locks('vault', { ...inner, readers })).toMatchObject({
        state: 'met',
        evidence: [{ ref: 'doors/server-vault' }],
      });
      expect(locks('vault', inner).state).toBe('missing');
    });
  });

  it('is nothing where a measure was recorded, until its inspection is due', () => {
    const measure = {
      ...({
        zone: 'office',
        row: 't1r44',
        hazard: null,
        what: '床下に埋設した',
        evidence: '工事完成図 3',
      } as const),
      ...{ takenOn: '2026-04-01', inspectedOn: null, nextInspectionOn: null },
    };
    const layers = required('t1r44', 2);
    expect(lineOf('office', 't1r44', { layers })).toMatchObject({ state: 'missing', evidence: [] });
    expect(lineOf('office', 't1r44', { layers, measures: [measure] })).toMatchObject({
      state: 'met',
      evidence: [
        { kind: 'measure', ref: '床下に埋設した（工事完成図 3）', at: new Date('2026-04-01T00:00:00+09:00') },
      ],
    });
    expect(lineOf('server', 't1r44', { layers, measures: [measure] }).evidence).toEqual([]);
    const ofAnotherRow = [{ ...measure, row: 't1r43' } as const];
    expect(lineOf('office', 't1r44', { layers, measures: ofAnotherRow }).evidence).toEqual([]);
    const today = dayAt(aMoment, aPlan().site.timeZone);
    const dueOn = (nextInspectionOn: string) =>
      lineOf('office', 't1r44', { layers, measures: [{ ...measure, nextInspectionOn }] });
    expect(dueOn(today).state).toBe('met');
    const late = dueOn('2026-04-02');
    expect(today > '2026-04-02').toBe(true);
    expect(late).toMatchObject({ state: 'missing', evidence: [{ kind: 'measure' }] });
    expect(late.missing).toEqual(['「床下に埋設した」の点検の期限（2026-04-02）を過ぎている']);
  });

  it('is a thing that nothing secures, where no measure of the zone stands for it', () => {
    const terminals = { zone: 'office', kind: 'terminal', authenticates: null, since: '2026-04-01' } as const;
    const wired = { ...terminals, securedBy: 'ワイヤー', pieces: 12, numbers: ['PC-1', 'PC-2', 'PC-3'] };
    const loose = { ...terminals, securedBy: null, pieces: 4, numbers: ['PC-20', 'PC-21', 'PC-22'] };
    const layers = required('t1r19', 2, { value: 'not-required' });
    const row38 = (equipment: GapFacts['equipment'], over: Partial<GapFacts> = {}) =>
      lineOf('office', 't1r38', { layers, equipment, ...over });
    expect(row38([]).missing).toEqual(['講じた対策が登録されていない']);
    expect(row38([wired])).toMatchObject({
      state: 'met',
      evidence: [
        { kind: 'equipment', ref: 'ワイヤー（端末 12台）', at: new Date('2026-04-01T00:00:00+09:00') },
      ],
    });
    expect(row38([wired, loose])).toMatchObject({
      state: 'missing',
      missing: ['端末 4台（PC-20、PC-21、PC-22 ほか）の盗難防止の措置が登録されていない'],
    });
    const measure = {
      ...({ zone: 'office', row: 't1r38', hazard: null, what: '施錠', evidence: '写真' } as const),
      ...{ takenOn: '2026-04-01', inspectedOn: null, nextInspectionOn: null },
    };
    expect(row38([loose], { measures: [measure] })).toMatchObject({ state: 'met', missing: [] });
    expect(row38([{ ...wired, zone: 'server' }]).state).toBe('missing');
    expect(lineOf('office', 't1r38', { equipment: [loose] })).toMatchObject({ state: 'met', missing: [] });
  });

  it('is told of network devices by whether one authenticates to them', () => {
    const device = {
      ...({ zone: 'office', kind: 'network-device', since: '2026-04-01' } as const),
      ...{ securedBy: '施錠したラック', pieces: 1, numbers: ['NW-1'] },
    };
    const layers = required('t1r19', 2, { value: 'not-required' });
    const states = (authenticates: boolean) =>
      (['t1r40', 't1r41'] as const).map(
        (row) => lineOf('office', row, { layers, equipment: [{ ...device, authenticates }] }).state,
      );
    expect(states(true)).toEqual(['met', 'missing']);
    expect(states(false)).toEqual(['missing', 'met']);
  });

  it('is a measure against each hazard, of the equipment that is to go on', () => {
    const against = (hazard: string) => ({
      ...({ zone: 'server', row: '9a', hazard, what: hazard, evidence: '写真' } as const),
      ...{ takenOn: '2026-04-01', inspectedOn: '2026-04-03', nextInspectionOn: null },
    });
    expect(lineOf('server', '9a').missing).toHaveLength(4);
    const some = lineOf('server', '9a', { measures: ['fire', 'water', 'air'].map(against) });
    expect(some).toMatchObject({ state: 'missing', missing: ['停電・電源の異常への対策が登録されていない'] });
    expect(some.evidence[0]?.at).toEqual(new Date('2026-04-03T00:00:00+09:00'));
    const all = lineOf('server', '9a', { measures: ['fire', 'water', 'air', 'power'].map(against) });
    expect(all).toMatchObject({ state: 'met', missing: [] });
  });

  it('is nothing while an exception runs, or another body takes the measure, until they end', () => {
    const until = new Date('2026-12-31T15:00:00Z');
    const openings = [anOpening({ kind: 'exception', zone: 'server', row: 't1r39', until })];
    const layers = theLayers({ determinations: adopted, openings });
    expect(lineOf('server', 't1r39', { layers })).toMatchObject({
      state: 'excepted',
      until,
      evidence: [{ kind: 'exception', ref: 'opening' }],
    });
    const heldBy = {
      body: '管理官庁',
      document: '覚書',
      confirmedBy: '甲',
      confirmedOn: '2026-03-31',
      until,
    };
    expect(lineOf('office', 't1r19', { layers: required('t1r19', 2, { heldBy }) })).toMatchObject({
      state: 'held-by-another',
      until,
      evidence: [{ kind: 'another-body', ref: '管理官庁 覚書' }],
    });
  });

  it('is nothing of rows that are asked at each act', () => {
    expect(lineOf('office', 't1r31')).toMatchObject({ state: 'at-each-act', missing: [] });
  });

  it('is nothing where the ministry determined so: its determination is the evidence, since when and until when', () => {
    const [from, until] = [new Date('2026-04-01T00:00:00+09:00'), new Date('2027-04-01T00:00:00+09:00')];
    const said = { id: 'of-cables', value: 'not-required', from } as const;
    const office = (over: object) =>
      lineOf('office', 't1r44', { layers: required('t1r44', 2, { ...said, ...over }) });
    const determined = { kind: 'determination', ref: 'of-cables', at: from };
    expect(office({})).toMatchObject({ state: 'not-asked', evidence: [determined], days: 9, missing: [] });
    expect(office({ until }).evidence).toEqual([{ ...determined, until }]);
    expect(lineOf('street', 't1r44')).toMatchObject({ state: 'not-asked', evidence: [], days: null });
    const atEachAct = { id: 'of-pictures', value: 'permission' };
    expect(lineOf('office', 't2r14', { layers: required('t2r14', 2, atEachAct) })).toMatchObject({
      state: 'at-each-act',
      evidence: [{ kind: 'determination', ref: 'of-pictures' }],
    });
    expect(lineOf('office', 't1r31').evidence).toEqual([]);
  });
});

describe('the forms of a report', () => {
  const report = judge({
    plan: aPlan({
      zones: aPlan().zones.map((zone) => (zone.id === 'hall' ? { ...zone, name: '=1+1<b>' } : zone)),
    }),
  });
  const shown = shownGaps(report, unified.values, 'Asia/Tokyo');
  const written: string[][] = parse(csvDocument(gapCsvLines(shown)), {
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  const page = gapPage(shown, '不足報告');

  it('have the same lines and the same numbers', () => {
    const count = listedLines(report).length;
    expect(written).toHaveLength(1 + count + shown.summary.length);
    expect(page.match(/<tr>/g)).toHaveLength(1 + count + shown.summary.length);
    const told = new Map(written.slice(-shown.summary.length).map(([words, number]) => [words, number]));
    for (const [words, number] of shown.summary) {
      expect(told.get(words)).toBe(String(number));
      expect(page).toContain(`<td>${words}</td><td>${number}</td>`);
    }
    expect(shown.summary.map(([, number]) => number)).toEqual(Object.values(report.counts));
    const days = listedLines(report).map((line) => (line.days === null ? '' : String(line.days)));
    expect(new Set(days).size).toBeGreaterThan(1);
    expect(written.slice(1, 1 + count).map((cells) => cells[10])).toEqual(days);
  });

  it.each([
    ['2026-12-31T15:00:00Z', '2026-12-31'],
    ['2026-12-31T15:00:00.001Z', '2027-01-01'],
    ['2026-12-31T02:00:00Z', '2026-12-31'],
  ])('tell of what holds until %s the last day on which it does, where the site is', (until, day) => {
    const layers = theLayers({
      determinations: adopted,
      openings: [anOpening({ kind: 'exception', zone: 'server', row: 't1r39', until: new Date(until) })],
    });
    const { rows } = shownGaps(judge({ layers }), unified.values, 'Asia/Tokyo');
    expect(rows.filter(([zone, , row]) => zone?.endsWith('（server）') && row === 't1r39')).toMatchObject([
      { 12: day },
    ]);
  });

  const ageOf = (over: Partial<GapFacts>, zone: string, row: RowId) => {
    const { rows } = shownGaps(judge(over), unified.values, 'Asia/Tokyo');
    return rows.find((cells) => cells[0]?.endsWith(`（${zone}）`) && cells[2] === row)?.[10];
  };
  const measuredOn = (...days: readonly string[]) =>
    days.map((takenOn) => ({
      ...({
        zone: 'office',
        row: 't1r44',
        hazard: null,
        what: '床下に埋設した',
        evidence: '完成図',
      } as const),
      ...{ takenOn, inspectedOn: null, nextInspectionOn: null },
    }));

  it('tell how old the oldest evidence is, in whole days since its day began at the site', () => {
    const layers = required('t1r44', 2);
    const early = new Date('2026-04-10T00:30:00+09:00');
    const age = (at: Date, ...days: readonly string[]) =>
      ageOf({ at, layers, measures: measuredOn(...days) }, 'office', 't1r44');
    expect(age(early, '2026-04-10')).toBe('0');
    expect(age(early, '2026-04-09')).toBe('1');
    expect(age(early, '2026-04-09', '2026-03-31')).toBe('10');
    expect(age(new Date(early.getTime() - 3_600_000), '2026-04-09')).toBe('0');
    expect(age(early)).toBe('');
  });

  it('tell so of things and of what another body confirmed, too', () => {
    const at = new Date('2026-04-10T00:30:00+09:00');
    const things = {
      ...({ zone: 'office', kind: 'terminal', authenticates: null, since: '2026-04-10' } as const),
      ...{ securedBy: 'ワイヤー', pieces: 1, numbers: ['PC-1'] },
    };
    const layers = required('t1r19', 2, { value: 'not-required' });
    expect(ageOf({ at, layers, equipment: [things] }, 'office', 't1r38')).toBe('0');
    const heldBy = { body: '管理官庁', document: '覚書', confirmedBy: '甲', confirmedOn: '2026-04-10' };
    expect(ageOf({ at, layers: required('t1r19', 2, { heldBy }) }, 'office', 't1r19')).toBe('0');
  });

  it('leave text what it is', () => {
    expect(written.some(([zone]) => zone === "'=1+1<b>（hall）")).toBe(true);
    expect(page).toContain('=1+1&lt;b&gt;（hall）');
    expect(page).not.toContain('<b>');
  });
});

describe('what was added and linked', () => {
  const link = {
    ...({
      zone: 'office',
      row: 't2r29',
      permit: 'p',
      zones: ['office', 'hall'],
      what: '基幹スイッチ',
    } as const),
    from: aMoment,
  };
  const permitted = theLayers({
    determinations: [aDetermination({ row: 't2r29', zoneClass: 2, value: 'permission' })],
  });
  const row29 = (additions: GapFacts['additions']) =>
    lineOf('office', 't2r29', { additions, layers: permitted });

  it('is asked at each act where nothing was, and shown by its permit where something was', () => {
    expect(row29([])).toMatchObject({ state: 'at-each-act', missing: [] });
    expect(row29([{ ...link, why: [] }])).toMatchObject({
      state: 'met',
      evidence: [{ kind: 'permit', ref: 'p', at: aMoment }],
    });
  });

  it('is missing where its permit does not cover it, and says why', () => {
    const { state, missing } = row29([{ ...link, why: ['区域のクラスが1から2に上がった'] }]);
    expect([state, missing]).toEqual([
      'missing',
      ['「基幹スイッチ」の許可・届出 p が及ばない（区域のクラスが1から2に上がった）'],
    ]);
  });

  it('is missing where it handles 要保護情報 and the zone held none before', () => {
    const zones = aPlan().zones.map((zone) =>
      zone.id === 'office' ? { ...zone, holdsProtectedSystems: false } : zone,
    );
    const layers = theLayers({
      determinations: [aDetermination({ row: 't2r26', zoneClass: 2, value: 'permission' })],
    });
    const server = { ...link, row: 't2r26', zones: ['office'], what: 'サーバ' } as const;
    const row26 = (one: Partial<GapFacts['additions'][number]>) =>
      lineOf('office', 't2r26', {
        ...{ plan: aPlan({ zones }), layers },
        additions: [{ ...server, why: ['許可・届出は「取消し」'], ...one }],
      });
    expect(row26({ brought: 'protected-systems' })).toMatchObject({ state: 'missing', value: 'permission' });
    expect(row26({ brought: 'protected-systems', why: [] }).state).toBe('met');
    expect(row26({ why: [] }).state).toBe('not-asked');
  });
});

describe('what was added without a permit', () => {
  const determined = (value: 'permission' | 'notification' | 'allowed') =>
    theLayers({ determinations: [aDetermination({ row: 't2r24', zoneClass: 2, value })] });
  const terminals = {
    zone: 'office',
    kind: 'terminal',
    pieces: 4,
    numbers: ['PC-1', 'PC-2', 'PC-3'],
  } as const;
  const row24 = (over: Partial<GapFacts>) =>
    lineOf('office', 't2r24', { layers: determined('permission'), unpermitted: [terminals], ...over });

  it('is missing where one is asked for, by the row of its kind alone', () => {
    expect(row24({})).toMatchObject({
      state: 'missing',
      evidence: [],
      missing: ['端末 4台（PC-1、PC-2、PC-3 ほか）の設置の許可・届出が登録されていない'],
    });
    expect(row24({ layers: determined('notification') }).state).toBe('missing');
    expect(row24({ unpermitted: [{ ...terminals, kind: 'server' }] }).state).toBe('at-each-act');
    expect(row24({ unpermitted: [{ ...terminals, zone: 'server' }] }).state).toBe('at-each-act');
  });

  it('is missing beside what was added with one', () => {
    const additions = [
      { zone: 'office', row: 't2r24', permit: 'p', zones: ['office'], what: '端末', from: aMoment, why: [] },
    ] as const;
    const { state, evidence, missing } = row24({ additions });
    expect([state, evidence.length, missing.length]).toEqual(['missing', 1, 1]);
  });

  it('lacks nothing where nobody is asked', () => {
    expect(row24({ layers: determined('allowed') }).state).toBe('not-asked');
  });
});
