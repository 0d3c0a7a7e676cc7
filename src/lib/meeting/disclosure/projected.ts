/** Walks a table of decisions along with the value it decides about. */
import type { TextId } from '../names.ts';
import type { Field, Node, Text, Access, Clearance } from './decision.ts';

/** From the widest to the narrowest. */
const WIDTH: readonly Access[] = ['announced', 'opened', 'said', 'room', 'desk'];

export type Texts = ReadonlyMap<TextId, Access>;

/** The texts that a part of the state names, each with its widest access there. */
export function textsOf(part: object, node: Node): Texts {
	const all = found.get(node) ?? new WeakMap<object, Texts>();
	found.set(node, all);
	let texts = all.get(part);
	if (!texts) {
		const fresh = Array.isArray(part) ? textsOfList(part, node) : new Map<TextId, Access>();
		if (!Array.isArray(part)) walk(part, node, [], fresh);
		texts = fresh.size === 0 ? NO_TEXTS : fresh;
		all.set(part, texts);
	}
	return texts;
}

const NO_TEXTS: Texts = new Map();
const found = new WeakMap<Node, WeakMap<object, Texts>>();

/** The last list that was walked for each place in the state. */
const longest = new WeakMap<Node, { list: readonly unknown[]; texts: Map<TextId, Access> }>();

/** A list that has become longer is walked from where it ended: a turn more costs a turn, not the evening. */
function textsOfList(list: readonly unknown[], node: Node): Map<TextId, Access> {
	const last = longest.get(node);
	const goesOn = last?.list.every((one, n) => one === list[n]) ?? false;
	const texts = new Map(goesOn ? last!.texts : []);
	for (let n = goesOn ? last!.list.length : 0; n < list.length; n++)
		collect(list[n], node, [], texts);
	longest.set(node, { list, texts });
	return texts;
}

/** Adds what a value names. States share what did not change, and what was walked once is known. */
function collect(value: unknown, node: Node, owners: object[], into: Map<TextId, Access>): void {
	if (value === null || value === undefined || !hasTexts(node)) return;
	if (typeof value !== 'object' || isDecision(node) || ownersAbove(node) > 0)
		return walk(value, node, owners, into);
	for (const [id, access] of textsOf(value, node)) widen(into, id, access);
}

function walk(value: unknown, node: Node, owners: object[], into: Map<TextId, Access>): void {
	if (Array.isArray(value)) {
		for (const one of value) collect(one, node, owners, into);
		return;
	}
	if (isDecision(node)) {
		const id = typeof value === 'string' ? value : (value as { id: string }).id;
		const access = node.access as Access | ((...owners: object[]) => Access);
		widen(into, id, typeof access === 'function' ? access(...owners) : access);
		return;
	}
	const inner = [value as object, ...owners];
	for (const [key, one] of Object.entries(value as object))
		collect(one, (node.each ?? node[key]) as Node, inner, into);
}

function widen(into: Map<TextId, Access>, id: TextId, access: Access): void {
	const known = into.get(id);
	if (!known || wider(access, known)) into.set(id, access);
}

const above = new WeakMap<object, number>();

/** How many of the things around a part say what access its texts have: none, and it is known by itself. */
function ownersAbove(node: Node | undefined): number {
	if (!node) return 0;
	let count = above.get(node);
	if (count === undefined) {
		count = isDecision(node)
			? typeof node.access === 'function'
				? node.access.length
				: 0
			: Math.max(0, ...Object.values(node).map((one) => ownersAbove(one as Node) - 1));
		above.set(node, count);
	}
	return count;
}

const kept = new WeakMap<object, Map<Clearance, unknown>>();

/** The value with what this clearance may not read replaced; the same one where nothing is. */
export function projected(value: unknown, node: Node, clearance: Clearance): unknown {
	if (value === null || value === undefined || !keepsBack(node)) return value;
	if (isDecision(node)) return node.is === 'field' && hides(node, clearance) ? node.instead : value;
	if (typeof value !== 'object') return value;
	const known = kept.get(value)?.get(clearance);
	if (known !== undefined) return known;
	let result: unknown = value;
	if (Array.isArray(value)) {
		const list = value.map((one) => projected(one, node, clearance));
		if (list.some((one, n) => one !== value[n])) result = list;
	} else {
		const changed: Record<string, unknown> = {};
		for (const [key, one] of Object.entries(value)) {
			const next = projected(one, (node.each ?? node[key]) as Node, clearance);
			if (next !== one) changed[key] = next;
		}
		if (Object.keys(changed).length > 0) result = { ...value, ...changed };
	}
	const results = kept.get(value) ?? new Map<Clearance, unknown>();
	kept.set(value, results.set(clearance, result));
	return result;
}

function hides({ access, instead }: Field<unknown>, clearance: Clearance): boolean {
	if (instead === undefined) return false;
	return access === 'desk' || (access === 'room' && clearance === 'public');
}

/** One value as this clearance reads it, by the same answers as the state: a part of an event. */
export function valueFor<T>(value: T, node: unknown, clearance: Clearance): T {
	return clearance === 'desk' ? value : (projected(value, node as Node, clearance) as T);
}

function isDecision(node: Node): node is Field<unknown> | Text {
	return node.is !== undefined;
}

/** Answers whether a decision of this sort stands anywhere below; asked again, it remembers. */
function below(sort: (decision: Field<unknown> | Text) => boolean) {
	const known = new WeakMap<object, boolean>();
	const has = (node: Node | undefined): boolean => {
		if (!node) return false;
		let answer = known.get(node);
		if (answer === undefined) {
			answer = isDecision(node) ? sort(node) : Object.values(node).some((one) => has(one as Node));
			known.set(node, answer);
		}
		return answer;
	};
	return has;
}
export const hasTexts = below(({ is }) => is === 'text');
export const keepsBack = below((decision) => 'instead' in decision);
export function wider(one: Access, other: Access): boolean {
	return WIDTH.indexOf(one) < WIDTH.indexOf(other);
}
