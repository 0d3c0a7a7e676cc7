/** Before each file of tests: the files of a worker share their modules, and each finds the reader's language as it was. */
import { afterAll } from 'vitest';
import { getLocale, overwriteGetLocale } from '#lib/i18n/paraglide/runtime.js';

const before = getLocale;
afterAll(() => overwriteGetLocale(before));
