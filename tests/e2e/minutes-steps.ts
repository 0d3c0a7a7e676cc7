/** What hands do at the minutes, and what stands in them. */
import type { Page } from '@playwright/test';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { CODE, expect, type Yitang } from '../fixtures.ts';
import { Phone } from '../live/people.ts';

/** The minutes as they stand on a page that writes them. */
export const text = (page: Page) => page.getByRole('textbox', { name: '记录正文' });

/** Opens the page of the minutes, ready to be written in. */
export async function write(page: Page, code: string = CODE): Promise<void> {
	await page.goto(`/m/${code}/minutes`);
	await expect(text(page)).toHaveAttribute('contenteditable', 'true');
}

/** Words of all gist lines, without the carets of others. */
export const lines = (page: Page) =>
	text(page).evaluate((editor) =>
		[...editor.querySelectorAll('.gist .words')]
			.map((line) => {
				const copy = line.cloneNode(true) as HTMLElement;
				for (const caret of copy.querySelectorAll('.collaboration-carets__caret')) caret.remove();
				return copy.textContent.replace(/\u2060/g, '');
			})
			.filter((words) => words !== '')
	);

/** Numbers of the facts in the editor. */
export const seqs = (page: Page) =>
	text(page).evaluate((editor) =>
		[...editor.querySelectorAll<HTMLElement>('.fact:not([hidden])')].map(({ dataset }) =>
			Number(dataset.seq)
		)
	);

/** Somebody's seat without their screen: what is pressed there is told elsewhere (speaking-round). */
export async function hands(page: Page, { origin }: Yitang, code: string = CODE): Promise<Phone> {
	const cookies = await page.context().cookies();
	const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
	const whose = new Phone(origin, code, '', cookie);
	await whose.until(
		({ copy, privateView }) => copy !== null && (privateView?.you.length ?? 0) > 0,
		'the room'
	);
	const seat = whose.privateView!.you[0]!;
	whose.close();
	const one = new Phone(origin, code, seat, cookie);
	await one.until(({ copy }) => copy !== null, 'the room');
	page.on('close', () => one.close());
	return one;
}

/** Everybody signed in, and to the discussion. */
export async function discuss(chair: Phone): Promise<void> {
	const { roll, runsheet } = chair.copy!.state;
	const seats = roll.order.filter((seat) => roll.seats[seat]!.votes);
	await chair.send({ type: 'attendance.sign-in-all', seats });
	const to = runsheet.stages.find(({ kind }) => kind === 'discussion')!.id;
	await chair.send({
		type: 'runsheet.go',
		from: chair.copy!.state.runsheet.stageId!,
		to,
		force: true
	});
}

/** Asks, is called, begins to speak. */
export async function speak(chair: Phone, member: Phone): Promise<void> {
	await chair.until(({ copy }) => copy!.state.queue.item !== null, 'an item');
	const item = chair.copy!.state.queue.item!;
	await member.send({ type: 'queue.join', seat: member.seat, item, stance: 'for' });
	await chair.until(({ copy }) => copy!.state.queue.entries.length > 0, 'a hand');
	const entry = chair.copy!.state.queue.entries[0]!.id;
	await chair.send({ type: 'queue.call', item, expect: entry });
	expect(await chair.send({ type: 'queue.start', entry })).not.toHaveProperty('refused');
}

/** `npm run backup` or `npm run restore` with this file. */
export async function keeper(name: 'backup' | 'restore', { dataDir }: Yitang, file: string) {
	const env = { ...process.env, DATA_DIR: dataDir };
	await promisify(execFile)(process.execPath, [`scripts/${name}.ts`, file], { env });
}
