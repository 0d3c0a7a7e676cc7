import { describe, expect, it } from 'vitest';
import { createLog } from './log.ts';
import type { LogLevel } from './config.ts';

/** A log and the lines it has written. */
function listening(level: LogLevel = 'info') {
	const lines: string[] = [];
	const log = createLog(level, { write: (line: string) => void lines.push(line) });
	return { log, lines };
}

describe('the log', () => {
	it('writes one line that says when, how grave and what', () => {
		const { log, lines } = listening();
		log.warn({ meeting: 'm1' }, 'many wrong seat links');
		expect(lines).toHaveLength(1);
		expect(JSON.parse(lines[0]!)).toEqual({
			level: 'warn',
			time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
			meeting: 'm1',
			msg: 'many wrong seat links'
		});
	});

	it('leaves out what is below its level', () => {
		const { log, lines } = listening('error');
		log.warn('not this');
		log.error('this');
		expect(lines).toHaveLength(1);
	});

	it.each([
		['a cookie', { cookie: 'PRIVATE' }],
		['the headers of a request', { headers: { cookie: 'PRIVATE', 'set-cookie': 'PRIVATE' } }],
		['a whole request', { request: { headers: { authorization: 'PRIVATE' } } }],
		['a seat with a name', { seat: { name: 'PRIVATE' } }],
		['words of a person', { command: { note: { text: 'PRIVATE' } } }],
		['a token', { token: 'PRIVATE', session: { secret: 'PRIVATE' } }],
		['a personal link', { path: '/s/PRIVATE' }],
		['a page behind a personal link', { path: '/s/PRIVATE/print' }]
	])('masks %s', (_, fields) => {
		const { log, lines } = listening();
		log.error(fields, 'a page failed');
		expect(lines[0]).not.toContain('PRIVATE');
		expect(lines[0]).toContain('…');
	});

	it('keeps what helps to find a fault', () => {
		const { log, lines } = listening();
		log.error({ err: new Error('disk full'), id: 'e1', path: '/m/123456' }, 'a page failed');
		const line = JSON.parse(lines[0]!);
		expect(line).toMatchObject({ id: 'e1', path: '/m/123456', err: { message: 'disk full' } });
		expect(line.err.stack).toContain('log.test.ts');
	});
});
