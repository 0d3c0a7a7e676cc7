/**
 * The other engines: Firefox (Gecko) and WebKit, where this machine has them (Debian: `firefox-esr`; `webkit2gtk-driver`
 * and `xvfb`). In each a phone raises a hand and writes a card, and the record and the hall are opened. The pictures of
 * the phone lie in `test-results/engines`.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepare, type Prepared } from '../bench/prepare.ts';
import { startBuilt } from '../live/built.ts';
import { Phone } from '../live/people.ts';
import { startEngine, type Engine, type EngineName } from './engine.ts';
import type { Prove, Row } from './program.ts';

const PICTURES = 'test-results/engines';
const CARD = '食堂要离得近，油烟要小。';

export const prove: Prove = async () => {
	mkdirSync(PICTURES, { recursive: true });
	const rows: Row[] = [];
	for (const name of ['firefox', 'webkit'] as const) {
		const promise = `${name}: phone, record and hall open; a hand is raised, a card is written`;
		rows.push(
			await walk(name).then(
				(figure) => ({ promise, figure, held: true }),
				(cause: unknown) => ({ promise, figure: String(cause), held: false })
			)
		);
	}
	return rows;
};

async function walk(name: EngineName): Promise<string> {
	const dir = mkdtempSync(join(tmpdir(), `yitang-${name}-`));
	const [room] = await prepare(dir, 1, 3);
	const built = await startBuilt(dir, { DEMO: 'off' });
	const engine = await startEngine(name);
	try {
		if (!engine) return 'this machine has none';
		return await story(engine, name, room!, built.origin);
	} catch (cause) {
		if (engine) writeFileSync(`${PICTURES}/${name}-failed.png`, await engine.picture());
		throw cause;
	} finally {
		await engine?.close();
		await built.stop();
		rmSync(dir, { recursive: true, force: true });
	}
}

async function story(
	engine: Engine,
	name: string,
	room: Prepared,
	origin: string
): Promise<string> {
	const { addressKey, people, chair, item } = room;
	const [member] = people;
	const desk = new Phone(origin, addressKey, chair.seat, chair.cookie);
	await desk.until(({ copy }) => copy !== null, 'the room');
	const say = async (command: Parameters<Phone['send']>[0]) => {
		const answer = await desk.send(command);
		if ('refused' in answer) throw new Error(`${command.type}: ${answer.refused}`);
	};

	await engine.open(`${origin}/m/${addressKey}?lang=zh-Hans`, member!.cookie);
	await engine.until(`document.documentElement.dataset.scripts === 'on'`);
	await engine.press('举手');
	await engine.until(`document.querySelector('dialog[open] button.choice')`);
	// The sheet opens under the thumb and takes no press in that moment.
	await engine.until(
		`(document.querySelector('dialog[open] button.choice')?.click(), !document.querySelector('dialog[open]'))`
	);
	await desk.until(({ copy }) => copy!.state.queue.entries.length === 1, 'the hand', 10_000);
	await engine.until(`document.body.innerText.includes('放下手')`);
	writeFileSync(`${PICTURES}/${name}-phone.png`, await engine.picture());

	const question = '办食堂，最要紧的是什么？';
	await say({ type: 'cards.prepare', item, question, settings: { level: 'named' } });
	const board = () => desk.copy!.state.cards.boards.at(-1)!.id;
	await say({ type: 'cards.go', board: board(), from: 'ready', to: 'writing' });
	await engine.until(`document.querySelector('textarea')`);
	await engine.type('textarea', CARD);
	const kind = `[...document.querySelectorAll('label, button')].find((one) => one.innerText.includes('建议'))`;
	await engine.evaluate(`${kind}.click()`);
	await engine.press('交卡');
	await engine.until(`document.body.innerText.includes('已收到')`);
	writeFileSync(`${PICTURES}/${name}-card.png`, await engine.picture());

	for (const path of [`/r/${addressKey}`, `/m/${addressKey}/hall`]) {
		await engine.open(origin + path);
		await engine.until(`document.documentElement.dataset.scripts === 'on'`);
		writeFileSync(
			`${PICTURES}/${name}-${path.endsWith('hall') ? 'hall' : 'record'}.png`,
			await engine.picture()
		);
	}
	desk.close();
	return `${engine.name}: all of it`;
}
