import type { Validation } from './faults-of-meant.ts';

/** Names beside a missing field every other one that is missing in the same object: a validator that stops at the first fault knows of one. */
export function everyMissing(faults: readonly Validation[]): readonly Validation[] {
  const told = new Set<string>();
  return faults.flatMap((fault) => {
    if (fault.keyword !== 'required') return [fault];
    return missingIn(fault).flatMap((missingProperty) => {
      const place = `${fault.instancePath}/${missingProperty}`;
      if (told.has(place)) return [];
      told.add(place);
      return [{ ...fault, params: { missingProperty } }];
    });
  });
}

function missingIn({ parentSchema, data }: Validation): readonly string[] {
  const { required }: { readonly required?: readonly string[] } = Object(parentSchema);
  return (required ?? []).filter((name) => !Object.hasOwn(Object(data), name));
}
