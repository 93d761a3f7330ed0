import type { FastifyReply, FastifyRequest } from 'fastify';
import { escapeHtml } from '../kernel/escape-html.ts';
import { problems, type Refusal } from '../kernel/problem.ts';
import { sendProblem } from './send-problem.ts';

/** Its own style sheet, and nothing else. */
const policy =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Answers a browser that was sent here with a page that says what is wrong and leads back to the way in; anybody else with the problem. */
export function sendProblemPage(
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: Refusal,
): FastifyReply {
  if (request.headers.accept?.includes('text/html') !== true) return sendProblem(request, reply, refusal);
  const { status, title } = problems[refusal.code];
  return reply
    .code(status)
    .header('content-security-policy', policy)
    .type('text/html; charset=utf-8')
    .send(page(title, refusal.detail, request.id));
}

function page(title: string, detail: string | undefined, instance: string): string {
  const words = detail === undefined ? '' : `<p>${escapeHtml(detail)}</p>`;
  return `<!doctype html>
<html lang="ja"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)} — 関所</title><link rel="stylesheet" href="/style.css"></head>
<body><header><p class="product">関所</p></header>
<main><h1>${escapeHtml(title)}</h1>${words}<p><a href="/">サインインの画面へ戻る</a></p><p class="hint">受付番号 ${escapeHtml(instance)}</p></main></body></html>
`;
}
