import { type Answer, askApi } from './ask-api.ts';
import { type Child, element } from './element.ts';

export type ReadSection = {
  readonly root: HTMLElement;
  /** Reads what the section shows; where it does not come, the section says why. */
  readonly read: <Body>(path: string) => Promise<Answer<Body>>;
};

/** A part of a view that is read by itself, and is busy until what it shows has come. */
export function readSection(heading: string, ...children: readonly Child[]): ReadSection {
  const refusal = element('p', { class: 'refusal', role: 'alert' });
  const root = element('section', {}, element('h2', {}, heading), refusal, ...children);
  return {
    root,
    async read(path) {
      root.setAttribute('aria-busy', 'true');
      const answer = await askApi<never>('GET', path);
      root.removeAttribute('aria-busy');
      refusal.textContent = answer.ok ? '' : answer.problem.says;
      return answer;
    },
  };
}
