import { askApi } from '../kit/ask-api.ts';

/** What the API tells of a console (端末). */
export type ThisConsole = { readonly site: string; readonly name: string; readonly place: string };

/** Which console this browser is; undefined: none. */
export async function thisConsole(): Promise<ThisConsole | undefined> {
  const answer = await askApi<{ readonly console: ThisConsole | null }>('GET', '/console');
  return answer.ok ? (answer.body.console ?? undefined) : undefined;
}
