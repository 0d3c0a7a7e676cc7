import { describe, expect, it } from 'vitest';
import { CLERK, shown } from '../cards/test-round.ts';
import { due } from '../due.ts';
import { evolve } from '../evolve.ts';
import { factsOf } from '../facts.ts';
import { emptyMeeting } from '../meeting.ts';
import { opened, plan, prepared } from '../runsheet/test-meetings.ts';
import { TestRoom, START } from '../test-room.ts';
import { stageNow } from '../runsheet/runsheet.ts';
import { upcast } from '../upcast.ts';
import { refuseUnlessOpen } from '../phase.ts';
import { planCommands } from './schema.ts';
import { isForEverybody, joinDigits, signInOf } from './view.ts';

describe('making a meeting', () => {
	it('[P1] keeps the texts clean and apart from the journal', () => {
		const room = new TestRoom();
		const draft = {
			title: '  老年\u202E食堂\n怎么办 ',
			background: '第一行\r\n第二行',
			place: ' '
		};
		expect(room.send('organiser', plan({}, draft))).toBe('ok');
		const { details, phase, createdAt } = room.state.plan;
		expect([phase, createdAt]).toEqual(['planned', START]);
		expect(room.text(details!.title)).toBe('老年食堂 怎么办');
		expect(room.text(details!.background)).toBe('第一行\n第二行');
		expect(details!.place).toBeNull();
		expect(JSON.stringify(room.events)).not.toContain('食堂');
	});

	it('[P1] says which text is missing, too long or broken, and keeps none of them', () => {
		const room = new TestRoom();
		const attempt = (draft: object) => [room.send('organiser', plan({}, draft)), room.detail];
		expect(attempt({ title: ' \u200B ' })).toEqual(['text-empty', { field: 'title' }]);
		expect(attempt({ matter: '' })).toEqual(['text-empty', { field: 'matter' }]);
		expect(attempt({ background: '字'.repeat(301) })).toEqual([
			'text-too-long',
			{ field: 'background', max: 300 }
		]);
		expect(attempt({ decides: '坏\uD800' })).toEqual(['malformed', { field: 'decides' }]);
		expect(attempt({ policies: [{ text: '好' }, { text: '' }] })).toEqual([
			'text-empty',
			{ field: 'policies' }
		]);
		expect(room.send('organiser', plan({ items: [{ title: '', minutes: 5 }] }))).toBe('text-empty');
		expect(room.texts.size).toBe(0);
		expect(room.events).toEqual([]);
		expect(attempt({ background: '字'.repeat(300) })[0]).toBe('ok');
	});

	it('[P2] copies preset and template, and refuses what does not exist', () => {
		const room = new TestRoom();
		expect(room.send('organiser', plan({ preset: 'constructor' }))).toBe('no-such-preset');
		expect(room.send('organiser', plan({ template: '__proto__' }))).toBe('no-such-template');
		expect(room.send('organiser', plan({ presetChanges: { turnSeconds: 90 } }))).toBe('ok');
		expect(room.state.plan.rules).toMatchObject({ id: 'twelve-rules', turnSeconds: 90 });
		expect(room.state.runsheet.template).toBe('seven-set');
		expect(room.state.agenda.items.map((item) => room.text(item.title))).toEqual([
			'用途',
			'开业条件'
		]);
		expect(room.send('organiser', plan())).toBe('conflict');
	});

	it('[P3] refuses other links than https, an end before the start, and endless lists', () => {
		const room = new TestRoom();
		const attempt = (draft: object) => room.send('organiser', plan({}, draft));
		for (const outsideLink of ['http://a.cn', 'javascript:alert(1)', 'https://', 'https://a@b/'])
			expect(attempt({ outsideLink })).toBe('link-not-https');
		expect(attempt({ startsAt: 2, endsAt: 2 })).toBe('ends-before-start');
		expect(attempt({ policies: Array.from({ length: 13 }, () => ({ text: '一' })) })).toBe(
			'too-many'
		);
		expect(attempt({ quorum: { num: 3, den: 2, strict: true } })).toBe('malformed');
		expect(attempt({ outsideLink: 'https://meeting.tencent.com/dm/x?y=1' })).toBe('ok');
	});

	it('[P4] starts an urgent meeting with a reason and without an agenda', () => {
		const room = new TestRoom();
		const urgent = { template: 'urgent', preset: 'free-talk', items: [] };
		expect(room.send('organiser', plan(urgent))).toBe('needs-reason');
		expect(room.send('organiser', plan(urgent, { urgentReason: '水管爆了' }))).toBe('ok');
		const [item] = room.state.agenda.items;
		expect(room.text(item!.title)).toBe('是否、怎样办老年食堂？');
		expect(item!.minutes).toBe(20);
	});

	it('[P19] is cancelled before it opens, with a reason; then nothing is taken any more', () => {
		const room = prepared(plan({}, { startsAt: Date.UTC(2026, 11, 24, 6) }));
		room.do('organiser', { type: 'plan.announce' });
		expect(due(room.state)).not.toBeNull();
		const cancel = (reason: string, who = 'organiser') =>
			room.send(who, { type: 'plan.cancel', reason });
		expect(cancel('  ')).toBe('cancel-needs-reason');
		expect(cancel('长'.repeat(201))).toBe('text-too-long');
		expect(cancel('不开了', '周雅琴')).toBe('not-allowed');
		expect(cancel('停电')).toBe('ok');
		const { phase, cancelled } = room.state.plan;
		expect([phase, room.text(cancelled!.reason)]).toEqual(['cancelled', '停电']);
		expect(factsOf(room.events).at(-1)).toMatchObject({ what: 'cancelled' });
		expect(due(room.state), 'no sign-in opens by itself').toBeNull();
		expect(signInOf(room.state)).toEqual({ is: 'cancelled' });
		const refused = [
			...([
				{ type: 'plan.open' },
				{ type: 'plan.announce' },
				{ type: 'plan.open-sign-in' }
			] as const),
			...([{ type: 'plan.cancel', reason: '再来' }, { type: 'roll.clear-guests' }] as const)
		].map((command) => room.send('organiser', command));
		expect(new Set(refused)).toEqual(new Set(['meeting-cancelled']));
		for (const erases of [
			{ type: 'plan.erase', text: cancelled!.reason.id },
			{ type: 'notes.forget', note: 'n1' }
		] as const)
			expect(room.send('organiser', erases), erases.type).toBe('ok');
	});

	it('[P19] is not cancelled once it is open: then it is closed', () => {
		const room = prepared(plan());
		room.do('organiser', { type: 'plan.open' });
		expect(room.send('organiser', { type: 'plan.cancel', reason: '停电' })).toBe('already-open');
		room.do('organiser', { type: 'plan.close' });
		expect(room.send('organiser', { type: 'plan.cancel', reason: '停电' })).toBe('closed');
	});

	it('[P5] amends until the meeting opens, and keeps what a unit answered', () => {
		const room = prepared(plan({}, { units: [{ name: '街道财政', reason: 'money' }] }));
		const unit = room.state.plan.details!.units[0]!;
		room.send('organiser', { type: 'plan.unit', unit: unit.id, status: 'leave' });
		const draft = {
			title: '改过',
			matter: '改过的事',
			units: [
				{ id: unit.id, name: '街道财政所', reason: 'money' as const },
				{ id: 'unit-of-nobody', name: '审计', reason: 'money' as const }
			]
		};
		expect(room.send('organiser', { type: 'plan.amend', draft })).toBe('ok');
		expect(room.state.plan.details!.units.map((one) => one.status)).toEqual(['leave', 'invited']);
		expect(room.state.plan.details!.units[1]!.id).not.toBe('unit-of-nobody');
		const settings = {
			capacity: 40,
			noticeDays: 5,
			record: 'sealed',
			publicNames: 'full'
		} as const;
		room.send('organiser', { type: 'plan.amend', draft: { ...draft, ...settings } });
		room.send('organiser', { type: 'plan.amend', draft });
		expect(room.state.plan.details, 'what is not spoken of stays').toMatchObject(settings);
		expect(room.send('周雅琴', { type: 'plan.amend', draft })).toBe('not-allowed');
		room.send('organiser', { type: 'plan.open' });
		expect(room.send('organiser', { type: 'plan.amend', draft })).toBe('already-open');
	});
});

