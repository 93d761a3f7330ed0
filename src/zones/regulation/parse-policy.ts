import { Value } from 'typebox/value';
import type { FieldError } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { judgePolicyRows } from './judge-policy-rows.ts';
import type { Policy, PolicyRow } from './policy.ts';
import { PolicyDocument } from './policy-document.ts';
import type { RowId } from './row-ids.ts';

/**
 * A policy package, or every fault it has at once. Nothing is filled in: a missing cell is refused, so that
 * evaluation can be total and "no rule found" cannot mean "allowed".
 */
export function parsePolicy(document: unknown): Result<Policy, readonly FieldError[]> {
  if (!Value.Check(PolicyDocument, document)) return refuse(formFaults(document));
  const faults = judgePolicyRows(document.rows, document);
  if (faults.length > 0) return refuse(faults);
  const rows = Object.fromEntries<PolicyRow>(document.rows.map((row) => [row.id, row])) as Record<
    RowId,
    PolicyRow
  >;
  return ok({ ...document, rows });
}

function formFaults(document: unknown): readonly FieldError[] {
  return Value.Errors(PolicyDocument, document).map(({ instancePath, message, params }) => {
    const allowed = 'allowedValues' in params ? `: ${JSON.stringify(params.allowedValues)}` : '';
    return { at: instancePath, message: `${message}${allowed}` };
  });
}
