/**
 * A large map that is replaced, not changed: a change copies a small layer on top, and only now and then
 * the ground below. Thousands of hidden cards come one by one, and each makes a new picture of the room.
 *
 * Invariants: no map that was handed out ever changes; its entries come in the order in which a map has them.
 */

const GONE: unique symbol = Symbol('gone');
/** So large the layer on a small ground may become; on a large one its square root. */
const LEAST = 8;

export class OverlayMap<K, V> implements ReadonlyMap<K, V> {
	declare readonly size: number;
	// Not `#`: phones read thousands of entries, and for older ones each `#` becomes a look into a WeakMap.
	// `declare`, for the same reason: else each field is defined before it is set.
	declare private readonly ground: ReadonlyMap<K, V>;
	declare private readonly top: ReadonlyMap<K, V | typeof GONE>;

	private constructor(
		ground: ReadonlyMap<K, V>,
		top: ReadonlyMap<K, V | typeof GONE>,
		size: number
	) {
		this.ground = ground;
		this.top = top;
		this.size = size;
	}

	/** The same entries; `map` must not change from here on. */
	static of<K, V>(map: ReadonlyMap<K, V>): OverlayMap<K, V> {
		return map instanceof OverlayMap ? map : new OverlayMap(map, new Map(), map.size);
	}

	/** A map in which `key` stands for `value`. */
	with(key: K, value: V): OverlayMap<K, V> {
		return this.changed(key, value, this.has(key) ? 0 : 1);
	}

	/** A map without `key`. */
	without(key: K): OverlayMap<K, V> {
		return this.has(key) ? this.changed(key, GONE, -1) : this;
	}

	get(key: K): V | undefined {
		const value = this.top.get(key);
		if (value === undefined && !this.top.has(key)) return this.ground.get(key);
		return value === GONE ? undefined : (value as V);
	}

	has(key: K): boolean {
		return this.top.has(key) ? this.top.get(key) !== GONE : this.ground.has(key);
	}

	*entries(): Generator<[K, V], undefined> {
		for (const [key, value] of this.ground) {
			const now = this.top.has(key) ? (this.top.get(key) as V | typeof GONE) : value;
			if (now !== GONE) yield [key, now];
		}
		for (const [key, value] of this.top)
			if (value !== GONE && !this.ground.has(key)) yield [key, value];
	}

	*keys(): Generator<K, undefined> {
		for (const [key] of this.entries()) yield key;
	}

	*values(): Generator<V, undefined> {
		for (const [, value] of this.entries()) yield value;
	}

	[Symbol.iterator](): Generator<[K, V], undefined> {
		return this.entries();
	}

	forEach(call: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
		for (const [key, value] of this.entries()) call(value, key, this);
	}

	private changed(key: K, value: V | typeof GONE, more: number): OverlayMap<K, V> {
		const top = new Map(this.top).set(key, value);
		const changed = new OverlayMap(this.ground, top, this.size + more);
		const most = Math.max(LEAST, Math.sqrt(this.ground.size));
		// What comes back comes last, and not where it was.
		if (top.size <= most && this.top.get(key) !== GONE) return changed;
		const ground = new Map(this.ground);
		for (const [one, now] of this.top) put(ground, one, now);
		return OverlayMap.of(put(ground, key, value));
	}
}

function put<K, V>(map: Map<K, V>, key: K, value: V | typeof GONE): Map<K, V> {
	if (value === GONE) map.delete(key);
	else map.set(key, value);
	return map;
}
