import { afterEach, beforeEach, expect, it } from 'vitest';
import { meeting, MINUTE, phone, stage, type Stage } from './test-meeting.ts';
import { becomeDisplay, pairingId } from './displays.ts';
import type { Room } from '#server/meeting/room.ts';

let here: Stage;
beforeEach(async () => (here = await stage()));
afterEach(() => here.close());

/** The screen asks again and again, as its page does; gives where it was let in. */
function comes(room: Room, id: string): string | null {
	const { displays } = here.app;
	for (let times = 0; times < 4; times += 1) {
		const meeting = displays.allowedBy(room.code, id);
		if (meeting !== null) return meeting;
		here.later(3000);
	}
	return null;
}

it('a screen that waits is shown the meeting when the desk names its number, once', async () => {
	const room = await meeting(here.app, []);
	const { displays } = here.app;
	const asked: string[] = [];
	displays.onAsked = (code) => void asked.push(code);
	const number = displays.ask(room.code, 'projector-000001');
	expect(number).toMatch(/^\d{6}$/u);
	expect(displays.ask(room.code, 'projector-000001'), 'the same after a reload').toBe(number);
	expect(asked, 'told once').toEqual([room.code]);
	expect(displays.asking(room.code)).toEqual([number]);
	expect(displays.allowedBy(room.code, 'projector-000001')).toBeNull();
	displays.allow(room, number);
	expect(comes(room, 'somebody-else-01')).toBeNull();
	expect(comes(room, 'projector-000001')).toBe(room.meeting);
	expect(displays.allowedBy(room.code, 'projector-000001'), 'once').toBeNull();
	expect(displays.asking(room.code)).toEqual([]);
});

it('a flood of strangers pushes nothing out: the number on the wall still counts', async () => {
	const room = await meeting(here.app, []);
	const { displays } = here.app;
	const number = displays.ask(room.code, 'projector-000001');
	for (let n = 0; n < 5000; n += 1) {
		displays.ask(room.code, `stranger-${n}`);
		displays.ask(String(100_000 + n), `stranger-${n}`);
	}
	expect(displays.asking(room.code).length).toBeLessThanOrEqual(20);
	displays.allow(room, number);
	expect(comes(room, 'projector-000001')).toBe(room.meeting);
});

it('a stranger who asked until the number was the one on the wall gets nothing, nor does the wall', async () => {
	const room = await meeting(here.app, []);
	const { displays, links } = here.app;
	const wall = 'projector-000001';
	const number = displays.ask(room.code, wall);
	// As if after half a million tries.
	const real = links.pairingNumber.bind(links);
	links.pairingNumber = (id, code) => real(id === 'stranger' ? wall : id, code);
	displays.allow(room, number);
	expect(displays.allowedBy(room.code, 'stranger'), 'the stranger is faster').toBeNull();
	expect(displays.allowedBy(room.code, wall)).toBeNull();
	expect(comes(room, 'stranger')).toBeNull();
	expect(comes(room, wall)).toBeNull();
});

it('whom the desk allowed and who has not come yet is gone when all displays are ended', async () => {
	const room = await meeting(here.app, []);
	const { displays } = here.app;
	displays.allow(room, displays.ask(room.code, 'projector-000001'));
	await displays.revoke(room.meeting);
	expect(comes(room, 'projector-000001')).toBeNull();
});

it('whoever has a pass and comes after all displays were ended is no display', async () => {
	const room = await meeting(here.app, []);
	const { displays, sessions, connection } = here.app;
	const [one, two, three] = [phone(here.app), phone(here.app), phone(here.app)];
	displays.allow(room, displays.ask(room.code, 'projector-000001'));
	expect(await displays.byDesk(room.code, 'projector-000001')).toBeNull();
	here.later(6000);
	const byDesk = (await displays.byDesk(room.code, 'projector-000001'))!;
	const byLink = (await displays.byLink(room.meeting, await displays.token(room.meeting)))!;
	const comeAs = async (browser: typeof one, pass: typeof byLink) => {
		const caller = await browser.caller();
		return becomeDisplay(caller, caller.cookies, pass);
	};
	expect(await comeAs(one, byLink)).toBe(true);

	const ended: string[] = [];
	sessions.follow({ revoked: (id) => void ended.push(id) });
	const revoked = displays.revoke(room.meeting);
	// One that comes while they are being ended: either it is none, or it is ended and told of.
	await Promise.all([revoked, comeAs(two, byLink)]);
	expect(await comeAs(two, byLink)).toBe(false);
	expect(await comeAs(three, byDesk)).toBe(false);
	const left = connection.sqlite.prepare(`SELECT count(*) FROM session WHERE kind = 'display'`);
	expect(left.pluck().get()).toBe(0);
	const was = [one, two].flatMap(({ jar }) => jar.get('yitang_display')?.split('.')[0] ?? []);
	expect(ended.sort()).toEqual(was.sort());
});

it('what the desk does not know is not shown again, and what went away neither', async () => {
	const room = await meeting(here.app, []);
	const { displays } = here.app;
	const [a, b] = ['one', 'two'].map((id) => displays.ask(room.code, id));
	displays.refuse(room, a!);
	displays.ask(room.code, 'one');
	expect(displays.asking(room.code)).toEqual([b]);
	here.later(MINUTE);
	expect(displays.asking(room.code)).toEqual([]);
	displays.allow(room, b!);
	here.later(11 * MINUTE);
	expect(displays.allowedBy(room.code, 'two'), 'too late').toBeNull();
});

it('the display link pairs a browser until all displays are ended', async () => {
	const [room, other] = [await meeting(here.app, []), await meeting(here.app, [])];
	const { displays, sessions, access } = here.app;
	const token = await displays.token(room.meeting);
	expect(await displays.opens(room.meeting, token)).toBe(true);
	expect(await displays.opens(room.meeting, token), 'opening uses nothing up').toBe(true);
	expect(await displays.opens(other.meeting, token)).toBe(false);
	expect(await displays.opens(room.meeting, 'A'.repeat(22))).toBe(false);

	const projector = phone(here.app);
	const caller = await projector.caller();
	expect(pairingId(here.app, false, caller.cookies)).toBe(
		pairingId(here.app, false, caller.cookies)
	);
	await becomeDisplay(caller, caller.cookies, (await displays.byLink(room.meeting, token))!);
	const display = (await sessions.validate(projector.jar.get('yitang_display'), 'display'))!;
	expect(display).toMatchObject({ kind: 'display', meeting: room.meeting });
	const caught = { session: null, account: null, display: display.meeting };
	expect(await access.room(room.code, caught)).toBe(room);
	expect(await sessions.validate(projector.jar.get('yitang_display'), 'seat')).toBeNull();

	const ended: string[] = [];
	sessions.follow({ revoked: (id) => void ended.push(id) });
	await displays.revoke(room.meeting);
	expect(ended).toEqual([display.id]);
	expect(await sessions.validate(projector.jar.get('yitang_display'), 'display')).toBeNull();
	expect(await displays.opens(room.meeting, token)).toBe(false);
	expect(await displays.opens(room.meeting, await displays.token(room.meeting))).toBe(true);
});
