import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourceFiles } from '../support/source-files.ts';
import { type ImportLine, sourceImports } from '../support/source-imports.ts';

/** Which rooms a room may look into. What is not here is not allowed; a new edge is a decision, made here with its reason. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  db: ['kernel'],
  // Principals, roles and the one authorization table: the ground that the edge and every slice stand on.
  authority: ['kernel', 'db'],
  // An act knows who does it: its entry carries the principal's actor.
  log: ['kernel', 'db', 'authority'],
  api: ['kernel', 'db', 'authority', 'log'],
  // A proposal of one person and the act of a second (I8): below every slice, so that any of them can ask for two.
  'dual-control': ['kernel', 'db', 'authority', 'log'],
  // Changing a plan touches who is where (closed zones): as functions handed in. A determination may name a role that decides.
  zones: ['kernel', 'db', 'authority', 'log', 'api', 'dual-control'],
  people: ['kernel', 'db', 'authority', 'log', 'api', 'zones'],
  // A visit names staff as hosts and escorts, and the zones of its destinations.
  visitors: ['kernel', 'db', 'authority', 'log', 'api', 'dual-control', 'zones', 'people'],
  // A visitor's permit refers to the member, and their host applies for it.
  // An exception at class 3 is approved by two.
  permits: ['kernel', 'db', 'authority', 'log', 'api', 'dual-control', 'zones', 'people', 'visitors'],
  // What a kind of permit asks and looks at; where somebody is, it is told by a function handed in.
  devices: ['kernel', 'db', 'authority', 'log', 'api', 'zones', 'people', 'visitors', 'permits'],
  // The permits a firm holds, and who comes and takes over; the door weighs couriers by itself.
  deliveries: ['kernel', 'db', 'authority', 'log', 'api', 'zones', 'people', 'visitors', 'permits'],
  // A work names a contract, its workers and who attends; where those are, it is told by a function handed in.
  works: ['kernel', 'db', 'authority', 'log', 'api', 'zones', 'people', 'visitors', 'permits'],
  // What stands where names zones, units and officers; what may be added is let begin as what is applied for is.
  registers: ['kernel', 'db', 'authority', 'log', 'api', 'zones', 'people', 'permits'],
  // The crossing at the desk: what visitors and staff are given, and what they leave there.
  // What exceptions leave out for a visitor by name is asked at the desk, too, and who cuts which power once everybody is out.
  desk: [
    'kernel',
    'db',
    'authority',
    'log',
    'api',
    'zones',
    'people',
    'visitors',
    'permits',
    'registers',
    'access',
  ],
  // What is erased by date stands in tables of many rooms, each named in SQL; its decisions are the ministry's. Of whom something is
  // kept longer is one of the staff, a visitor or of the press.
  retention: ['kernel', 'db', 'authority', 'log', 'api', 'dual-control', 'zones', 'visitors'],
  // People sign in: a session is found, confirmed and ended as a token is.
  'sign-in': ['kernel', 'db', 'authority', 'log', 'api', 'zones', 'people', 'operators', 'dual-control'],
  // A screen with a name, which somebody who signs in takes over from whoever kept it.
  consoles: [
    'kernel',
    'db',
    'authority',
    'log',
    'api',
    'dual-control',
    'zones',
    'people',
    'operators',
    'sign-in',
  ],
  // Tokens and roles name persons, zones and organisations.
  operators: ['kernel', 'db', 'authority', 'log', 'api', 'zones', 'people'],
  // Who looks at roles, tokens and login ids: what is held by whom and was used when.
  rights: [
    'kernel',
    'db',
    'authority',
    'log',
    'api',
    'dual-control',
    'zones',
    'people',
    'operators',
    'sign-in',
    'consoles',
  ],
  // Whoever answers for some zones sees the alarms of their doors; whom an alarm is about may be a visitor.
  alarms: ['kernel', 'db', 'authority', 'log', 'api', 'zones', 'visitors'],
  // Hands events on through a port: whoever decides them stands above.
  gateways: ['kernel', 'authority', 'api'],
  // The crossing: a passage weighs what every slice knows.
  access: ['kernel', 'db', 'authority', 'log', 'api', 'zones', 'people', 'visitors', 'gateways'],
  // What a zone lacks is told by every register.
  gaps: ['kernel', 'db', 'authority', 'log', 'api', 'zones', 'people', 'registers', 'works'],
  live: ['kernel', 'db', 'authority', 'log', 'api', 'zones', 'visitors', 'operators', 'access'],
  // Documents of what every slice keeps, and of the log.
  // What is held of somebody (開示) stands in the tables of every room.
  records: [
    'kernel',
    'db',
    'authority',
    'log',
    'api',
    'dual-control',
    'zones',
    'people',
    'visitors',
    'permits',
    'devices',
    'deliveries',
    'works',
    'registers',
    'gaps',
    'operators',
    'sign-in',
    'alarms',
    'access',
    'desk',
    'retention',
    'live',
    'rights',
  ],
  demo: [
    'kernel',
    'db',
    'authority',
    'log',
    'zones',
    'people',
    'visitors',
    'operators',
    'sign-in',
    'gateways',
    'access',
    'desk',
    'permits',
    'devices',
    'works',
    'build-permit-guards.ts',
    // What its people show to sign in is decided as a ministry decides it.
    'rights',
  ],
  replay: [
    'kernel',
    'db',
    'authority',
    'log',
    'zones',
    'people',
    'visitors',
    'operators',
    'gateways',
    'access',
  ],
  // The terminal acts as a principal of its own.
  cli: [
    'kernel',
    'db',
    'authority',
    'log',
    'zones',
    'people',
    // The watch says in words what an entry names by its code.
    'permits',
    'devices',
    'operators',
    'gateways',
    'access',
    'retention',
    'demo',
    'replay',
    'gaps',
    'records',
    'live',
    'rights',
    'sign-in',
    'app.ts',
    'config.ts',
    'environment.ts',
  ],
  // The table of the guards that kinds of permits bring, whoever begins one.
  // By which rules a guard weighs, and where it reads them.
  'build-permit-guards.ts': ['db', 'zones', 'permits', 'deliveries', 'devices', 'registers', 'works'],
  // What every room forgets, ends and tells of by time alone.
  'timed-chores.ts': ['kernel', 'db', 'log', 'operators', 'rights', 'access', 'live', 'retention', 'sign-in'],
  'environment.ts': [],
  // The package that is meant where none is named.
  // By how many iterations, and with which peppers, passwords are hashed.
  'config.ts': ['kernel', 'zones', 'sign-in', 'environment.ts'],
  'app.ts': [
    'kernel',
    'db',
    'authority',
    'log',
    'api',
    'zones',
    'people',
    'visitors',
    'permits',
    'devices',
    'deliveries',
    'works',
    'registers',
    'build-permit-guards.ts',
    'timed-chores.ts',
    'operators',
    'rights',
    'dual-control',
    'alarms',
    'gateways',
    'access',
    'desk',
    'gaps',
    'live',
    'records',
    'retention',
    'sign-in',
    'consoles',
  ],
  // What it says to a terminal stands in two languages.
  'main.ts': ['kernel', 'cli'],
};

/** Pure rooms: what they decide depends on nothing but what they are given. */
const pure =
  /^(access\/decide\/|log\/entry\/effects|dual-control\/(judge-|proposal-lifecycle)|zones\/opens\/(?!weigh-)|zones\/lints\/|zones\/plan\/(plan-diff|plan-graph|direction|is-escape)|zones\/regulation\/(?!load-|read-|parse-)|(people|visitors|desk|permits)\/[a-z-]+\/[a-z-]+-lifecycle|permits\/(lifecycle|kinds|rule)|visitors\/admission\/(?!renew-|arm-)|(people|visitors|desk|operators|zones|permits|devices|works|registers)\/([a-z-]+\/)*judge-|authority\/(roles|authorization|principal|asks-for-proof|reaches|judge-))/;
