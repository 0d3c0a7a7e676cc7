import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { canonical } from '#lib/meeting/canonical.ts';
import type { Command } from '#lib/meeting/registry.ts';
import { CommandDigests } from './command-digests.ts';

const sign = (text: string) =>
	createHash('sha256').update(`of this installation ${text}`).digest('hex');
const write = (text: string) =>
	({
		as: 's1',
		command: { type: 'calls.write', seat: 's1', call: 'c1', text } as Command
	}) as const;

it('the same words are the same, others are not, and nothing tells a plain hash of them', () => {
	const digests = new CommandDigests(sign);
	for (const socket of [true, false]) {
		const kept = digests.of(write('不同意'), socket);
		expect(kept).toMatch(/^[\w-]{43}$/u);
		expect(digests.areSame(kept, digests.of(write('不同意'), socket))).toBe(true);
		expect(digests.areSame(kept, digests.of(write('同意'), socket))).toBe(false);
		const plain = createHash('sha256')
			.update(canonical(write('不同意')))
			.digest('base64url');
		expect(kept.slice(8)).not.toBe(plain.slice(0, 35));
	}
});

it('a form is known again after a restart, also by what it says; a line sends again what it sent', () => {
	const [before, after] = [new CommandDigests(sign), new CommandDigests(sign)];
	const form = before.of(write('甲'), false);
	expect(after.areSame(form, after.of(write('甲'), false))).toBe(true);
	expect(after.areSame(form, after.of(write('乙'), false))).toBe(false);
	const line = before.of(write('甲'), true);
	expect(after.of(write('甲'), true), 'its key is gone').not.toBe(line);
	expect(after.areSame(line, after.of(write('甲'), true))).toBe(true);
});

it('an answer of a release that kept plain hashes is still an answer', () => {
	const old = createHash('sha256').update('what it said').digest('base64url');
	const digests = new CommandDigests(sign);
	expect(digests.areSame(old, digests.of(write('甲'), true))).toBe(true);
});
