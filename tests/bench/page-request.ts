/** A page as a browser asks for it: gzip, a connection that is kept, and all bytes that came counted. */
import { request, type Agent } from 'node:http';
import { gunzipSync } from 'node:zlib';

export interface Came {
	/** Bytes with the headers. */
	wire: number;
	text: string;
}

/** @throws when the answer is not 200 */
export function getPage(agent: Agent, origin: string, path: string, cookie: string): Promise<Came> {
	const headers = { cookie, 'accept-encoding': 'gzip', accept: '*/*' };
	return new Promise((resolve, reject) => {
		const asked = request(origin + path, { agent, headers }, (answer) => {
			const chunks: Buffer[] = [];
			answer.on('data', (chunk: Buffer) => chunks.push(chunk));
			answer.on('end', () => {
				if (answer.statusCode !== 200) return reject(new Error(`${path}: ${answer.statusCode}`));
				const head = answer.rawHeaders.join('').length + 2 * answer.rawHeaders.length + 17;
				const body = Buffer.concat(chunks);
				const zipped = answer.headers['content-encoding'] === 'gzip';
				const text = (zipped ? gunzipSync(body) : body).toString();
				resolve({ wire: head + body.length, text });
			});
			answer.on('error', reject);
		});
		asked.on('error', reject).end();
	});
}

/** What is fetched beside the page, as the page's head names it. */
export const besideOf = ({ text }: Came) => /href="([^"]*\/state\.json[^"]*)"/u.exec(text)?.[1];
