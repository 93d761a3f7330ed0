import { describe, expect, it } from 'vitest';
import { isInstant } from '../../../src/kernel/is-instant.ts';
import { parseSiteInstant } from '../../../src/zones/hours/parse-site-instant.ts';
import { dateTimeForms } from '../../support/date-time-forms.ts';

describe('a date-time', () => {
  it.each(dateTimeForms)('%s is %s', (text, moment) => {
    expect(isInstant(text) ? new Date(text).toISOString() : undefined).toBe(moment);
    expect(parseSiteInstant(text, 'Asia/Tokyo')?.toISOString()).toBe(moment);
  });
});
