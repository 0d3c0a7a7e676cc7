/** Forms as no page makes them: counted before they are taken apart. */
import { expect, it } from 'vitest';
import { leastUserMs } from '../../tests/user-time.ts';
import { formDataOf, LIST_BYTES, readForm, readText } from './form.ts';

const FORM = 'application/x-www-form-urlencoded';
/** As long as the parser asks of a boundary. */
const LONG = 'b'.repeat(30);
const post = (body: string | FormData, type?: string) =>
	new Request('http://yitang/', {
		...{ method: 'POST', body },
		...(type === undefined ? {} : { headers: { 'content-type': type } })
	});

it('a form of our size is read, with names and words as they were sent', async () => {
	const form = new FormData();
	form.set('name', '王桂芳');
	for (const sent of [post(form), post('name=%E7%8E%8B%E6%A1%82%E8%8A%B3', FORM)])
		expect([...(await readForm(sent))]).toEqual([['name', '王桂芳']]);
});

it.each([
	['ampersands', 'a&'.repeat(900_000), FORM],
	['ampersands that claim a boundary', 'a&'.repeat(900_000), `${FORM}; boundary=x`],
	[
		'parts',
		'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n'.repeat(30_000) + '--b--',
		'multipart/form-data; boundary=b'
	],
	...['xboundary=x; ', 'a="boundary=x"; '].map((said): [string, string, string] => [
		`parts behind ${said}`,
		`--${LONG}\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n`.repeat(22_000) +
			`--${LONG}--`,
		`multipart/form-data; ${said}boundary=${LONG}`
	]),
	[
		'lines of one part',
		`--${LONG}\r\nContent-Disposition: form-data; name="a"\r\n${'a:b\r\n'.repeat(370_000)}\r\n\r\n--${LONG}--`,
		`multipart/form-data; boundary=${LONG}`
	]
])('%s without end are refused by their number, in no time', async (_, body, type) => {
	const least = await leastUserMs(async () => {
		const sent = readForm(post(body, type), LIST_BYTES);
		await expect(sent).rejects.toMatchObject({ status: 413 });
	});
	expect(least).toBeLessThan(100);
});

it('blanks without end are read in no time, however they are written', async () => {
	const least = await leastUserMs(async () => {
		const sent = post(`name=a+b%20c d%2B&text=${'+'.repeat(1_900_000)}`, FORM);
		const form = await readForm(sent, LIST_BYTES);
		expect(form.get('name')).toBe('a b c d+');
		expect(form.get('text')).toBe(' '.repeat(1_900_000));
	});
	expect(least).toBeLessThan(120);
});

it('a form that is filled in by hand holds no megabytes: each is said back, and takes ten times as much', async () => {
	const sent = (size: number) => post(`login=${'‹'.repeat(size)}`, FORM);
	await expect(readForm(sent(30_000))).rejects.toMatchObject({ status: 413 });
	expect((await readForm(sent(20_000))).get('login')).toHaveLength(20_000);
	expect((await readForm(sent(30_000), LIST_BYTES)).get('login')).toHaveLength(30_000);
});

it('a form that is none is 400, and a door with one file takes no more fields than it has', async () => {
	await expect(readForm(post('x', 'multipart/form-data'))).rejects.toMatchObject({ status: 400 });
	await expect(readForm(post('x', 'text/plain'))).rejects.toMatchObject({ status: 400 });
	const form = new FormData();
	for (let n = 0; n < 60; n++) form.append('a', 'x');
	await expect(formDataOf(post(form), 40)).rejects.toMatchObject({ status: 413 });
});

it.each([
	['that breaks off', new Error('aborted'), 400],
	['that is too large', Object.assign(new Error('too large'), { status: 413 }), 413]
])('a body %s is refused, whoever reads it', async (_, fault, status) => {
	const sent = () =>
		new Request('http://yitang/ballot/x', {
			method: 'POST',
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body: new ReadableStream({ pull: (stream) => stream.error(fault) }),
			duplex: 'half'
		} as RequestInit);
	await expect(readText(sent(), LIST_BYTES)).rejects.toMatchObject({ status });
	await expect(readForm(sent())).rejects.toMatchObject({ status });
});

it('what does not say how long it is, is counted as it comes, and read no further than it may', async () => {
	let pieces = 0;
	const sent = () => {
		pieces = 0;
		const body = new ReadableStream({
			pull: (stream) => {
				pieces += 1;
				if (pieces > 1000) stream.close();
				else stream.enqueue(new Uint8Array(1000).fill(97));
			}
		});
		const headers = { 'content-type': FORM };
		return new Request('http://yitang/livekit', {
			...{ method: 'POST', headers, body, duplex: 'half' }
		} as RequestInit);
	};
	for (const read of [
		readText,
		readForm,
		(request: Request, most: number) => formDataOf(request, 9, most)
	]) {
		await expect(read(sent(), 5000)).rejects.toMatchObject({ status: 413 });
		expect(pieces).toBeLessThan(10);
	}
	expect(await readText(sent(), 1_000_000)).toHaveLength(1_000_000);
	const said = { method: 'POST', body: 'abc', headers: { 'content-length': '5001' } };
	await expect(readText(new Request('http://yitang/', said), 5000)).rejects.toMatchObject({
		status: 413
	});
});
