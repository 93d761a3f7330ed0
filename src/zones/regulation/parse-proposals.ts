import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { Choice, strict } from '../../api/schemas.ts';
import type { FieldError } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { DeterminationClauses } from './determination-clause.ts';
import { judgeClauses, type KnownNames } from './judge-clauses.ts';
import { type Policy, type RuledClass, ruledClasses } from './policy.ts';
import { determinedValues } from './policy-document.ts';
import type { Proposal } from './proposal.ts';
import { rowIds } from './row-ids.ts';
import { readAnswer } from './written-answer.ts';

const Text = Type.String({ minLength: 1 });

const ProposalsDocument = Type.Object(
  {
    package: Text,
    proposals: Type.Array(
      Type.Object(
        {
          row: Choice(rowIds),
          zoneClass: Type.Unsafe<RuledClass>(Type.Integer({ minimum: 0, maximum: 3 })),
          value: Type.Optional(determinedValues),
          clauses: Type.Optional(DeterminationClauses),
          words: Text,
          reason: Text,
        },
        strict,
      ),
    ),
  },
  strict,
);

type WrittenProposal = Static<typeof ProposalsDocument>['proposals'][number];

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
  const read = document.proposals.map((written) => readProposal(written, policy));
  const faults = [
    ...wrongPackage(document.package, policy),
    ...read.flatMap((one, index) =>
      one.ok ? [] : one.refusal.map((message) => ({ at: `/proposals/${index}`, message })),
    ),
    ...uneven(document.proposals, policy),
  ];
  return faults.length > 0 ? refuse(faults) : ok(read.flatMap((one) => (one.ok ? [one.value] : [])));
}

function wrongPackage(named: string, policy: Policy): readonly FieldError[] {
  if (named === (policy.basedOn ?? policy.package)) return [];
  return [{ at: '/package', message: `proposals for ${named}, not for ${policy.package}` }];
}

/** A package knows no organisation: its clauses name no purposes, and no schedules of a site. */
const nobody: KnownNames = { purposes: new Set(), schedules: new Set() };

function readProposal(
  { value, clauses, ...rest }: WrittenProposal,
  policy: Policy,
): Result<Proposal, readonly string[]> {
  const row = policy.rows[rest.row];
  const cell = `${rest.row}/${rest.zoneClass}`;
  const answer = readAnswer(row, { value, clauses });
  if (answer === undefined) return refuse([`${cell}: either a value or clauses`]);
  const left = row.cells[rest.zoneClass].value === 'ministry-decides';
  if (!left || !row.choices?.includes(answer.value)) {
    return refuse([`${cell}: ${answer.value} is not open to the ministry`]);
  }
  const faults = judgeClauses(row, answer.clauses ?? [], nobody);
  if (faults.length > 0) return refuse(faults.map(({ code, index }) => `${cell}: clause ${index}: ${code}`));
  return ok({ ...rest, ...answer });
}

function uneven(written: readonly WrittenProposal[], policy: Policy): readonly FieldError[] {
  return rowIds.flatMap((row) =>
    ruledClasses.flatMap((zoneClass) => {
      if (policy.rows[row].cells[zoneClass].value !== 'ministry-decides') return [];
      const count = written.filter((one) => one.row === row && one.zoneClass === zoneClass).length;
      return count === 1 ? [] : [{ at: '/proposals', message: `${row}/${zoneClass}: ${count} proposals` }];
    }),
  );
}
