/** Frames are written past engine.io; where it has become another one, they go the way that it promises. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Server as Engine } from 'engine.io';
import { Socket } from 'socket.io';
import { expect, onTestFinished, test } from 'vitest';
import { BoundedServer } from '#server/bounded-socket.ts';
import { createLog } from '#server/log.ts';
import { startApp } from '#server/app.ts';
import { readConfig } from '#server/config.ts';
import { changedFields } from '#server/meeting/engine-fields.ts';
import { resident } from './people.ts';
import { fillSlowPhone } from './slow.ts';
import { folder, openMeeting, phone, served } from './world.ts';

/** The connection without one of its fields, as another version may have it. */
function without<Conn extends object>(conn: Conn, field: string): Conn {
	return new Proxy(conn, {
		get(target, name) {
			if (name === field) return undefined;
			const value: unknown = Reflect.get(target, name, target);
			return typeof value === 'function' ? value.bind(target) : value;
		}
	});
}

/** Until the test ends no socket has this field. */
function forget(field: string): void {
	const own = Object.getOwnPropertyDescriptor(Socket.prototype, 'conn')!;
	Object.defineProperty(Socket.prototype, 'conn', {
		configurable: true,
		get(this: Socket) {
			return without(own.get!.call(this) as object, field);
		}
	});
	onTestFinished(() => void Object.defineProperty(Socket.prototype, 'conn', own));
}

/** An engine whose connections are what `change` makes of them. */
function engine(change: (conn: object) => object = (conn) => conn): Engine {
	class Other extends Engine {
		override emit(name: string, ...values: unknown[]): boolean {
			return super.emit(name, ...(name === 'connection' ? [change(values[0] as object)] : values));
		}
	}
	const it = new Other({ transports: ['websocket'], wsEngine: BoundedServer });
	onTestFinished(() => void it.close());
	return it;
}

test('the version that is installed has what is used of it, and package.json names it exactly', async () => {
	expect(await changedFields(engine())).toEqual([]);
	const root = join(import.meta.dirname, '../..');
	const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
	for (const name of ['socket.io', 'engine.io', 'socket.io-adapter', 'ws'])
		expect(dependencies[name], name).toBe(packages[`node_modules/${name}`].version);
	// socket.io comes with no engine of its own beside the one that is looked at.
	expect(packages).not.toHaveProperty(['node_modules/socket.io/node_modules/engine.io']);
});

test('each field that is gone or has become another is named', async () => {
	expect(await changedFields(engine((conn) => without(conn, 'writeBuffer')))).toEqual([
		'writeBuffer'
	]);
	const empty = (conn: object) =>
		new Proxy(conn, {
			get: (target, name) =>
				name === 'writeBuffer'
					? []
					: name === 'write'
						? (packet: string) => (target as { write(packet: string): void }).write(packet)
						: Reflect.get(target, name, target)
		});
	expect(await changedFields(engine(empty))).toEqual(['writeBuffer', 'wsPreEncodedFrame']);
});

test('the start says so in a sentence, once', async () => {
	const lines: string[] = [];
	const log = createLog('warn', { write: (line: string) => void lines.push(line) });
	const { emit } = Engine.prototype;
	Engine.prototype.emit = function (this: Engine, name: string, ...values: unknown[]) {
		const changed = name === 'connection' ? [without(values[0] as object, 'writeBuffer')] : values;
		return emit.call(this, name, ...changed);
	};
	onTestFinished(() => void (Engine.prototype.emit = emit));
	const app = await startApp(readConfig({ DATA_DIR: folder(), DEMO: 'off', PORT: '0' }), log);
	onTestFinished(() => app.stop());
	await expect.poll(() => lines.join('')).toMatch(/"changed":\["writeBuffer"\].*run npm ci/);
	expect(lines).toHaveLength(1);
});

test('[F33] without the field everything is told in the same order, and who does not read is let go', async () => {
	forget('writeBuffer');
	const it = await served(folder());
	const { room, chair } = await openMeeting(it, [resident('王桂芳')]);
	const member = await phone(it, room, 1);
	for (let n = 0; n < 20; n++)
		expect(await chair.send({ type: 'plan.cover', covered: n % 2 === 0 })).toHaveProperty('seq');
	await member.until(({ copy }) => copy!.seq === room.committed.seq, 'what was said');
	expect(member.copy!.state).toEqual(room.committed.state);
	await fillSlowPhone(it, room, chair);
});
