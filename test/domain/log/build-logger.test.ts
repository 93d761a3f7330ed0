import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secretFields } from '../../../src/cli/starting/without-secrets.ts';
import { aLog } from '../../support/a-log.ts';

const token = `sk_0123456789abcdef_${'A'.repeat(43)}`;

describe('the log', () => {
  it('names levels by their words, and says when in UTC', () => {
    const { log, lines } = aLog({ level: 'warn' });
    log.info('not told');
    log.warn('told');
    expect(lines()).toMatchObject([
      { level: 'warn', msg: 'told', time: expect.stringMatching(/^\d{4}-.*Z$/) },
    ]);
  });

  it('says nothing at all where it is silent', () => {
    const { log, text } = aLog({ level: 'silent' });
    log.fatal('the end');
    expect(text()).toBe('');
  });

  it('has no value of a field that is secret by its name, however deep it stands', () => {
    const anyCase = (field: string) => fc.mixedCase(fc.constant(field));
    const anySecret = fc.constantFrom(...secretFields).chain(anyCase);
    const { within } = fc.letrec<{ within: unknown }>((tie) => ({
      within: fc.oneof(
        anySecret.map((field) => ({ [field]: { said: ['hunter2'] } })),
        fc.tuple(fc.constantFrom('one', 'two'), tie('within')).map(([name, value]) => ({ [name]: value })),
        tie('within').map((value) => [value]),
      ),
    }));
    fc.assert(
      fc.property(within, anySecret, (value, field) => {
        const { log, text } = aLog();
        log.info({ value });
        log.child({ child: value }).warn({ [field]: 'hunter2' }, 'of a child');
        expect(text()).not.toContain('hunter2');
        expect(text()).toContain(`"${field}":"[redacted]"`);
      }),
    );
  });

  it.each([
    ['token', `look-up of ${token} failed`, token.slice(20)],
    ['header', `got "authorization: Bearer abcdefghijkl" of it`, 'abcdefghijkl'],
    ['cookie', 'cookie: sid=topsecret; other=topsecret', 'topsecret'],
    ['ticket', `ticket.${'b'.repeat(43)}`, 'bbbb'],
    ['password in a URL', 'connect postgres://app:p:ss@w/rd@db.example:5432/sekisho', 'rd@db'],
    ['password in quotes', "host=db password='two words' user=app", 'two words'],
    ['password without quotes', 'host=db password = hunter2 user=app', 'hunter2'],
  ])('has no %s in its words, in those of an error, or of its cause', (_, words, secret) => {
    const { log, text, lines } = aLog();
    log.error(words);
    log.error({ err: new Error(words, { cause: new Error(words) }) }, 'failed');
    log.error({ what: { words } }, 'told');
    expect(text()).not.toContain(secret);
    expect(lines()).toHaveLength(3);
  });

  it('tells of requests by their route, and of answers by their status', () => {
    const { log, lines } = aLog();
    const req = {
      method: 'GET',
      url: '/api/v1/persons?q=山田',
      ip: '127.0.0.1',
      routeOptions: { url: '/api/v1/persons' },
    };
    log.info({ req, res: { statusCode: 500, getHeaders: () => ({ 'set-cookie': 'a=b' }) } });
    expect(lines()).toMatchObject([
      { req: { method: 'GET', route: '/api/v1/persons', from: '127.0.0.1' }, res: { status: 500 } },
    ]);
    expect(JSON.stringify(lines())).not.toMatch(/山田|cookie/);
  });

  it('stays JSON of one object a line, whatever it is told', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom(token, 'password=', 'cookie: ', '://a:b@', '"\\'),
        (words, secret) => {
          const { log, lines } = aLog();
          log.info({ words: `${secret}${words}${secret}` }, `${words}${secret}${words}`);
          expect(lines()).toHaveLength(1);
        },
      ),
    );
  });

  it('is coloured at a terminal that takes colours, and nowhere else', () => {
    for (const as of ['lines', 'json'] as const) {
      for (const colours of [true, false]) {
        const { log, text } = aLog({ as, colours });
        log.warn('told');
        expect(text().includes('\u001B[33m'), `${as} ${colours}`).toBe(as === 'lines' && colours);
      }
    }
  });

  it('reads as lines at a terminal, without secrets there too', () => {
    const { log, text } = aLog({ as: 'lines' });
    log.warn({ requestId: 'r-1' }, `kept: ${token}`);
    expect(text()).toMatch(
      /^\[\d\d:\d\d:\d\d\] WARN: kept: sk_0123456789abcdef_\[redacted\]\n {4}requestId: "r-1"\n$/,
    );
  });
});
