/** What is pasted into the neighbourhood's chat. */
import { expect, test } from 'vitest';
import {
	inviteMessage,
	missingFrom,
	onlineMessage,
	signInMessage,
	startMessage,
	type Told
} from './group-message.ts';

const TOLD: Told = {
	...{ title: '楼道堆物', body: '', matter: '楼道里的东西怎么清？', decides: '', leaves: '' },
	...{ when: '5月3日 19:00', place: '活动室', urgentReason: '', outsideLink: '' },
	...{ join: 'http://y/join?code=k', watch: 'http://y/m/k/watch', code: '123456' },
	everywhere: true
};

test('each message says the time, the place and the link; who takes part online has their own', () => {
	for (const message of [inviteMessage(TOLD), signInMessage(TOLD)]) {
		expect(message).toContain('时间：5月3日 19:00');
		expect(message).toContain('地点：活动室');
		expect(message).toContain('http://y/join?code=k');
	}
	expect(startMessage(TOLD)).toContain('地点：活动室');
	const links = onlineMessage(TOLD, [{ name: '赵敏', link: 'http://y/123456-abcdef' }]);
	expect(links.split('\n')).toContain('赵敏 http://y/123456-abcdef');
	expect(links).toContain('时间：5月3日 19:00');
});

test('what the hall’s own network alone reaches promises nothing beyond it', () => {
	const told = { ...TOLD, everywhere: false };
	for (const message of [inviteMessage, signInMessage, startMessage]) {
		expect(message(told)).toContain('Wi-Fi');
		expect(message(told)).not.toContain('http://y/m/k/watch');
	}
});

test('without time or place it says so before it is copied', () => {
	expect(missingFrom(TOLD)).toBeNull();
	expect(missingFrom({ when: '', place: '' })).toMatch(/时间和地点/);
	expect(missingFrom({ when: '', place: '活动室' })).toMatch(/^还没写时间。/);
	expect(missingFrom({ when: '5月3日', place: '' })).toMatch(/^还没写地点。/);
});
