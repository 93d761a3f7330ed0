import { Type } from 'typebox';

/** What is printed on a pass or on a slot for things kept: capitals, so that it has one spelling. */
export const PrintedCode = Type.String({
  title: 'PrintedCode',
  pattern: '^[0-9A-Z][0-9A-Z-]{0,19}$',
  description: '印字した番号',
});
