import { setTimeout as pause } from 'node:timers/promises';

const patience = 10;

/** Asks again where a busy service says when to come again (503, `Retry-After`): nothing was done of it. */
export async function askPatiently(endpoint: URL, request: RequestInit): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    const response = await fetch(endpoint, request);
    if (response.status !== 503 || tries === patience) return response;
    await response.body?.cancel();
    await pause(1000 * Number(response.headers.get('retry-after') ?? 1));
  }
}

/** The service answered with a problem what cannot go on without it. */
export class ServiceRefused extends Error {
  readonly status: number;
  constructor(status: number, title: string) {
    super(`${status} ${title}`.trim());
    this.name = 'ServiceRefused';
    this.status = status;
  }
}
