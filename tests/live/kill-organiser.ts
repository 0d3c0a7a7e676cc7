/**
 * Pulls the plug while an organiser makes communities, fills their rolls, copies, rehearses, holds again and wipes: what
 * was answered is there after each start, what was wiped is not, and nothing lies in the folder that belongs to nothing.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { faultLines } from '#server/verify/report.ts';
import { verifyFolder } from '#server/verify/verify.ts';
import { demoMeeting, startBuilt, type Built } from './built.ts';
import { seeded } from './seeded.ts';

export interface KilledOrganiser {
	kills: number;
	/** Presses that were answered. */
	deeds: number;
	/** What was not as it had been answered, a press answered with a fault, and what `npm run verify` finds. */
	faults: string[];
}

/** Runs `kills` kills; `seed` chooses when, and what is pressed. */
export async function pullPlugsOnOrganiser(kills: number, seed: number): Promise<KilledOrganiser> {
	const dir = mkdtempSync(join(tmpdir(), 'yitang-organiser-'));
	let built = await startBuilt(dir, { LOG_LEVEL: 'fatal' });
	const { cookie, community } = await demoMeeting(built);
	const organiser = new Organiser(cookie, seeded(seed));
	organiser.at = built;
	await organiser.plan(community);
	for (let kill = 0; kill < kills; kill++) {
		const killing = new AbortController();
		const working = organiser.work(killing.signal);
		await pause(300 + organiser.chance() * 4000);
		killing.abort();
		built.child.kill('SIGKILL');
		await Promise.all([built.ended, working]);
		organiser.at = built = await startBuilt(dir, { LOG_LEVEL: 'fatal' });
		await organiser.look();
	}
	await built.stop();
	const faults = [...organiser.faults, ...orphansIn(dir), ...faultLines(verifyFolder(dir))];
	rmSync(dir, { recursive: true, force: true });
	return { kills, deeds: organiser.deeds, faults };
}

/** Rows of meetings that are none any more. */
function orphansIn(dir: string): string[] {
	const db = new Database(join(dir, 'yitang.db'), { readonly: true });
	const holders = db
		.prepare(
			`SELECT sqlite_master.name FROM sqlite_master, pragma_table_info(sqlite_master.name) AS field
			 WHERE sqlite_master.type = 'table' AND field.name = 'meeting'`
		)
		.pluck()
		.all() as string[];
	const orphans = holders.flatMap((table) => {
		const sql = `SELECT count(*) FROM ${table} WHERE meeting NOT IN (SELECT id FROM meeting)`;
		const count = db.prepare(sql).pluck().get() as number;
		return count > 0 ? [`${table}: ${count} rows of no meeting`] : [];
	});
	db.close();
	return orphans;
}

/** Somebody who presses one thing after the other, and remembers what was answered. */
class Organiser {
	at!: Built;
	deeds = 0;
	readonly faults: string[] = [];
	readonly chance: () => number;
	#cookie: string;
	/** The meeting that is copied and rehearsed. */
	#planned = '';
	#copies = new Set<string>();
	#rehearsals = new Set<string>();
	#wiped = new Set<string>();
	/** Nobody is put on a roll twice, also where the first press was answered by nobody. */
	#named = 0;
	/** How many were put on the roll of each. */
	#communities = new Map<string, number>();

	constructor(cookie: string, chance: () => number) {
		this.#cookie = cookie;
		this.chance = chance;
	}

