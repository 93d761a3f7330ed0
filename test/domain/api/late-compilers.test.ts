import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { buildLateCompilers } from '../../../src/api/edge/late-compilers.ts';
import { atOnce } from '../../../src/kernel/in-slices.ts';

const text = { type: 'object', properties: { name: { type: 'string' } } };
const counted = { ...text, counted: true };
const impossible = { type: 'nothing there is' };
const route = (schema: unknown) => ({ method: 'GET', url: '/', httpStatus: '200', schema });

/** How often a schema with the keyword `counted` was compiled. */
function aCountingAjv() {
  const ajv = new Ajv();
  let compiled = 0;
  ajv.addKeyword({
    keyword: 'counted',
    compile: () => {
      compiled += 1;
      return () => true;
    },
  });
  return { ajv, compiled: () => compiled };
}

describe('late compilers', () => {
  it('compile a validator once, when it is first used, and hand on its faults', () => {
    const { ajv, compiled } = aCountingAjv();
    const validate = buildLateCompilers().validator(ajv, counted);
    expect(compiled()).toBe(0);
    expect(validate({ name: 1 })).toBe(false);
    expect(validate.errors).toMatchObject([{ instancePath: '/name', keyword: 'type' }]);
    expect(validate({ name: '髙' })).toBe(true);
    expect(validate.errors).toBeNull();
    expect(compiled()).toBe(1);
  });

  it('write by the schema of an answer: what it does not name stays inside', () => {
    const write = buildLateCompilers().buildSerializer()(route(text));
    expect(write({ name: '髙', secret: 'x' })).toBe('{"name":"髙"}');
  });

  it('compile what is left in one go, and then nothing again', () => {
    const { ajv, compiled } = aCountingAjv();
    const late = buildLateCompilers();
    const used = late.validator(ajv, counted);
    late.validator(ajv, { ...counted, title: 'never used' });
    used({});
    atOnce(late.compileAll());
    expect(compiled()).toBe(2);
    atOnce(late.compileAll());
    expect(compiled()).toBe(2);
  });

  it('say of a schema that it cannot be compiled', () => {
    const late = buildLateCompilers();
    late.validator(new Ajv(), impossible);
    expect(() => atOnce(late.compileAll())).toThrow('schema is invalid');
    const serializers = buildLateCompilers();
    serializers.buildSerializer()(route(impossible));
    expect(() => atOnce(serializers.compileAll())).toThrow();
  });
});
