/** What one screen says of a call, and what came back; and a discussion in which there is one. */
import { onTestFinished } from 'vitest';
import { HALL, STATION } from '#lib/meeting/calls/calls.ts';
import type { SignalDown, SignalUp } from '#lib/meeting/calls/signal.ts';
import type { Room } from '#server/meeting/room.ts';
import { cookieName } from '#server/auth/cookies.ts';
import { Phone, resident } from './people.ts';
import type { Served } from './serve.ts';
import { discuss, folder, openMeeting, phone, served } from './world.ts';

const PEOPLE = [
	resident('赵敏', { channel: 'online' }),
	resident('钱文', { channel: 'online' }),
	resident('李建国')
];

export const OFFER = {
	description: { type: 'offer', sdp: 'v=0\r\no=- 1 1 IN IP4 192.168.1.7\r\n' }
} as const;

export class Caller {
	readonly heard: SignalDown[] = [];
	readonly phone: Phone;
	readonly as: string;
	instance: string;
	#watchers = new Set<() => void>();

	constructor(phone: Phone, as: string = phone.seat, instance = `page${as}000`) {
		this.phone = phone;
		this.as = as;
		this.instance = instance;
		phone.onSignal.add((message) => {
			if (message.as !== as) return;
			this.heard.push(message);
			for (const watch of this.#watchers) watch();
		});
	}

	say(what: object, place: object = {}): void {
		const message = { room: HALL, as: this.as, ...place, ...what };
		this.phone.client.signal(message as SignalUp);
	}

	enter(): void {
		this.say({ do: 'enter', instance: this.instance });
	}

	/** Says something to somebody in the call. */
	tell(to: string, instance: string, data: object = OFFER): void {
		this.say({ do: 'say', to, instance, data });
	}

	/** The first message of this kind that has not been taken yet. */
	async next<Is extends SignalDown['is']>(is: Is): Promise<Extract<SignalDown, { is: Is }>> {
		const found = () => this.heard.findIndex((one) => one.is === is);
		if (found() < 0)
			await new Promise<void>((resolve, reject) => {
				const watch = () => {
					if (found() < 0) return;
					clearTimeout(timer);
					this.#watchers.delete(watch);
					resolve();
				};
				const heard = () => this.heard.map((one) => JSON.stringify(one).slice(0, 90)).join('\n');
				const timer = setTimeout(() => reject(new Error(`no ${is}:\n${heard()}`)), 20_000);
				this.#watchers.add(watch);
			});
		return this.heard.splice(found(), 1)[0] as Extract<SignalDown, { is: Is }>;
	}
}

/** A discussion whose sound is on, with the hall's device and two people at home. */
export async function sounding(env: NodeJS.ProcessEnv = {}, preset?: string) {
	const it = await served(folder(), undefined, env);
	const world = await openMeeting(it, PEOPLE, {}, preset);
	await discuss(world.room, world.chair);
	await world.clerk.send({ type: 'calls.open-hall' });
	const [min, wen, li] = [
		await phone(it, world.room, 1),
		await phone(it, world.room, 2),
		await phone(it, world.room, 3)
	];
	// Signed in by the clerk's list they are where the roll says.
	const station = new Caller(await display(it, world.room), STATION);
	return { it, ...world, min: new Caller(min), wen: new Caller(wen), li: new Caller(li), station };
}

/** A paired big screen of the meeting. */
export async function display(it: Served, room: Room): Promise<Phone> {
	const { token } = await it.app.sessions.create('display', null, undefined, room.meeting);
	const cookie = `${cookieName('display', false)}=${token}`;
	const screen = new Phone(it.origin, room.addressKey, '', cookie);
	onTestFinished(() => screen.close());
	await screen.until((p) => p.copy !== null && p.connected, 'the screen to show');
	return screen;
}
