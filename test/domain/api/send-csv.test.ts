import fastify from 'fastify';
import { expect, it } from 'vitest';
import { csvAnswer, sendCsv } from '../../../src/api/sending/send-csv.ts';

it('answers with a file that a browser saves and a spreadsheet opens as UTF-8', async () => {
  const app = fastify();
  app.get('/csv', { schema: { response: { 200: csvAnswer } } }, async (_request, reply) =>
    sendCsv(reply, 'doors.csv', [
      ['扉', '状態'],
      ['正面, 北', '=1+1'],
    ]),
  );
  const { headers, body } = await app.inject('/csv');
  await app.close();
  expect(headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="doors.csv"',
  });
  expect(body).toBe(`\ufeff扉,状態\r\n"正面, 北",'=1+1\r\n`);
});
