import type { FieldError } from '../../kernel/problem.ts';
import type { InspectionResult } from './inspection-results.ts';

/** What is wrong in what an inspection says was kept: what was taken is named, and lies at the desk now. Every fault at once. */
export function judgeInspection(
  { result, things }: { readonly result: InspectionResult; readonly things: readonly string[] },
  kept: ReadonlySet<string>,
): readonly FieldError[] {
  const unkept = things.flatMap((id, index) =>
    kept.has(id) ? [] : [{ at: `/things/${index}`, message: 'この人の預り品として預かっていません' }],
  );
  if ((result === 'kept') === things.length > 0) return unkept;
  const message =
    result === 'kept'
      ? '預かった物を、預り品として記録してから挙げてください'
      : '預り品を挙げるのは、預かった（kept）ときだけです';
  return [{ at: '/things', message }, ...unkept];
}
