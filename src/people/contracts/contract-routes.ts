import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { etagOf, parseIfMatch } from '../../api/etag.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  Choice,
  Created,
  End,
  Instant,
  instantText,
  ListQuery,
  Name,
  Nullable,
  PageOf,
  Reason,
  strict,
  Uuid,
  Words,
} from '../../api/schemas.ts';
import { sendProblem, sendResult } from '../../api/send-problem.ts';
import { isTold } from '../../authority/visibility.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import type { ContractRow } from '../registry/contract-rows.ts';
import { maskedNumber } from '../registry/masked-number.ts';
import { changeContractPeriod } from './change-contract-period.ts';
import { endContract } from './end-contract.ts';
import { findWholeContract, type WholeContract } from './find-whole-contract.ts';
import { listContracts } from './list-contracts.ts';
import { loadCardsToReturn } from './load-cards-to-return.ts';
import { registerContract } from './register-contract.ts';

const ContractFields = {
  id: Uuid,
  company: Name,
  purpose: Words,
  organisationId: Uuid,
  validFrom: Instant,
  validUntil: End,
  endReason: Nullable(Type.String()),
};
const CardToReturn = Type.Object(
  {
    card: Uuid,
    format: Type.String(),
    /** Masked but for the last two digits. */
    number: Type.String(),
    state: Type.String(),
    holder: Type.Object({ id: Uuid, name: Nullable(Type.String()) }),
  },
  { title: 'CardToReturn' },
);
const Contract = Type.Object(ContractFields, { title: 'Contract' });
const WholeContractBody = Type.Object(
  {
    ...ContractFields,
    toReturn: Type.Array(CardToReturn),
    outside: Type.Array(
      Type.Object(
        { site: Uuid, permission: Uuid, person: Uuid, from: Instant, until: End },
        { title: 'PermissionOutside' },
      ),
      { description: '契約の期間からはみ出す許可と申請。はみ出す間は、どの扉も開かない' },
    ),
  },
  { title: 'ContractWithCards' },
);
const ContractParams = Type.Object({ contract: Uuid }, strict);

/** 契約 under which card-lent outsiders (事前貸与者) come. */
export const contractRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);

  app.get(
    '/contracts',
    {
      config: { action: 'contracts.read' },
      schema: {
        summary: '契約の一覧',
        querystring: Type.Object(
          {
            ...ListQuery,
            organisation: Type.Optional(Uuid),
            state: Type.Optional(Choice(['running', 'over'])),
          },
          strict,
        ),
        response: { 200: PageOf(Contract) },
      },
    },
    async (request) => {
      const { items, next } = await listContracts(db, request.query, deps.clock.now());
      return { items: items.map(contractBody), next };
    },
  );

  app.post(
    '/contracts',
    {
      config: { action: 'contracts.change' },
      schema: {
        summary: '契約を登録する',
        body: Type.Object(
          { company: Name, purpose: Words, organisationId: Uuid, validFrom: Instant, validUntil: End },
          strict,
        ),
        response: { 201: Created },
      },
    },
    async (request, reply) => {
      const { validFrom, validUntil, ...rest } = request.body;
      const draft = { ...rest, validFrom: new Date(validFrom), validUntil: new Date(validUntil) };
      const result = await registerContract(deps, actContextOf(request), draft);
      return sendResult(request, reply, result, 201);
    },
  );

  app.get(
    '/contracts/:contract',
    {
      config: { action: 'contracts.read' },
      schema: {
        summary: '契約を読む（返却されていない識別カードと、期間からはみ出す許可とともに）',
        params: ContractParams,
        response: { 200: WholeContractBody },
      },
    },
    async (request, reply) => {
      const found = await findWholeContract(db, request.params.contract, deps.clock.now());
      if (found === undefined) return sendProblem(request, reply, { code: 'not-found' });
      return reply
        .header('etag', etagOf(found.contract.fromSeq))
        .send(wholeBody(found, isTold(principalOf(request), 'name')));
    },
  );

  app.patch(
    '/contracts/:contract',
    {
      config: { action: 'contracts.change' },
      schema: {
        summary: '契約の期間を変更する',
        params: ContractParams,
        body: Type.Object(
          { validFrom: Type.Optional(Instant), validUntil: Type.Optional(End) },
          { ...strict, minProperties: 1 },
        ),
        response: { 200: WholeContractBody },
      },
    },
    async (request, reply) => {
      const ifMatch = parseIfMatch(request);
      if (!ifMatch.ok) return sendProblem(request, reply, ifMatch.refusal);
      const { contract: id } = request.params;
      const { validFrom, validUntil } = request.body;
      const changed = await changeContractPeriod(deps, actContextOf(request), id, ifMatch.value, {
        validFrom: validFrom === undefined ? undefined : new Date(validFrom),
        validUntil: validUntil === undefined ? undefined : new Date(validUntil),
      });
      if (!changed.ok) return sendProblem(request, reply, changed.refusal);
      const found = await findWholeContract(db, id, deps.clock.now());
      if (found === undefined) return sendProblem(request, reply, { code: 'not-found' });
      return reply
        .header('etag', etagOf(found.contract.fromSeq))
        .send(wholeBody(found, isTold(principalOf(request), 'name')));
    },
  );

  app.post(
    '/contracts/:contract/end',
    {
      config: { action: 'contracts.change', clause: '2.3.1.1(2)(a)(オ)' },
      schema: {
        summary: '契約を終了し、その識別カードを直ちに止める（返却させるカードを答える）',
        params: ContractParams,
        body: Reason,
        response: { 200: Type.Object({ stopped: Type.Integer(), toReturn: Type.Array(CardToReturn) }) },
      },
    },
    async (request, reply) => {
      const { contract: id } = request.params;
      const { reason } = request.body;
      const ended = await endContract(deps, actContextOf(request), id, reason);
      if (!ended.ok) return sendProblem(request, reply, ended.refusal);
      const toReturn = await loadCardsToReturn(db, id);
      const named = isTold(principalOf(request), 'name');
      return {
        stopped: ended.value.stopped,
        toReturn: toReturn.map((card) => cardToReturnBody(card, named)),
      };
    },
  );
};

function contractBody(contract: ContractRow) {
  const { contractId, company, purpose, organisationId, validFrom, validUntil, endReason } = contract;
  return {
    id: contractId,
    company,
    purpose,
    organisationId,
    validFrom: instantText(validFrom),
    validUntil: instantText(validUntil),
    endReason,
  };
}

function wholeBody({ contract, toReturn, outside }: WholeContract, named: boolean) {
  return {
    ...contractBody(contract),
    toReturn: toReturn.map((card) => cardToReturnBody(card, named)),
    outside: outside.map(({ from, until, ...one }) => ({
      ...one,
      from: instantText(from),
      until: instantText(until),
    })),
  };
}

/** A card to collect; `named`: with the name of its holder, for whoever is shown names beside ids. */
function cardToReturnBody(
  { card: { cardId, format, number, state }, holder }: WholeContract['toReturn'][number],
  named: boolean,
) {
  const { id, name } = holder;
  return {
    card: cardId,
    format,
    number: maskedNumber(number),
    state,
    holder: { id, name: named ? name : null },
  };
}
