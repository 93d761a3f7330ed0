/** The outcome of a use case: a value, or an expected refusal. The unexpected is thrown. */
export type Result<Value, Refused> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refused };

export function ok<Value>(value: Value): Result<Value, never> {
  return { ok: true, value };
}

export function refuse<Refused>(refusal: Refused): Result<never, Refused> {
  return { ok: false, refusal };
}