describe('the life of a meeting', () => {
	it('[P6] enters the first stage on opening, once', () => {
		const room = prepared();
		expect(refuseUnlessOpen(room.state)).toEqual({ refused: 'not-open' });
		expect(room.send('周雅琴', { type: 'plan.open' })).toBe('ok');
		expect(room.send('organiser', { type: 'plan.open' })).toBe('already-open');
		expect(refuseUnlessOpen(room.state)).toBeNull();
		expect(stageNow(room.state.runsheet)?.kind).toBe('signin');
		expect(room.state.plan.openedAt).toBe(START);
	});

	it('[P12] begins unannounced; staff announce it, and opening does by itself', () => {
		const room = prepared(plan(), ['李建国']);
		expect(room.state.plan.announcedAt).toBeNull();
		expect(room.send('李建国', { type: 'plan.announce' })).toBe('not-allowed');
		room.pass(1000);
		expect(room.send('孙晓彤', { type: 'plan.announce' })).toBe('ok');
		expect(room.state.plan).toMatchObject({ announcedAt: START + 1000, phase: 'planned' });
		const before = room.events.length;
		expect(room.send('organiser', { type: 'plan.announce' })).toBe('ok');
		expect(room.events, 'said once [P11]').toHaveLength(before);
		room.pass(1000);
		room.send('周雅琴', { type: 'plan.open' });
		expect(room.state.plan.announcedAt).toBe(START + 1000);

		const forgotten = prepared();
		forgotten.send('周雅琴', { type: 'plan.open' });
		expect(forgotten.state.plan.announcedAt).toBe(START);
		forgotten.send('周雅琴', { type: 'plan.close' });
		expect(forgotten.send('周雅琴', { type: 'plan.announce' })).toBe('closed');
		expect(new TestRoom().send('organiser', { type: 'plan.announce' })).toBe('not-open');
	});

	it('[P18] a mediation is private unless its organiser says otherwise, and no code ever seats anybody', () => {
		const made = (more: object) => prepared(plan({ template: 'seven-mediation', ...more }), []);
		const room = made({});
		expect(room.state.plan.private).toBe(true);
		room.send('organiser', { type: 'plan.announce' });
		expect(isForEverybody(room.state.plan)).toBe(false);
		room.send('organiser', { type: 'plan.open' });
		expect(room.state.roll.joinOpen).toBe(false);
		const join = { type: 'roll.join-open', open: true } as const;
		expect(room.send(CLERK, join)).toBe('private-meeting');
		expect(made({ private: false }).state.plan).not.toHaveProperty('private');
		expect(prepared(plan({ private: true }), []).state.plan.private).toBe(true);
		expect(prepared(plan(), []).state.plan).not.toHaveProperty('private');
		expect(joinDigits(room.state.plan, '791933')).toBeNull();
		expect(joinDigits(prepared(plan(), []).state.plan, '791933')).toBe('791 933');
	});

	it('[P12] meetings of before there was announcing were open to whoever had the address, and stay so', () => {
		const [made] = prepared().events;
		const folded = (v: number) => evolve(emptyMeeting(), upcast({ ...made!, v })).plan.announcedAt;
		expect([1, 2, 3].map(folded)).toEqual([START, START, null]);
	});

	it('[P7] closes the item and the stage, and nothing moves afterwards', () => {
		const room = opened();
		room.go('discussion');
		room.pass(60_000);
		const before = room.events.length;
		expect(room.send('周雅琴', { type: 'plan.close' })).toBe('ok');
		expect(room.typesSince(before)).toEqual(['agenda.closed', 'plan.closed']);
		expect(room.state.runsheet).toMatchObject({ stageId: null, enteredAt: null, calmUntil: null });
		expect(room.state.agenda.items[0]).toMatchObject({ status: 'done', spent: 60_000 });
		for (const command of [
			{ type: 'plan.close' },
			{ type: 'plan.open' },
			{ type: 'plan.cover', covered: true },
			{ type: 'runsheet.calm', seconds: 5 },
			{ type: 'agenda.open', item: room.state.agenda.items[1]!.id }
		] as const)
			expect(room.send('周雅琴', command)).toBe('closed');
	});

	it('[P7] waits for the person on the floor', () => {
		const room = opened(plan(), ['李建国']);
		room.go('discussion');
		const item = room.state.queue.item!;
		const seat = room.seat('李建国');
		room.send('李建国', { type: 'queue.join', seat, item, stance: 'for' });
		const expected = room.state.queue.entries[0]!.id;
		expect(room.send('周雅琴', { type: 'queue.call', item, expect: expected })).toBe('ok');
		expect(room.send('周雅琴', { type: 'plan.close' })).toBe('someone-speaking');
	});

	it('[P8] [P11] covers the big screen and shows it again, each written once', () => {
		const room = prepared();
		expect(room.send('周雅琴', { type: 'plan.cover', covered: true })).toBe('ok');
		expect(room.state.plan.covered).toBe(true);
		const before = room.events.length;
		expect(room.send('周雅琴', { type: 'plan.cover', covered: true })).toBe('ok');
		expect(room.events).toHaveLength(before);
		room.send('周雅琴', { type: 'plan.cover', covered: false });
		expect(room.state.plan.covered).toBe(false);
	});

	it('[P13] takes one text off the big screen and puts it back, each written once', () => {
		const room = opened(plan(), ['李建国']);
		const text = room.state.plan.details!.matter.id;
		const press = (off: boolean) => room.send('周雅琴', { type: 'plan.off-wall', text, off });
		expect(press(true)).toBe('ok');
		expect(room.state.plan.offWall).toEqual([text]);
		const before = room.events.length;
		expect(press(true)).toBe('ok');
		expect(room.events).toHaveLength(before);
		expect(press(false)).toBe('ok');
		expect(room.state.plan.offWall).toEqual([]);
		expect(room.send('周雅琴', { type: 'plan.off-wall', text: 'none', off: true })).toBe(
			'no-such-text'
		);
		expect(room.send('李建国', { type: 'plan.off-wall', text, off: true })).toBe('not-allowed');
	});

	it('[P13] what is made of a text that is off the big screen is off it before it is there', () => {
		const round = shown({ level: 'named' });
		const { room } = round;
		const [card, other] = round.board.cards;
		const off = (text: string) => room.send(CLERK, { type: 'plan.off-wall', text, off: true });
		const isOff = (text: string) => room.state.plan.offWall.includes(text);
		expect(off(card!.text.id)).toBe('ok');
		const parts = ['办食堂', '降价格'].map((text) => ({ text, stance: 'idea' as const }));
		expect(round.send(CLERK, { type: 'cards.split', card: card!.id, parts })).toBe('ok');
		expect(room.events.slice(-3).map(({ type }) => type)).toEqual([
			'plan.wall-changed',
			'plan.wall-changed',
			'cards.split'
		]);
		const made = round.board.cards.filter(({ from }) => from === card!.id);
		expect(made.map(({ text }) => isOff(text.id))).toEqual([true, true]);

		// Moved, it is the same text; a name for off cards alone is made of them, in other words too.
		const ids = made.map(({ id }) => id);
		expect(round.group(ids, 'new', '食堂')).toBe('ok');
		expect(made.map(({ id }) => isOff(round.card(id).text.id))).toEqual([true, true]);
		const name = () => round.board.groups.at(-1)!.name!.id;
		expect(isOff(name())).toBe(true);
		expect(round.send(CLERK, { type: 'cards.name', group: 'g1', name: '食堂和价格' })).toBe('ok');
		expect(isOff(name())).toBe(true);
		expect(round.group([...ids, other!.id], 'new', '大家的想法')).toBe('ok');
		expect(isOff(name())).toBe(false);

		const note = (text: string) =>
			room.send('documents', {
				type: 'minutes.note',
				lines: [{ id: 'l1', fact: null, tag: null, relayed: false, text }],
				gone: []
			});
		expect(note('某人的电话是多少')).toBe('ok');
		expect(off(room.state.minutes.lines[0]!.text.id)).toBe('ok');
		expect(note('某人的电话')).toBe('ok');
		expect(isOff(room.state.minutes.lines[0]!.text.id)).toBe(true);
		const text = room.state.minutes.lines[0]!.text.id;
		expect(room.send(CLERK, { type: 'plan.off-wall', text, off: false })).toBe('ok');
		expect(note('电话另给')).toBe('ok');
		expect(isOff(room.state.minutes.lines[0]!.text.id)).toBe(false);
	});

	it('[P13] an item and a vote in other words stay off the big screen', () => {
		const room = opened(plan(), ['甲']);
		const item = room.state.agenda.items[0]!;
		const off = (text: string) => room.send('周雅琴', { type: 'plan.off-wall', text, off: true });
		const isOff = (text: string) => room.state.plan.offWall.includes(text);
		expect(off(item.title.id)).toBe('ok');
		const { id, parent, kind, minutes } = item;
		const items = [{ id, parent, kind, minutes, title: '换个说法' }];
		expect(room.send('documents', { type: 'agenda.arrange', items, gone: [] })).toBe('ok');
		expect(isOff(room.state.agenda.items[0]!.title.id)).toBe(true);

		const settings = { kind: 'single' as const };
		const vote = () => room.state.ballots.votes[0]!;
		const draft = (words: string) => ({
			question: `${words}办不办？`,
			settings,
			options: ['办', '不办'].map((text, n) => ({
				...(room.state.ballots.votes[0] ? { id: vote().options[n]!.id } : {}),
				text: words + text
			}))
		});
		const prepared = { type: 'ballots.prepare', item: id, draft: draft('') } as const;
		expect(room.send('周雅琴', prepared)).toBe('ok');
		expect(off(vote().question.id)).toBe('ok');
		expect(off(vote().options[1]!.text.id)).toBe('ok');
		const change = { type: 'ballots.change', vote: vote().id, draft: draft('今年') } as const;
		expect(room.send('周雅琴', change)).toBe('ok');
		expect(isOff(vote().question.id)).toBe(true);
		expect(vote().options.map(({ text }) => isOff(text.id))).toEqual([false, true]);
	});

	it('[P9] notes whether an invited unit came', () => {
		const room = prepared(plan({}, { units: [{ name: '街道财政', reason: 'money' }] }));
		const unit = room.state.plan.details!.units[0]!.id;
		expect(room.send('孙晓彤', { type: 'plan.unit', unit, status: 'came' })).toBe('ok');
		expect(room.state.plan.details!.units[0]!.status).toBe('came');
		expect(room.send('孙晓彤', { type: 'plan.unit', unit: 'x', status: 'came' })).toBe(
			'no-such-unit'
		);
	});

	it('[P10] erases a text or a name, even after closing', () => {
		const room = opened(plan(), ['李建国']);
		room.send('周雅琴', { type: 'plan.close' });
		const title = room.state.plan.details!.title;
		const seat = room.seat('李建国');
		expect(room.send('周雅琴', { type: 'plan.erase', text: seat })).toBe('not-allowed');
		expect(room.send('organiser', { type: 'plan.erase', text: title.id })).toBe('ok');
		expect(room.send('organiser', { type: 'plan.erase', text: seat })).toBe('ok');
		expect(room.events.slice(-2).map((event) => event.body)).toEqual([
			{ what: 'text', id: title.id },
			{ what: 'person', id: seat }
		]);
		expect(room.hidden.roll.people.get(seat)).toBeNull();
		expect(room.send('organiser', { type: 'plan.erase', text: 'zhuyuan' })).toBe('no-such-text');
		expect(room.state.plan.details!.title).toEqual(title);
	});
});

describe('the shapes on the wire', () => {
	const accepts = (command: unknown) => planCommands.some((one) => one.safeParse(command).success);

	it('[P1] takes what an organiser sends and nothing more', () => {
		expect(accepts(plan())).toBe(true);
		expect(accepts({ type: 'plan.open' })).toBe(true);
		for (const wrong of [
			{ ...plan(), extra: 1 },
			{ ...plan(), code: '11041' },
			{ ...plan(), items: [{ title: 'x', minutes: 0 }] },
			{ ...plan(), draft: { ...plan().draft, capacity: 1e9 } },
			{ ...plan(), presetChanges: { id: 'mine' } },
			{ type: 'plan.open', force: true },
			{ type: 'plan.erase', text: 'x'.repeat(65) },
			{ type: 'plan.unit', unit: 'u1', status: 'late' }
		])
			expect(accepts(wrong)).toBe(false);
	});
});
