import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  Choice,
  Created,
  Described,
  Instant,
  instantText,
  Name,
  Names,
  strict,
  Uuid,
} from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { namesShownTo } from '../../people/registry/names-shown-to.ts';
import { layDownText } from './lay-down-text.ts';
import { safetyArticleNames, safetyArticles } from './safety-articles.ts';
import { findTextsInForce, listSafetyTexts } from './safety-text-rows.ts';

const clause = 'METI 76, 79, 81';

const textFields = {
  article: Choice(safetyArticleNames),
  title: Described(Name, '規程の名称'),
  document: Described(Name, '文書番号'),
  version: Described(Name, '版'),
  from: Instant,
};

const SafetyTextBody = Type.Object(
  {
    id: Uuid,
    ...textFields,
    says: Type.String(),
    inForce: Type.Boolean({ description: 'いま効いている版' }),
    laidDownBy: Uuid,
  },
  { title: 'SafetyText' },
);

/** 安全管理措置の規程 (METI 76, 79, 81): the versions that applications quote. */
export const safetyTextRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);

  app.get(
    '/safety-texts',
    {
      config: { action: 'safety-texts.read', clause },
      schema: {
        summary: '安全管理措置の規程の版（新しい順）',
        response: { 200: Type.Object({ items: Type.Array(SafetyTextBody), names: Names }) },
      },
    },
    async (request) => {
      const inForce = await findTextsInForce(db, deps.clock.now());
      const texts = await listSafetyTexts(db);
      const items = texts.map(({ textId: id, article, title, document, version, ...text }) => ({
        ...{ id, article, says: safetyArticles[article], title, document, version },
        from: instantText(text.inForceFrom),
        inForce: inForce.get(article)?.textId === id,
        laidDownBy: text.laidDownBy,
      }));
      const by = texts.map(({ laidDownBy }) => laidDownBy);
      return { items, names: await namesShownTo(principalOf(request), db, by) };
    },
  );

  app.post(
    '/safety-texts',
    {
      config: { action: 'safety-texts.lay-down', clause },
      schema: {
        summary: '安全管理措置の規程の版を登録する',
        description:
          'from からの申請・届出は、この版を挙げます。それより前のものは、前の版によったことを示し続けます。',
        body: Type.Object(textFields, { ...strict, title: 'SafetyTextDraft' }),
        response: { 201: Created },
      },
    },
    async (request, reply) => {
      const { from, ...draft } = request.body;
      const laidDown = { ...draft, inForceFrom: new Date(from) };
      return sendResult(request, reply, await layDownText(deps, actContextOf(request), laidDown), 201);
    },
  );
};
