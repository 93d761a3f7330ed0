import type { TestAnswer, TestApp } from './test-app.ts';

/** A console of a site, and the cookie of the browser that is it. */
export type ConsoleOfTest = { readonly id: string; readonly cookie: string };

/** What a browser keeps of an answer: its cookies, as it sends them. */
export function cookiesOf({ headers }: TestAnswer): string {
  const set = headers['set-cookie'];
  return (Array.isArray(set) ? set : [set]).map((one) => String(one).split(';')[0]).join('; ');
}

/** Registers a console and makes a browser it. */
export async function aConsole(
  test: Pick<TestApp, 'ask'>,
  token: string,
  siteId: string,
  kept: object = {},
): Promise<ConsoleOfTest> {
  const url = `/api/v1/sites/${siteId}/consoles`;
  const payload = {
    name: '警備室1',
    place: '本館1階',
    shiftEnds: ['08:30', '20:30'],
    isKeptAtNight: true,
    ...kept,
  };
  const { status, body } = await test.ask(token, { method: 'POST', url, payload });
  if (status !== 201) throw new Error(JSON.stringify(body));
  const enrolled = await test.ask(undefined, {
    method: 'POST',
    url: '/api/v1/console',
    payload: { code: body.code },
  });
  if (enrolled.status !== 200) throw new Error(JSON.stringify(enrolled.body));
  return { id: body.id, cookie: cookiesOf(enrolled) };
}
