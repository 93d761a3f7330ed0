import type { TestAnswer } from './test-app.ts';

/** Posts JSON over the wire. Rejects where nobody answers. */
export async function postTo(address: string, token: string, payload: unknown): Promise<TestAnswer> {
  const answer = await fetch(`${address}/api/v1/gateway/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(payload),
  });
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: await answer.json(),
  };
}
