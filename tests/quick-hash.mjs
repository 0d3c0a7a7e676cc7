// The same hash of passwords at a thousandth of its price, for tests that ask what a password opens, not how hard it
// is to guess (tests/module-hooks.mjs puts it in place). A hash says itself how dear it was.
import { hash as dear } from '@node-rs/argon2';

export { verify } from '@node-rs/argon2';

/** @param {string} password */
export const hash = (password) => dear(password, { memoryCost: 8, timeCost: 1, parallelism: 1 });
