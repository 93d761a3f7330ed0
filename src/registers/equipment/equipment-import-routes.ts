import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { largestList, listFields, listTextOf } from '../../api/list-text-of.ts';
import { SiteParams, strict, Uuid } from '../../api/schemas.ts';
import { sendProblem, sendResult } from '../../api/send-problem.ts';
import { ok } from '../../kernel/result.ts';
import type { EquipmentDeps } from './equipment-deps.ts';
import { importEquipment } from './import-equipment.ts';
import { parseEquipmentList } from './parse-equipment-list.ts';

const ImportedBody = Type.Object(
  {
    lines: Type.Integer(),
    registered: Type.Array(Uuid),
    faults: Type.Array(
      Type.Object(
        { at: Type.String({ description: '/lines/行番号' }), message: Type.String() },
        { title: 'LineFault' },
      ),
    ),
  },
  { title: 'EquipmentImported' },
);

/** 機器の一覧: many things registered at once. */
export const equipmentImportRoutes: FastifyPluginAsyncTypebox<EquipmentDeps> = async (app, deps) => {
  app.post(
    '/sites/:site/equipment/import',
    {
      bodyLimit: largestList.bytes,
      config: { action: 'equipment.keep', clause: '2.3.1.1(4)', body: largestList },
      schema: {
        summary: '機器の一覧を登録する（500台まで）',
        description:
          '一行目は見出しで、管理番号・種別・名称・区域（符号）・設置日は必ず、ほかに 製造者・型番・製造番号・情報システム（政府情報システム管理データベースの番号）・主体認証（○・×）・図面の符号・盗難防止を置けます。dryRun=true は行ごとの誤り（faults）を示すだけで登録しません。誤りが一つでもあれば何も登録せず、422 で行ごとに答えます。',
        params: SiteParams,
        querystring: Type.Object({ dryRun: Type.Boolean({ default: false }) }, strict),
        body: Type.Object(listFields, { ...strict, title: 'EquipmentList' }),
        response: { 200: ImportedBody },
      },
    },
    async (request, reply) => {
      const text = listTextOf(request.body);
      if (!text.ok) return sendProblem(request, reply, text.refusal);
      const list = parseEquipmentList(text.value);
      if (!list.ok) return sendProblem(request, reply, { code: 'unprocessable', errors: list.refusal });
      const { dryRun } = request.query;
      const { site } = request.params;
      const imported = await importEquipment(deps, actContextOf(request), site, list.value, dryRun);
      if (!imported.ok) return sendResult(request, reply, imported);
      const { lines, registered, faults } = imported.value;
      return sendResult(request, reply, ok({ lines, registered: [...registered], faults: [...faults] }));
    },
  );
};
