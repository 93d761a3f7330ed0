import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import {
  Choice,
  Code,
  Described,
  Name,
  Nullable,
  SiteParams,
  Stepped,
  strict,
  Uuid,
  Words,
} from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { ok } from '../../kernel/result.ts';
import type { PermitDeps } from '../../permits/applying/apply-for-permit.ts';
import { RuleBody, ruleBody } from '../../permits/shown/permit-body.ts';
import { deliveryStateNames } from '../registry/delivery-lifecycle.ts';
import { careNames } from '../rule/care.ts';
import { InformationGrade } from '../rule/information-grade.ts';
import { Receiver } from '../rule/receiver.ts';
import { sendDocuments } from './send-documents.ts';
import { takeOver } from './take-over.ts';

const clause = '2.3.1.1(8)(a)';

const Pieces = Type.Integer({ minimum: 1, maximum: 10_000 });
/** A number as the carrier writes it: capitals, so that it has one spelling. */
const WrittenNumber = Type.String({ pattern: '^[0-9A-Z][0-9A-Z-]{0,39}$' });

const HandedInformation = Type.Object(
  {
    grade: InformationGrade,
    sheets: Type.Integer({ minimum: 1, maximum: 1_000_000, description: '数えた枚数' }),
    permission: Type.Optional(
      Described(Uuid, '渡すときの、移送・提供についての課室情報セキュリティ責任者の許可（transfers）'),
    ),
  },
  { ...strict, title: 'HandedInformation' },
);

const CarriedInformation = Type.Object(
  { ...HandedInformation.properties, receiver: Type.Optional(Receiver) },
  { ...strict, title: 'CarriedInformation' },
);

const HandoverBody = Type.Object(
  {
    way: Choice(['in', 'out'], { default: 'in', description: 'in＝受け取った、out＝引き渡した' }),
    zone: Code,
    carrier: Name,
    pieces: Pieces,
    by: Uuid,
    section: Type.Optional(Uuid),
    care: Choice(careNames, { default: 'ordinary', description: 'registered＝書留' }),
    slip: Type.Optional(
      Type.Unsafe<string>({
        ...WrittenNumber,
        description: '伝票番号。書留・要保護情報と、課室が求めるものにだけ',
      }),
    ),
    entry: Type.Optional(
      Type.Object(
        { courier: Uuid, reason: Words },
        { ...strict, description: 'クラス1以上に入った受渡業者と、やむを得ない理由' },
      ),
    ),
    information: Type.Optional(CarriedInformation),
  },
  { ...strict, title: 'Handover' },
);

/** 受渡し and 文書使送 as they happen. */
export const handoverRoutes: FastifyPluginAsyncTypebox<PermitDeps> = async (app, deps) => {
  app.post(
    '/sites/:site/deliveries',
    {
      config: { action: 'deliveries.take-over', clause },
      schema: {
        summary: '受渡業者との受渡しを記録する',
        description:
          'by は受け取り、又は引き渡した行政事務従事者です。クラス0の荷物は、区域、会社、個数、職員だけで足ります。行17・18が「要」の区域では、その会社の許可が要り、permit がそれです。答えの rule が効いている対策です。',
        params: SiteParams,
        body: HandoverBody,
        response: {
          201: Type.Object(
            {
              rule: RuleBody,
              permit: Nullable(Uuid),
              id: Uuid,
              state: Type.String(),
              says: Type.String(),
            },
            { title: 'TakenOver' },
          ),
        },
      },
    },
    async (request, reply) => {
      const result = await takeOver(deps, actContextOf(request), request.params.site, request.body);
      if (!result.ok) return sendResult(request, reply, result);
      const { rule, permit, id, state } = result.value;
      const says = deliveryStateNames[state];
      return sendResult(request, reply, ok({ rule: ruleBody(rule), permit, id, state, says }), 201);
    },
  );

  app.post(
    '/sites/:site/deliveries/documents',
    {
      config: { action: 'deliveries.take-over' },
      schema: {
        summary: '文書使送を始める',
        description:
          'by が渡し、messenger が運び、section の課室が受け取ります。渡す枚数を数えます。受け取った課室が collect で数え、違えばその差を答えます。',
        params: SiteParams,
        body: Type.Object(
          {
            by: Uuid,
            messenger: Uuid,
            section: Uuid,
            pieces: Pieces,
            information: HandedInformation,
            outside: Type.Boolean({
              default: false,
              description: '要管理対策区域外を通って運ぶ。要保護情報なら移送の許可が要る',
            }),
          },
          { ...strict, title: 'SentDocuments' },
        ),
        response: { 201: Type.Object({ id: Uuid, ...Stepped.properties }, { title: 'DocumentsSent' }) },
      },
    },
    async (request, reply) =>
      sendResult(
        request,
        reply,
        await sendDocuments(deps, actContextOf(request), request.params.site, request.body),
        201,
      ),
  );
};
