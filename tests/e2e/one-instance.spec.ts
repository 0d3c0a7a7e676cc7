/** Pages and sockets are the same app: one registry of rooms, also in production. */
import { expect, test } from '../fixtures.ts';

test('the page and the socket of one server name the same start', async ({ yitang, visit }) => {
	const health = (await (await fetch(`${yitang.origin}/health`)).json()) as { boot: string };
	const { watch } = yitang.publicPaths();
	const page = await visit(watch);
	const boot = await page.evaluate(
		(key) =>
			new Promise<string>((resolve, reject) => {
				const ws = new WebSocket(
					`${location.origin.replace('http', 'ws')}/live/?m=${key}&EIO=4&transport=websocket`
				);
				ws.onmessage = ({ data }) => {
					if (String(data).startsWith('0')) ws.send('40{}');
					const found = /"boot":"([0-9a-f]+)"/.exec(String(data));
					if (found) resolve(found[1]!);
				};
				ws.onerror = () => reject(new Error('no socket'));
			}),
		watch.split('/')[2]!
	);
	expect(boot).toBe(health.boot);
});
