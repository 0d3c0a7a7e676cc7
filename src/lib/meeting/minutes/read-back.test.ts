import { describe, expect, it } from 'vitest';
import { formatReadBack } from '#lib/i18n/read-back.ts';
import { privateView } from '../private-view.ts';
import { call, discussion, end, raise, speak, start } from '../queue/test-discussion.ts';
import type { TestRoom } from '../test-room.ts';
import type { MinutesCommand } from './commands.ts';
import { answerTo, askedNow, linesToAsk, MEANT_LENGTH, SETTLED_MS } from './read-back.ts';

/** 王 has spoken; 李 has no phone, and a helper. */
function spoken(): { world: TestRoom; fact: number } {
	const world = discussion(
		[{ id: 'wang' }, { id: 'li', helper: 'helper', hasPhone: false }],
		'twelve-rules'
	);
	raise(world, 'wang', 'for');
	speak(world, 1000);
	const { fact } = world.state.queue.speaker!;
	end(world);
	return { world, fact: fact! };
}

function write(world: TestRoom, fact: number | null, text: string, owner?: 'meeting'): void {
	const line = { id: `g${fact}`, fact, tag: null, relayed: false, text };
	world.do('documents', {
		type: 'minutes.note',
		lines: [owner ? { ...line, owner } : line],
		gone: []
	});
}

const ask = (world: TestRoom, seat: string) =>
	linesToAsk(world.state, seat).map(({ text }) => world.text(text));

function answering(world: TestRoom, seat: string, more: object): MinutesCommand {
	const { id, text } = world.state.minutes.lines[0]!;
	const answer = { type: 'minutes.read-back', seat, line: id, text: text.id, right: false };
	return { ...answer, ...more } as MinutesCommand;
}

/** What these sessions see of it; the desk is the organiser's. */
const seen = (world: TestRoom, session: string | null, organiser = false) =>
	Object.values(privateView(world.state, world.hidden, { session, organiser }).minutes);