	async plan(community: string): Promise<void> {
		const { made } = await this.#press('/meetings/new', '', {
			...{ template: 'three-stage', preset: 'twelve-rules', community },
			...{ title: '停车', matter: '怎么停？', roll: '王桂芳 1号楼\n李建国 2号楼' }
		});
		if (!made) throw new Error('no meeting was made');
		this.#planned = made;
	}

	/** Until it ends; a press that meets the kill is answered by nobody. */
	async work(ending: AbortSignal): Promise<void> {
		while (!ending.aborted) await this.#deed().catch(() => {});
	}

	/** After a start: everything as it was answered. */
	async look(): Promise<void> {
		const expected = [
			...[...this.#copies, ...this.#rehearsals].map((code) => [code, 200] as const),
			...[...this.#wiped].map((code) => [code, 404] as const)
		];
		for (const [code, right] of expected) {
			const { status } = await this.#get(`/meetings/${code}`);
			if (status !== right) this.faults.push(`${code} answers ${status}, not ${right}`);
		}
		for (const [id, count] of this.#communities) {
			const { body } = await this.#get(`/communities/${id}`);
			const there = new Set(body.match(/住户\d+/gu)).size;
			if (there < count) this.faults.push(`${there} of ${count} are on the roll of ${id}`);
		}
	}

	async #deed(): Promise<void> {
		const chance = this.chance();
		if (chance < 0.25) await this.#make('?/rehearse', this.#rehearsals);
		else if (chance < 0.4) await this.#make('?/copy', this.#copies);
		else if (chance < 0.75) await this.#leave(chance < 0.65 ? '?/wipe' : '?/again');
		else if (chance < 0.8)
			this.#answered('again', await this.#press('/meetings/110411', '?/again'));
		else if (chance < 0.9) await this.#found();
		else await this.#add();
	}

	async #make(action: string, into: Set<string>): Promise<void> {
		const answer = await this.#press(`/meetings/${this.#planned}`, action, { size: '12' });
		if (answer.made) into.add(answer.made);
		this.#answered(action, answer);
	}

	/** A rehearsal is wiped, or begun anew: asked for and not answered, it may be there or not. */
	async #leave(action: string): Promise<void> {
		const [code] = this.#rehearsals;
		if (!code) return;
		this.#rehearsals.delete(code);
		const answer = await this.#press(`/meetings/${code}`, action);
		if (answer.made) this.#rehearsals.add(answer.made);
		if (answer.status === 303) this.#wiped.add(code);
		this.#answered(action, answer);
	}

	async #found(): Promise<void> {
		const answer = await this.#press('/communities', '', { name: `社区${this.deeds}` });
		if (answer.made) this.#communities.set(answer.made, 0);
		this.#answered('community', answer);
	}

	async #add(): Promise<void> {
		const [[id, count] = []] = this.#communities;
		if (id === undefined || count === undefined) return;
		const roll = `住户${(this.#named += 1)} 1号楼`;
		const answer = await this.#press(`/communities/${id}`, '?/add', { roll });
		if (answer.status === 200) this.#communities.set(id, count + 1);
		this.#answered('add', answer);
	}

	/** Whoever was quicker has wiped it: then it is not there, and all is well. */
	#answered(what: string, { status }: { status: number }): void {
		this.deeds += 1;
		if (status !== 200 && status !== 303 && status !== 404)
			this.faults.push(`${what} was answered ${status}`);
	}

	/** Presses a button of a page; what was made, where the answer leads to it. */
	async #press(path: string, action: string, fields: Record<string, string> = {}) {
		const { body: page } = await this.#get(path);
		const [, once = ''] = /name="once" value="([^"]*)"/.exec(page) ?? [];
		const answer = await fetch(this.at.origin + path + action, {
			...{ method: 'POST', redirect: 'manual', headers: this.#headers },
			body: new URLSearchParams({ once, ...fields })
		});
		await answer.arrayBuffer();
		const to = answer.headers.get('location') ?? '';
		const [, made] = /^\/(?:meetings|communities)\/([\w-]+)$/.exec(to) ?? [];
		return { status: answer.status, made };
	}

	async #get(path: string): Promise<{ status: number; body: string }> {
		const answer = await fetch(this.at.origin + path, {
			headers: this.#headers,
			redirect: 'manual'
		});
		return { status: answer.status, body: await answer.text() };
	}

	get #headers() {
		return { origin: this.at.origin, cookie: this.#cookie, accept: 'text/html' };
	}
}
