/** The door of secret ballots in the built server: answered straight on the connection as the handler would answer. */
import { request } from 'node:http';
import { connect } from 'node:net';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { demoMeeting, startBuilt } from './built.ts';
import { folder } from './world.ts';

const OF_THE_LINE = ['date', 'connection', 'keep-alive'];

interface Said {
	status: number;
	headers: string;
	body: string;
}

function ask(port: number, path: string, headers: object, body: string): Promise<Said> {
	const { promise, resolve, reject } = Promise.withResolvers<Said>();
	const options = { port, path, method: 'POST', host: '127.0.0.1', headers: { ...headers } };
	const asked = request(options, (answer) => {
		let said = '';
		answer.setEncoding('utf8').on('data', (words: string) => (said += words));
		answer.on('end', () => {
			const kept = Object.entries(answer.headers).filter(([name]) => !OF_THE_LINE.includes(name));
			resolve({ status: answer.statusCode!, headers: kept.sort().join('\n'), body: said });
		});
	});
	asked.on('error', reject);
	asked.end(body);
	return promise;
}

test('[E30 E45] whatever comes, the same guards, headers and words as the handler’s; what breaks off ends nothing', async () => {
	const built = await startBuilt(folder());
	try {
		const { address } = await demoMeeting(built);
		const { port, origin } = built;
		const straight = `/ballot/${address}`;
		const own = { origin, 'content-type': 'application/json' };
		const hall = { host: '192.168.1.2:3000', origin: 'http://192.168.1.2:3000' };
		const cases: [string, object, string, string | number][] = [
			['of a meeting that has not begun', own, '{"vote":"v1"}', 'no-such-vote'],
			['nothing', own, '', 'no-such-vote'],
			['over a line that others hear', hall, '{}', 'vote-needs-https'],
			['so it says itself', { ...hall, 'x-forwarded-proto': 'https' }, '{}', 'vote-needs-https'],
			['with a cookie', { ...own, cookie: 'yitang_seat=x.y; lang=en' }, '{}', 'no-such-vote'],
			['from another site', { origin: 'https://evil.example' }, '{}', 403],
			['from nobody', {}, '{}', 403],
			['too long', own, 'x'.repeat(9000), 413]
		];
		for (const [what, headers, body, says] of cases) {
			const said = await ask(port, straight, headers, body);
			// An empty query takes the handler's way.
			expect(said, what).toEqual(await ask(port, `${straight}?`, headers, body));
			if (typeof says === 'number') expect(said.status, what).toBe(says);
			else expect([said.status, said.body], what).toEqual([200, `{"refused":"${says}"}`]);
			expect(said.headers, what).not.toMatch(/set-cookie/iu);
		}
		const line = connect(port, '127.0.0.1');
		await once(line, 'connect');
		const head = `POST ${straight} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: ${origin}\r\n`;
		line.write(`${head}Content-Length: 100\r\n\r\n{"vote"`);
		line.destroy();
		await once(line, 'close');
		expect((await fetch(`${origin}/health`)).status).toBe(200);
		expect(built.output(), 'no line is written of a ballot').not.toContain('/ballot/');
	} finally {
		await built.stop();
	}
}, 60_000);
