/**
 * A meeting played again in the browser: its journal folded to a chosen moment, shown by the same
 * screens through the same store, with the one clock of the page standing at that moment.
 */
import { droppedIn, readable } from '#lib/meeting/agenda/wordings.ts';
import { readableLines } from '#lib/meeting/minutes/wordings.ts';
import type { Chapter } from '#lib/meeting/registry.ts';
import { Moments, type PublicJournal } from '#lib/meeting/record/journal.ts';
import { PROTOCOL } from '#lib/meeting/wire.ts';
import { clock } from '#lib/ui/clock.svelte.ts';
import { MeetingStore } from './meeting.svelte.ts';

/** How many times faster than it was. */
export const SPEEDS = [1, 4, 16, 60] as const;
const FRAME_MS = 100;
/** Nothing happens for longer than this: a playing replay goes on to what comes next. */
const GAP_MS = 5 * 60_000;

export class Replay {
	readonly store: MeetingStore;
	readonly chapters: readonly Chapter[];
	/** First and last moment, ms. */
	readonly from: number;
	readonly to: number;
	/** The moment shown. */
	at = $state(0);
	playing = $state(false);
	speed: (typeof SPEEDS)[number] = $state(16);
	#journal: PublicJournal;
	#moments: Moments;
	/** Earlier words of items that are gone. */
	#dropped: ReadonlySet<string>;
	#timer: ReturnType<typeof setInterval> | undefined;

	constructor(journal: PublicJournal) {
		this.#journal = journal;
		this.#moments = new Moments(journal.events);
		this.#dropped = droppedIn(journal.events);
		this.chapters = journal.chapters;
		const opened = journal.events.find(({ type }) => type === 'plan.opened');
		const closed = journal.events.find(({ type }) => type === 'plan.closed');
		this.from = opened?.at ?? 0;
		this.to = Math.max(this.from + 1000, (closed ?? journal.events.at(-1))?.at ?? 0);
		const { code, addressKey, meeting, epoch, texts, people } = journal;
		this.store = new MeetingStore({
			code,
			addressKey,
			snapshot: {
				protocol: PROTOCOL,
				epoch,
				boot: '',
				meeting,
				seq: 0,
				head: '',
				clearance: 'public',
				state: this.#moments.after(0),
				texts
			},
			privateView: journal.privateView,
			directory: people,
			names: '',
			now: this.from
		});
		this.go(this.from);
	}

	/** True when somebody opened the meeting, so that there is something to see. */
	get any(): boolean {
		return this.from > 0;
	}

	/** Shows this moment; what is beyond an end is that end. */
	go(at: number): void {
		this.at = Math.min(this.to, Math.max(this.from, Math.round(at)));
		this.#show(this.#moments.countAt(this.at));
	}

	/** Shows the moment of this event. */
	goTo(seq: number): void {
		const event = this.#journal.events[seq - 1];
		if (event) this.go(event.at);
	}

	/** To the next (1) or the last (-1) moment at which something happened. */
	step(by: 1 | -1): void {
		const { events } = this.#moments;
		const count = this.#moments.countAt(this.at);
		if (by > 0) return this.go(events[count]?.at ?? this.to);
		let n = count - 1;
		while (n >= 0 && events[n]!.at >= this.at) n -= 1;
		this.go(events[n]?.at ?? this.from);
	}

	play(): void {
		if (this.at >= this.to) this.go(this.from);
		this.playing = true;
		let before = performance.now();
		clearInterval(this.#timer);
		this.#timer = setInterval(() => {
			const now = performance.now();
			this.#advance((now - before) * this.speed);
			before = now;
		}, FRAME_MS);
	}

	pause(): void {
		this.playing = false;
		clearInterval(this.#timer);
	}

	/** Lets the page's clock run again. */
	stop(): void {
		this.pause();
		clock.standAt(null);
	}

	#advance(ms: number): void {
		const next = this.#moments.events[this.#moments.countAt(this.at)];
		const quiet = next !== undefined && next.at - this.at > GAP_MS && !this.#running;
		this.go(quiet ? next.at - 1000 : this.at + ms);
		if (this.at >= this.to) this.pause();
	}

	/** A clock runs on the screens: a speaker's or a pause's. */
	get #running(): boolean {
		const { queue, runsheet } = this.store.state;
		return queue.speaker !== null || runsheet.calmUntil !== null;
	}

	#show(count: number): void {
		clock.standAt(this.at);
		if (count === this.store.seq) return;
		const { epoch, texts, heads } = this.#journal;
		const then = this.#moments.after(count);
		const last = this.#moments.after(this.#moments.events.length);
		const lines = readableLines(then.minutes.lines, last.minutes.lines);
		const state = {
			...then,
			agenda: readable(then.agenda, last.agenda, this.#dropped),
			minutes: { ...then.minutes, lines }
		};
		const head = heads[count - 1] ?? '';
		this.store.show({ epoch, seq: count, head, clearance: 'public', state, texts });
	}
}
