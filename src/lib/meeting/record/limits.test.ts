/** What cannot be promised today, from the settings of the meeting and from how it is reached [D22]. */
import { expect, it } from 'vitest';
import { begin, prepare, talked } from '../ballots/test-votes.ts';
import { limitsOf } from './limits.ts';

const FAR = { https: true, public: true };

it('[D22] a plain meeting over https has few limits, and each setting brings its own', () => {
	const room = talked();
	const now = (reach = FAR) => limitsOf(room.state, reach);
	room.do('organiser', { type: 'record.set', publish: 'sealed' });
	expect(now()).toEqual(['no-clerk', 'backups', 'machine']);
	expect(now({ https: false, public: false }).slice(0, 2)).toEqual(['no-https', 'hall-only']);
	room.do('organiser', { type: 'record.set', publish: 'live' });
	expect(now()).toContain('record-live');
	const vote = prepare(room, { settings: { kind: 'yes-no', secrecy: 'secret' } });
	expect(now()).toEqual(expect.arrayContaining(['not-law', 'secret']));
	expect(now()).not.toContain('unsigned');
	room.do('周雅琴', { type: 'ballots.drop', vote });
	expect(now()).not.toContain('secret');
	begin(room);
	expect(now()).toContain('unsigned');
});
