import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { principalOf } from '../../api/principal-of.ts';
import { Bound, strict } from '../../api/schemas.ts';
import { sendProblem } from '../../api/send-problem.ts';
import { sendStream } from '../../api/sending/send-stream.ts';
import type { Refusal } from '../../kernel/problem.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { parsePastMoment } from '../../zones/hours/parse-site-instant.ts';
import { askedFormat, recordInEveryFormat } from '../formats/asked-format.ts';
import { type buildPdfPlaces, pdfPlacesTaken } from '../formats/build-pdf-places.ts';
import { recordAnswer } from '../formats/record-answer.ts';
import { notedRecord } from '../reads/noted-record.ts';
import { prepareDifference, timeZone } from './prepare-difference.ts';

type Deps = ActDeps & { readonly takePlace: ReturnType<typeof buildPdfPlaces> };

/** 権限の差分 between two days, to print. */
export const differenceRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  app.get(
    '/rights-differences',
    {
      config: { action: 'rights-differences.read', clause: '2.2.1.3(1)(a)' },
      schema: {
        summary: '二つの時点の間に変わった権限の別紙（役割、継続的立入許可、識別コード）',
        description:
          'だれが何をできたかを、from と at（なければ今）の時点の記録どうしで比べます。日付だけなら、その日の0時（日本時間）です。取り出したことは記録します。',
        querystring: Type.Object(
          {
            from: Bound,
            at: Type.Optional(Bound),
            ...askedFormat,
          },
          strict,
        ),
        response: {
          200: recordInEveryFormat,
        },
      },
    },
    async (request, reply) => {
      const { from: asked, at, era, format } = request.query;
      const now = deps.clock.now();
      const from = parsePastMoment({ timeZone, now }, 'from', asked);
      if (!from.ok) return sendProblem(request, reply, from.refusal);
      const until = parsePastMoment({ timeZone, now }, 'at', at);
      if (!until.ok) return sendProblem(request, reply, until.refusal);
      const period = { from: from.value ?? now, until: until.value ?? now };
      if (period.from >= period.until) return sendProblem(request, reply, wrongWay);
      const place = deps.takePlace(format);
      if (place === undefined) return sendProblem(request, reply, pdfPlacesTaken);
      const viewer = principalOf(request);
      const record = await prepareDifference(deps, viewer, { ...period, era }).catch((error) => {
        place();
        throw error;
      });
      const noted = await notedRecord(deps, viewer, record, JSON.stringify(request.query));
      const { headers, body } = recordAnswer(noted, request.query);
      return sendStream(reply, { headers, body: body.once('close', place) });
    },
  );
};

const wrongWay: Refusal = {
  code: 'bad-request',
  errors: [{ at: '/query/at', message: '後の時点は、前の時点より後にしてください。' }],
};
