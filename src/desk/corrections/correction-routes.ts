import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { Name, Nullable, strict, Uuid, Words } from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import type { DeskDeps } from '../check-in/check-in.ts';
import { Day, DeskAnswerBody, VisitParams } from '../check-in/desk-schemas.ts';
import { PrintedCode } from '../shown/printed-code.ts';
import { correctName } from './correct-name.ts';
import { correctPass } from './correct-pass.ts';
import { correctPerson } from './correct-person.ts';
import { putBack } from './put-back.ts';

const common = { day: Day, member: Uuid, reason: Words };

const CorrectionBody = Type.Union(
  [
    Type.Object(
      { ...common, what: Type.Literal('person'), came: Type.Object({ visit: Uuid, member: Uuid }, strict) },
      {
        ...strict,
        title: 'PersonCorrection',
        description:
          '別の人だった。came は実際に来た人。その人も受け付けていたなら、二人を入れ替える。退出したあとでもよい',
      },
    ),
    Type.Object(
      {
        ...common,
        what: Type.Literal('name'),
        name: Name,
        nameKana: Type.Optional(Name),
        affiliation: Name,
      },
      { ...strict, title: 'NameCorrection', description: '氏名・所属の書き誤り。人は同じ' },
    ),
    Type.Object(
      { ...common, what: Type.Literal('pass'), pass: Nullable(PrintedCode) },
      {
        ...strict,
        title: 'PassCorrection',
        description:
          '別の通行証だった。null は、なし。在庁中のほかの人に貸したものなら、二人の通行証を入れ替える',
      },
    ),
    Type.Object(
      { ...common, what: Type.Literal('check-out') },
      { ...strict, title: 'CheckOutCorrection', description: '退出を早まって記録した。まだ庁舎にいる' },
    ),
  ],
  { title: 'Correction' },
);

/** 訂正: the first entry stands, and what it did is put right by one that refers to it. */
export const correctionRoutes: FastifyPluginAsyncTypebox<DeskDeps> = async (app, deps) => {
  app.post(
    '/sites/:site/visits/:visit/correct',
    {
      config: { action: 'visits.desk', clause: '2.3.1.1(3)' },
      schema: {
        summary: '受付の記録を訂正する',
        description: '初めの記録は残り、訂正はそれを指します。所在、付添い、通行証も正します。',
        params: VisitParams,
        body: CorrectionBody,
        response: { 200: DeskAnswerBody },
      },
    },
    async (request, reply) => {
      const { site: siteId, visit: visitId } = request.params;
      const { body } = request;
      const context = actContextOf(request);
      const asked = { siteId, visitId };
      switch (body.what) {
        case 'person':
          return sendResult(request, reply, await correctPerson(deps, context, { ...asked, ...body }));
        case 'name':
          return sendResult(request, reply, await correctName(deps, context, { ...asked, ...body }));
        case 'pass':
          return sendResult(request, reply, await correctPass(deps, context, { ...asked, ...body }));
        case 'check-out':
          return sendResult(request, reply, await putBack(deps, context, { ...asked, ...body }));
      }
    },
  );
};
