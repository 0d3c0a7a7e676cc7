/** Forms as no page makes them: counted before they are taken apart. */
import { expect, it } from 'vitest';
import { formDataOf, readForm } from './form.ts';

const FORM = 'application/x-www-form-urlencoded';
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
	]
])('%s without end are refused by their number, in no time', async (_, body, type) => {
	const sent = post(body, type);
	const before = process.cpuUsage();
	await expect(readForm(sent)).rejects.toMatchObject({ status: 413 });
	const { user } = process.cpuUsage(before);
	expect(user / 1000).toBeLessThan(100);
});

it('a form that is none is 400, and a door with one file takes no more fields than it has', async () => {
	await expect(readForm(post('x', 'multipart/form-data'))).rejects.toMatchObject({ status: 400 });
	await expect(readForm(post('x', 'text/plain'))).rejects.toMatchObject({ status: 400 });
	const form = new FormData();
	for (let n = 0; n < 60; n++) form.append('a', 'x');
	await expect(formDataOf(post(form), 40)).rejects.toMatchObject({ status: 413 });
});