const driverOrFramework = /^(pg|drizzle-orm|fastify|@fastify|ws|pino|prom-client|node:(?!crypto))/;

const imports = sourceImports();
const between = imports.filter(({ isPackage }) => !isPackage);
const roomOf = (path: string): string => path.split('/')[0] ?? '';
/** The folder a file stands in: a room within a room. */
const subRoomOf = (path: string): string => (path.includes('/') ? dirname(path) : path);
const shown = ({ file, target }: ImportLine): string => `${file} → ${target}`;

describe('imports point one way', () => {
  it('no room looks into a room it may not', () => {
    const crossing = between.filter(({ file, target }) => roomOf(file) !== roomOf(target));
    const wrong = crossing.filter(({ file, target }) => !mayImport[roomOf(file)]?.includes(roomOf(target)));
    expect(wrong.map(shown)).toEqual([]);
  });

  it('no permission of the table is unused', () => {
    const used = edgesBy(roomOf);
    const unused = Object.entries(mayImport).flatMap(([room, others]) =>
      others.filter((other) => used.get(room)?.has(other) !== true).map((other) => `${room} → ${other}`),
    );
    expect(unused).toEqual([]);
  });

  it('no two rooms look into each other, and no rooms stand in a circle', () => {
    expect(circlesOf(edgesBy(roomOf))).toEqual([]);
  });

  it('nor do the rooms within a room', () => {
    expect(circlesOf(edgesBy(subRoomOf))).toEqual([]);
  });

  it('the table names every room there is, and no other', () => {
    const rooms = new Set(
      imports.flatMap(({ file, target, isPackage }) => (isPackage ? [file] : [file, target])).map(roomOf),
    );
    expect([...rooms].toSorted()).toEqual(Object.keys(mayImport).toSorted());
  });

  it('what decides knows no driver, clock or framework, and nothing that does', () => {
    const wrong = imports.filter(
      ({ file, target, isPackage }) =>
        pure.test(file) &&
        (isPackage
          ? driverOrFramework.test(target)
          : /(^|\/)tables\.ts$|-routes\.ts$|^db\/|^api\/(?!schemas\.ts)/.test(target)),
    );
    expect(wrong.map(shown)).toEqual([]);
  });

  it('the shapes that documents and requests share are shapes alone', () => {
    const named = imports.filter(({ file }) => file === 'api/schemas.ts').map(({ target }) => target);
    expect(named.toSorted()).toEqual(['kernel/card-key.ts', 'kernel/ids.ts', 'typebox']);
  });

  it('what judges waits for nothing: whatever it needs was loaded before', () => {
    const waiting = sourceFiles().filter(
      ({ file, text }) =>
        /async function judge|await judge/.test(text) ||
        (/(^|\/)judge-/.test(file) && /\basync\b/.test(text)),
    );
    expect(waiting.map(({ file }) => file)).toEqual([]);
  });

  it('routes are named by the app and by lists of routes alone', () => {
    const wrong = imports.filter(
      ({ file, target }) =>
        target.endsWith('-routes.ts') &&
        !/^(app\.ts|.*-routes\.ts)$/.test(file) &&
        file !== 'api/edge/set-edge.ts',
    );
    expect(wrong.map(shown)).toEqual([]);
  });

  it('only routes, the live stream and the app translate for HTTP', () => {
    const framework = /^(fastify|@fastify\/)/;
    const allowed = /(-routes\.ts$|^api\/|^app\.ts$|^cli\/starting\/server-options\.ts$|^live\/)/;
    const wrong = imports.filter(
      ({ file, target, isPackage }) => isPackage && framework.test(target) && !allowed.test(file),
    );
    expect(wrong.map(shown)).toEqual([]);
  });

  it('files import one another in no circle', () => {
    const values = between.filter(({ typeOnly }) => !typeOnly);
    expect(circlesOf(edgesBy((file) => file, values))).toEqual([]);
  });
});

type Edges = ReadonlyMap<string, ReadonlySet<string>>;

/** Which named places look into which others. */
function edgesBy(nameOf: (path: string) => string, lines: readonly ImportLine[] = between): Edges {
  const edges = new Map<string, Set<string>>();
  for (const { file, target } of lines) {
    const [from, to] = [nameOf(file), nameOf(target)];
    if (from !== to) edges.set(from, (edges.get(from) ?? new Set()).add(to));
  }
  return edges;
}

/** Every circle that a walk meets first, as `a → b → a`. */
function circlesOf(edges: Edges): readonly string[] {
  const done = new Set<string>();
  const circles: string[] = [];
  function walk(place: string, path: readonly string[]): void {
    if (path.includes(place)) {
      circles.push([...path.slice(path.indexOf(place)), place].join(' → '));
      return;
    }
    if (done.has(place)) return;
    for (const next of edges.get(place) ?? []) walk(next, [...path, place]);
    done.add(place);
  }
  for (const place of edges.keys()) walk(place, []);
  return circles;
}
