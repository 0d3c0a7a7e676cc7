/** Several generator processes spoken to as one crowd of screens. */
import { Child } from './child.ts';
import type { Acks, Counts, PersonAt } from './generator.ts';
import type { Target } from './screen.ts';

export interface Step {
	screen: number;
	/** ms after the start. */
	at: number;
	command: object;
}

export class Crowd {
	#generators: Child[];
	#people: PersonAt[] = [];

	private constructor(generators: Child[]) {
		this.#generators = generators;
	}

	static async start(processes: number): Promise<Crowd> {
		return new Crowd(
			await Promise.all(
				Array.from({ length: processes }, () => Child.start('generator.ts', {}, []))
			)
		);
	}

	/** Opens all screens; the moment the last had joined. */
	async join(people: PersonAt[], target: Target): Promise<number> {
		this.#people = people;
		const share = this.#split(people);
		return last(
			this.#generators.map((one, n) => one.ask<number>('join', { people: share[n], target }))
		);
	}

	async leave(): Promise<void> {
		await this.#all('leave');
	}

	/** The moment the last screen showed event `seq`. Ask something else before causing it: watching begins then. */
	watch(seq: number): Promise<number> {
		return last(this.#generators.map((one) => one.ask<number>('watch', { seq })));
	}

	/** One screen says something. */
	send(screen: number, command: object) {
		const [one, n] = this.#find(screen);
		return one.ask<{ sentAt: number; took: number; refused: string[] }>('send', {
			screen: n,
			command
		});
	}

	async storm(startAt: number, plan: Step[]): Promise<Acks> {
		const parts = this.#generators.map((): Step[] => []);
		for (const step of plan) {
			const size = this.#size;
			parts[Math.floor(step.screen / size)]!.push({ ...step, screen: step.screen % size });
		}
		const all = await Promise.all(
			this.#generators.map((one, n) => one.ask<Acks>('storm', { startAt, plan: parts[n] }))
		);
		return {
			times: all.flatMap((acks) => acks.times),
			lastAt: Math.max(...all.map((acks) => acks.lastAt)),
			refused: all.flatMap((acks) => acks.refused)
		};
	}

	async counts(): Promise<Counts> {
		const all = await this.#all<Counts>('counts');
		return {
			frames: Math.max(...all.map((one) => one.frames)),
			bytes: all.reduce((sum, one) => sum + one.bytes, 0),
			acked: Math.max(...all.map((one) => one.acked))
		};
	}

	async persist(): Promise<void> {
		await this.#all('persist');
	}

	whole(): Promise<number> {
		return last(this.#generators.map((one) => one.ask<number>('whole')));
	}

	async note(): Promise<void> {
		await this.#all('note');
	}

	async deliveries(): Promise<number[]> {
		return (await this.#all<number[]>('deliveries')).flat();
	}

	async mark(): Promise<void> {
		await this.#all('mark');
	}

	/** CPU of all generators since `mark`, ms. */
	async cpu(): Promise<number> {
		const all = await Promise.all(this.#generators.map((one) => one.read()));
		return all.reduce((sum, one) => sum + one.cpu, 0);
	}

	async end(): Promise<void> {
		await Promise.all(this.#generators.map((one) => one.end('SIGKILL')));
	}

	get #size(): number {
		return Math.ceil(this.#people.length / this.#generators.length);
	}

	#split(people: PersonAt[]): PersonAt[][] {
		return this.#generators.map((_, n) => people.slice(n * this.#size, (n + 1) * this.#size));
	}

	#find(screen: number): [Child, number] {
		return [this.#generators[Math.floor(screen / this.#size)]!, screen % this.#size];
	}

	#all<T = unknown>(what: string): Promise<T[]> {
		return Promise.all(this.#generators.map((one) => one.ask<T>(what)));
	}
}

async function last(moments: Promise<number>[]): Promise<number> {
	return Math.max(...(await Promise.all(moments)));
}
