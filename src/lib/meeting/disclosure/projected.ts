/** Walks a table of decisions along with the value it decides about. */
import type { TextId } from '../names.ts';
import type { Field, Node, Text, Access, Clearance } from './decision.ts';

/** From the widest to the narrowest. */
const WIDTH: readonly Access[] = ['announced', 'opened', 'said', 'room', 'desk'];

/** Adds the texts that a value names, each with its widest access there. */
export function collect(
	value: unknown,
	node: Node,
	owners: object[],
	into: Map<TextId, Access>
): void {
	if (value === null || value === undefined || !hasTexts(node)) return;
	if (Array.isArray(value)) {
		for (const one of value) collect(one, node, owners, into);
		return;
	}
	if (isDecision(node)) {
		const id = typeof value === 'string' ? value : (value as { id: string }).id;
		const access = node.access as Access | ((...owners: object[]) => Access);
		const now = typeof access === 'function' ? access(...owners) : access;
		const known = into.get(id);
		if (!known || wider(now, known)) into.set(id, now);
		return;
	}
	const inner = [value, ...owners];
	for (const [key, one] of Object.entries(value))
		collect(one, (node.each ?? node[key]) as Node, inner, into);
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
