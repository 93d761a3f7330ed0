import type { TestAnswer, TestApp } from './test-app.ts';

/** Requests below `/api/v1`, each of which has to succeed. */
export type Succeeding = {
  readonly send: (
    method: 'POST' | 'PUT' | 'PATCH' | 'GET',
    token: string,
    path: string,
    payload?: object,
  ) => Promise<TestAnswer>;
  /** Answers the id of what was made, or the first of several. */
  readonly post: (token: string, path: string, payload?: object) => Promise<string>;
};

export function succeeding(test: Pick<TestApp, 'ask'>): Succeeding {
  const send: Succeeding['send'] = async (method, token, path, payload) => {
    const headers = { 'if-match': '*' };
    const request = { method, url: `/api/v1${path}`, ...(method === 'GET' ? {} : { headers }) };
    const answer = await test.ask(token, payload === undefined ? request : { ...request, payload });
    if (answer.status > 299) {
      throw new Error(`${method} ${path} ${JSON.stringify(payload)} → ${JSON.stringify(answer.body)}`);
    }
    return answer;
  };
  return {
    send,
    async post(token, path, payload) {
      const { body } = await send('POST', token, path, payload);
      return body.id ?? body.ids?.[0] ?? 'none';
    },
  };
}
