import type { Answer, Problem } from './ask-api.ts';
import { type Child, element } from './element.ts';
import type { Field } from './field.ts';

export type FormTerms<Body> = {
  readonly fields: readonly Field[];
  /** What the button says: a verb. */
  readonly send: string;
  /** Asks with what was typed, by the names of the fields. */
  readonly ask: (typed: Readonly<Record<string, string>>) => Promise<Answer<Body>>;
  readonly done: (body: Body, typed: Readonly<Record<string, string>>) => Promise<void>;
  /** Whether somebody else takes care of a refusal. */
  readonly refused?: (problem: Problem, typed: Readonly<Record<string, string>>) => boolean;
};

/** A form that says each fault beside its field, any other refusal above, and goes to the first of them. */
export function form<Body>(
  { fields, send, ask, done, refused }: FormTerms<Body>,
  ...more: readonly Child[]
): HTMLFormElement {
  const alert = element('p', { class: 'refusal', role: 'alert', tabindex: '-1' });
  const submit = element('button', { type: 'submit', class: 'main' }, send);
  const made = element(
    'form',
    { novalidate: true },
    alert,
    ...fields.map(({ root }) => root),
    ...more,
    submit,
  );
  made.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (submit.getAttribute('aria-busy') === 'true') return;
    alert.textContent = '';
    const missing = fields.filter(({ input }) => input.required && input.value === '');
    for (const one of fields) one.fault(missing.includes(one) ? '入力してください' : undefined);
    if (missing.length > 0) return missing[0]?.input.focus();
    const typed = Object.fromEntries(fields.map(({ input }) => [input.name, input.value]));
    submit.setAttribute('aria-busy', 'true');
    const answer = await ask(typed);
    submit.removeAttribute('aria-busy');
    if (answer.ok) return done(answer.body, typed);
    if (refused?.(answer.problem, typed) !== true) sayFaults(answer.problem);
  });

  function sayFaults({ says, errors }: Problem): void {
    let first: Field | undefined;
    for (const one of fields) {
      const fault = errors.find(({ at }) => at === `/${one.input.name}`);
      one.fault(fault?.message);
      if (fault !== undefined) first ??= one;
    }
    alert.textContent = first === undefined ? says : '';
    (first?.input ?? alert).focus();
  }

  return made;
}