describe('read back', () => {
	it('[M18] whoever is named is asked, about words as they stand, not while they speak', () => {
		const { world, fact } = spoken();
		write(world, fact, '太贵');
		expect(ask(world, 'wang')).toEqual(['太贵']);
		expect(ask(world, 'li')).toEqual([]);
		raise(world, 'wang', 'for');
		call(world);
		start(world);
		expect(ask(world, 'wang')).toEqual([]);
		end(world);
		write(world, fact, '可以试一个月', 'meeting');
		expect(ask(world, 'wang')).toEqual([]);
	});

	it('[M18] what is on the screen stays until it is answered: no press is for a line that came', () => {
		const { world, fact } = spoken();
		write(world, fact, '太贵');
		const asked = (last: string | null, answers = {}) => {
			const about = { seat: 'wang', answers, now: world.now, last };
			const line = askedNow(world.state, about, () => true);
			return line && { words: world.text(line.text), text: line.text.id };
		};
		expect(asked(null)).toBeNull();
		world.pass(SETTLED_MS);
		const first = asked(null)!;
		expect(first.words).toBe('太贵');
		raise(world, 'wang', 'for');
		speak(world, 1000);
		const next = world.state.queue.speaker!.fact!;
		end(world);
		write(world, next, '也太远');
		world.pass(SETTLED_MS);
		expect(asked(first.text)!.words).toBe('太贵');
		expect(asked(null)!.words).toBe('也太远');
		world.do('wang', answering(world, 'wang', { right: true }));
		expect(asked(first.text, Object.fromEntries(world.hidden.lots['read-backs']))!.words).toBe(
			'也太远'
		);
	});

	it('[M18] an answer is to the words that it names', () => {
		const { world, fact } = spoken();
		write(world, fact, '太贵');
		const old = answering(world, 'wang', { right: true });
		world.do('wang', old);
		const line = () => world.state.minutes.lines[0]!;
		const answer = () =>
			answerTo(Object.fromEntries(world.hidden.lots['read-backs']), line(), 'wang');
		expect(answer()).toMatchObject({ seat: 'wang', right: true, by: 'wang' });
		write(world, fact, '太贵，也太远');
		expect(answer()).toBeNull();
		expect(world.hidden.lots['read-backs'].size).toBe(0);
		expect(world.refused('wang', old)).toBe('stale');
		world.do('wang', answering(world, 'wang', { meant: '远一点可以，贵不行' }));
		expect(answer()).toMatchObject({ right: false, meant: '远一点可以，贵不行' });
	});

	it('[M18] for oneself, by one’s helper, or read aloud by the clerk; never for another', () => {
		const { world, fact } = spoken();
		write(world, fact, '太贵');
		expect(world.refused('li', answering(world, 'li', {}))).toBe('stale');
		expect(world.refused('li', answering(world, 'wang', {}))).toBe('not-allowed');
		expect(world.refused('helper', answering(world, 'wang', {}))).toBe('helper-not-for-seat');
		world.do('clerk', answering(world, 'wang', { right: true }));
		expect(seen(world, null, true)).toMatchObject([{ seat: 'wang', by: 'clerk' }]);
		raise(world, 'li', 'for', 'helper');
		speak(world, 1000);
		const next = world.state.queue.speaker!.fact!;
		end(world);
		write(world, next, '要有坡道');
		const { id, text } = world.state.minutes.lines.at(-1)!;
		world.do('helper', answering(world, 'li', { line: id, text: text.id, right: true }));
		expect(seen(world, null, true)).toMatchObject([{}, { seat: 'li', by: 'helper' }]);
	});

	it('[M18] whoever the turn was corrected to is asked themselves', () => {
		const { world, fact } = spoken();
		write(world, fact, '太贵');
		world.do('wang', answering(world, 'wang', { right: true }));
		const change = { is: 'seat', seat: 'li' } as const;
		world.do('clerk', { type: 'minutes.correct', text: '按错了号', fact, change });
		expect(ask(world, 'wang')).toEqual([]);
		expect(ask(world, 'li')).toEqual(['太贵']);
		const answers = Object.fromEntries(world.hidden.lots['read-backs']);
		expect(answerTo(answers, world.state.minutes.lines[0]!, 'li')).toBeNull();
	});

	it('[M18] a phone is waited for, and after a minute the clerk reads it aloud all the same', () => {
		const { world, fact } = spoken();
		const { roll } = world.state;
		const wang = { ...roll.seats['wang']!, held: true };
		world.state = { ...world.state, roll: { ...roll, seats: { ...roll.seats, wang } } };
		write(world, fact, '太贵');
		const beside = () => {
			const store = {
				state: world.state,
				privateView: privateView(world.state, world.hidden, { session: null, organiser: true }),
				now: () => world.now,
				person: () => null
			};
			const line = world.state.minutes.lines[0]!;
			return formatReadBack(store, { ...line, owner: line.owner ?? null });
		};
		expect(beside()).toMatchObject({ look: 'waiting', aloud: null });
		world.pass(60_000);
		const { aloud } = beside()!;
		world.do('clerk', aloud!(true) as MinutesCommand);
		expect(beside()).toMatchObject({ look: 'right', aloud: null });
	});

	it('[M18] what was meant is one short sentence', () => {
		const { world, fact } = spoken();
		write(world, fact, '太贵');
		const meant = '长'.repeat(MEANT_LENGTH + 1);
		expect(world.refused('wang', answering(world, 'wang', { meant }))).toBe('text-too-long');
		world.do('wang', answering(world, 'wang', { meant: '长'.repeat(MEANT_LENGTH) }));
	});

	it('[M19] the desk and that person see it; journal and state hold nothing of it', () => {
		const { world, fact } = spoken();
		write(world, fact, '太贵');
		const before = world.events.length;
		world.do('wang', answering(world, 'wang', { meant: '没说贵' }));
		expect(world.events).toHaveLength(before);
		expect(JSON.stringify([world.state, world.events])).not.toContain('没说贵');
		expect(seen(world, null, true)).toMatchObject([{ meant: '没说贵' }]);
		expect(seen(world, 'somebody')).toEqual([]);
	});

	it('[M19] an answer goes with the line, with its words and with the name', () => {
		const { world, fact } = spoken();
		const left = () => world.hidden.lots['read-backs'].size;
		const ways: [string, MinutesCommand | { type: 'plan.erase'; text: string }][] = [
			['documents', { type: 'minutes.note', lines: [], gone: [`g${fact}`] }],
			['organiser', { type: 'plan.erase', text: '' }],
			['organiser', { type: 'plan.erase', text: 'wang' }]
		];
		for (const [who, command] of ways) {
			write(world, fact, '太贵');
			world.do('wang', answering(world, 'wang', { meant: '没说贵' }));
			expect(left()).toBe(1);
			const { id } = world.state.minutes.lines[0]!.text;
			const words = command.type === 'plan.erase' && command.text === '';
			world.do(who, words ? { type: 'plan.erase', text: id } : command);
			expect(left(), command.type).toBe(0);
		}
	});
});
