import { element } from './element.ts';

export type Field = {
  readonly root: HTMLElement;
  readonly input: HTMLInputElement;
  /** Says beside the field what is wrong with it; undefined: nothing. */
  readonly fault: (words: string | undefined) => void;
};

export type FieldTerms = {
  /** As the API calls it: where its faults are said to stand. */
  readonly name: string;
  readonly label: string;
  readonly autocomplete: AutoFill;
  readonly hint?: string;
  readonly type?: 'text' | 'password';
  readonly inputmode?: 'numeric';
  readonly value?: string;
  readonly isOptional?: boolean;
};

/** A field to type into, with its label, its hint and its fault; a secret can be shown. Pasting is never hindered. */
export function field({
  name,
  label,
  autocomplete,
  hint,
  type = 'text',
  inputmode,
  value = '',
  isOptional = false,
}: FieldTerms): Field {
  const hintId = `${name}-hint`;
  const faultId = `${name}-fault`;
  const input = element('input', {
    id: name,
    name,
    type,
    autocomplete,
    required: !isOptional,
    value,
    spellcheck: 'false',
    autocapitalize: 'none',
    'aria-describedby': hint === undefined ? faultId : `${hintId} ${faultId}`,
    ...(inputmode === undefined ? {} : { inputmode }),
  });
  const said = element('p', { id: faultId, class: 'fault' });
  const root = element(
    'div',
    { class: 'field' },
    element('label', { for: name }, label),
    hint === undefined ? undefined : element('p', { id: hintId, class: 'hint' }, hint),
    element('div', { class: 'typed' }, input, type === 'password' ? showButton(input, label) : undefined),
    said,
  );
  return {
    root,
    input,
    fault(words) {
      said.textContent = words ?? '';
      input.setAttribute('aria-invalid', String(words !== undefined));
    },
  };
}

function showButton(input: HTMLInputElement, label: string): HTMLButtonElement {
  const words = element('span', {}, '表示');
  const made = element(
    'button',
    { type: 'button', 'aria-pressed': 'false', 'aria-label': `${label}を表示`, 'aria-controls': input.id },
    words,
  );
  made.addEventListener('click', () => {
    const isShown = input.type === 'text';
    input.type = isShown ? 'password' : 'text';
    made.setAttribute('aria-pressed', String(!isShown));
  });
  return made;
}
