import { askPatiently, ServiceRefused } from '../../gateways/ask-patiently.ts';

/** What the service answered a person: the text of its answer, or which problem there is. */
export type Told =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly code: string };

/** What speaks for one person at a site, with their token. Paths stand under the site. */
export type PersonClient = {
  readonly get: (path: string) => Promise<string>;
  /** A conflict and its like are an answer; rejects where the service cannot be reached, or does not know the token. */
  readonly post: (path: string, body?: object) => Promise<Told>;
};

/** Speaks to the service at `url` as the pages of a desk or of a host do. */
export function buildPersonClient(url: string, siteId: string, token: string): PersonClient {
  const ask = (path: string, request: RequestInit) =>
    askPatiently(new URL(`/api/v1/sites/${siteId}/${path}`, url), {
      ...request,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    });
  return {
    async get(path) {
      const response = await ask(path, { method: 'GET' });
      const text = await response.text();
      if (!response.ok) throw new ServiceRefused(response.status, problemIn(text).title);
      return text;
    },
    async post(path, body = {}) {
      const response = await ask(path, { method: 'POST', body: JSON.stringify(body) });
      const text = await response.text();
      if (response.ok) return { ok: true, text };
      const { code, title } = problemIn(text);
      if (response.status === 401 || response.status >= 500) throw new ServiceRefused(response.status, title);
      return { ok: false, code };
    },
  };
}

function problemIn(text: string): { readonly code: string; readonly title: string } {
  const { type = '', title = '' }: { readonly type?: string; readonly title?: string } = JSON.parse(text);
  return { code: type.replace('/problems/', ''), title };
}
