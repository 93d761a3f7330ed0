import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { Choice, strict } from '../../api/schemas.ts';
import type { FieldError } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type Policy, type RuledClass, ruledClasses } from './policy.ts';
import { determinedValues } from './policy-document.ts';
import type { Proposal } from './proposal.ts';
import { rowIds } from './row-ids.ts';

const Text = Type.String({ minLength: 1 });

const ProposalsDocument = Type.Object(
  {
    package: Text,
    proposals: Type.Array(
      Type.Object(
        {
          row: Choice(rowIds),
          zoneClass: Type.Unsafe<RuledClass>(Type.Integer({ minimum: 0, maximum: 3 })),
          value: determinedValues,
          words: Text,
          reason: Text,
        },
        strict,
      ),
    ),
  },
  strict,
);

/** The proposals for one package: exactly one for every cell the ministry is to decide, or every fault at once. */
export function parseProposals(
  document: unknown,
  policy: Policy,
): Result<readonly Proposal[], readonly FieldError[]> {
  if (!Value.Check(ProposalsDocument, document)) {
    return refuse(
      Value.Errors(ProposalsDocument, document).map(({ instancePath, message }) => ({
        at: instancePath,
        message,
      })),
    );
  }
  const faults = [...wrongPackage(document.package, policy), ...judge(document.proposals, policy)];
  return faults.length > 0 ? refuse(faults) : ok(document.proposals);
}

function wrongPackage(named: string, policy: Policy): readonly FieldError[] {
  if (named === policy.package) return [];
  return [{ at: '/package', message: `proposals for ${named}, not for ${policy.package}` }];
}

function judge(proposals: readonly Proposal[], policy: Policy): readonly FieldError[] {
  const stray = proposals.flatMap(({ row, zoneClass, value }, index) => {
    const { cells, choices } = policy.rows[row];
    const left = cells[zoneClass].value === 'ministry-decides';
    if (left && choices?.includes(value)) return [];
    return [
      { at: `/proposals/${index}`, message: `${row}/${zoneClass}: ${value} is not open to the ministry` },
    ];
  });
  const uneven = rowIds.flatMap((row) =>
    ruledClasses.flatMap((zoneClass) => {
      if (policy.rows[row].cells[zoneClass].value !== 'ministry-decides') return [];
      const count = proposals.filter((one) => one.row === row && one.zoneClass === zoneClass).length;
      return count === 1 ? [] : [{ at: '/proposals', message: `${row}/${zoneClass}: ${count} proposals` }];
    }),
  );
  return [...stray, ...uneven];
}
