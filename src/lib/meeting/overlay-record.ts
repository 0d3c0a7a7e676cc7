/**
 * A large record that is replaced, not changed, as `OverlayMap` is for maps: two thousand sign in one by one, and
 * each makes a new state.
 *
 * Invariants: no record that was handed out ever changes; whoever reads it, lists it or writes it as JSON finds
 * a plain record, its keys in the same order.
 */
import { OverlayMap } from './overlay-map.ts';

const LAYERS: unique symbol = Symbol('layers');

type Layers = OverlayMap<PropertyKey, unknown>;

/** The record with `value`, which is not undefined, under `key`. */
export function withEntry<V>(record: Record<string, V>, key: string, value: V): Record<string, V> {
	return read(layersOf(record).with(key, value)) as Record<string, V>;
}

/** The record without `key`. */
export function withoutEntry<V>(record: Record<string, V>, key: string): Record<string, V> {
	return read(layersOf(record).without(key)) as Record<string, V>;
}

function layersOf(record: Record<string, unknown>): Layers {
	const { [LAYERS]: layers } = record as { [LAYERS]?: Layers };
	return layers ?? OverlayMap.of<PropertyKey, unknown>(new Map(Object.entries(record)));
}

const read = (layers: Layers) => new Proxy<object>(layers, AS_PLAIN as ProxyHandler<object>);

const plain = Object.prototype;
const never = () => false;

const AS_PLAIN: ProxyHandler<Layers> = {
	get(layers, key) {
		if (key === LAYERS) return layers;
		const value = layers.get(key);
		return value === undefined ? plain[key as never] : value;
	},
	has: (layers, key) => layers.has(key) || key in plain,
	ownKeys: (layers) => [...layers.keys()] as string[],
	getOwnPropertyDescriptor(layers, key) {
		const value = layers.get(key);
		if (value !== undefined) return { value, enumerable: true, configurable: true, writable: true };
		return undefined;
	},
	getPrototypeOf: () => plain,
	set: never,
	defineProperty: never,
	deleteProperty: never
};
