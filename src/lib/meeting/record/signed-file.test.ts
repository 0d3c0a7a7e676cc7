import { expect, it } from 'vitest';
import { signatureEnd, signedIn } from './signed-file.ts';

const seal = { by: 'a'.repeat(43), signature: 'b'.repeat(86) };

it('[D23] the end of a file says what is signed and by whom, to the byte', () => {
	const said = '{"events":[{"seq":1}],"texts":{"x1":"signed\\":{"}';
	const file = said + signatureEnd(seal);
	expect(JSON.parse(file)).toMatchObject({ signed: seal });
	expect(signedIn(file)).toEqual({ signed: said, ...seal });
	expect(signedIn(`${file}\n`)).toEqual({ signed: said, ...seal });
});

it('[D23] what stands in the middle of a file, or is none, signs nothing', () => {
	const end = signatureEnd(seal);
	for (const text of [
		'',
		'{}',
		`{"events":[${end}`.slice(0, -1),
		`{"a":1${end},"b":2}`,
		'{"signed":{}}'
	])
		expect(signedIn(text), text).toBeNull();
	// A second one at the end signs the first along with the rest.
	expect(signedIn(`{"a":1${end.slice(0, -1)}${end}`)!.signed).toContain('"signed"');
});
