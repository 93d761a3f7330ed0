import { describe, expect, it } from 'vitest';
import { type ImportLine, sourceImports } from '../support/source-imports.ts';

/** Which rooms a room may look into. What is not here is not allowed; a new edge is a decision, made here with its reason. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  db: ['kernel'],
  log: ['kernel', 'db'],
  // Changing a plan touches who is where (closed zones): as functions handed in.
  zones: ['kernel', 'db', 'log', 'api'],
  // The one authorization table and the principal stand in operators; the edge only reads them.
  api: ['kernel', 'db', 'log', 'operators'],
  operators: ['kernel', 'db', 'log', 'zones', 'people', 'api'],
  people: ['kernel', 'db', 'log', 'zones', 'operators', 'api'],
  alarms: ['kernel', 'db', 'log', 'zones', 'people', 'operators', 'api', 'access'],
  gateways: ['kernel', 'db', 'log', 'zones', 'operators', 'api', 'access'],
  // The crossing: a passage weighs what every slice knows.
  access: ['kernel', 'db', 'log', 'zones', 'people', 'operators', 'alarms', 'gateways', 'api'],
  live: ['kernel', 'db', 'log', 'zones', 'people', 'operators', 'alarms', 'api', 'access'],
  // A day of demo traffic plays the gateways' part, over HTTP as they do.
  demo: ['kernel', 'db', 'log', 'zones', 'people', 'operators', 'access', 'gateways'],
  replay: ['kernel', 'db', 'log', 'zones', 'people', 'operators', 'access', 'gateways', 'demo'],
  cli: [
    'kernel',
    'db',
    'log',
    'zones',
    'people',
    'operators',
    'access',
    'gateways',
    'alarms',
    'live',
    'demo',
    'replay',
    'app.ts',
    'config.ts',
    'config-variables.ts',
  ],
  'config-variables.ts': [],
  'config.ts': ['kernel', 'config-variables.ts'],
  'app.ts': [
    'kernel',
    'db',
    'log',
    'zones',
    'people',
    'operators',
    'access',
    'gateways',
    'alarms',
    'live',
    'api',
  ],
  'main.ts': ['cli'],
};

/** Pure rooms: what they decide depends on nothing but what they are given. */
const pure =
  /^(access\/decide\/|log\/effects|zones\/lints\/|zones\/plan-(diff|graph)|zones\/direction|zones\/escape|zones\/regulation\/(?!load-|read-|parse-)|people\/[a-z]+-lifecycle|operators\/(roles|authorization|principal))/;
const driverOrFramework = /^(pg|drizzle-orm|fastify|@fastify|ws|pino|prom-client|node:(?!crypto))/;

const imports = sourceImports();
const roomOf = (path: string): string => path.split('/')[0] ?? '';
const shown = ({ file, target }: ImportLine): string => `${file} → ${target}`;

describe('imports point one way', () => {
  it('no room looks into a room it may not', () => {
    const crossing = imports.filter(
      ({ file, target, isPackage }) => !isPackage && roomOf(file) !== roomOf(target),
    );
    const wrong = crossing.filter(({ file, target }) => !mayImport[roomOf(file)]?.includes(roomOf(target)));
    expect(wrong.map(shown)).toEqual([]);
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
          : /(^|\/)tables\.ts$|-routes\.ts$|^db\/|^api\//.test(target)),
    );
    expect(wrong.map(shown)).toEqual([]);
  });

  it('routes are named by the app and by lists of routes alone', () => {
    const wrong = imports.filter(
      ({ file, target }) =>
        target.endsWith('-routes.ts') && !/^(app\.ts|.*-routes\.ts)$/.test(file) && file !== 'api/edge.ts',
    );
    expect(wrong.map(shown)).toEqual([]);
  });

  it('only routes, the live stream and the app translate for HTTP', () => {
    const framework = /^(fastify|@fastify\/)/;
    const allowed = /(-routes\.ts$|^api\/|^app\.ts$|^cli\/service-server\.ts$|^live\/)/;
    const wrong = imports.filter(
      ({ file, target, isPackage }) => isPackage && framework.test(target) && !allowed.test(file),
    );
    expect(wrong.map(shown)).toEqual([]);
  });

  it('files import one another in no circle', () => {
    const next = new Map<string, string[]>();
    for (const { file, target, isPackage, typeOnly } of imports) {
      if (!isPackage && !typeOnly) next.set(file, [...(next.get(file) ?? []), target]);
    }
    const done = new Set<string>();
    const circle = (file: string, path: readonly string[]): readonly string[] | undefined => {
      if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
      if (done.has(file)) return undefined;
      for (const target of next.get(file) ?? []) {
        const found = circle(target, [...path, file]);
        if (found !== undefined) return found;
      }
      done.add(file);
      return undefined;
    };
    expect(
      [...next.keys()].map((file) => circle(file, [])).find((found) => found !== undefined),
    ).toBeUndefined();
  });
});
