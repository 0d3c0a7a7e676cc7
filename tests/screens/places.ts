/** Every kind of page: where it lies, whose browser opens it, and between which steps of the evening. */
import type { Page } from '@playwright/test';

/** Whose browser: each is a context with cookies of its own. */
export type Who =
	'stranger' | 'organiser' | 'chair' | 'clerk' | 'phone' | 'helper' | 'observer' | 'guest' | 'hall';

/** What addresses are made of. */
export interface Addresses {
	/** Of the demo meeting: six digits, and the key of its public addresses. */
	code: string;
	key: string;
	/** Of the organiser's new meeting, which nobody was told of. */
	planned: string;
	community: string;
	/** Of the hall's check. */
	check: string;
	/** Of the vote, once there is one. */
	vote: string;
	/** The page of whoever answers for the first result, once it is published. */
	owner: string;
	/** A seat of the demo whose holder is the phone's. */
	seat: string;
}

/** The message of this key in the page's language: what a button is called. */
export type Say = (key: string) => string;

export interface Place {
	name: string;
	who: Who;
	path(at: Addresses): string;
	/** Names of steps: from the first, until before the second. */
	from?: string;
	until?: string;
	/** Only in these steps. */
	only?: readonly string[];
	/** On a projector. */
	wall?: true;
	/** What is pressed before one looks. */
	press?(page: Page, say: Say): Promise<unknown>;
}

const meeting =
	(rest = '') =>
	({ code }: Addresses) =>
		`/m/${code}${rest}`;
const record =
	(rest = '') =>
	({ key }: Addresses) =>
		`/r/${key}${rest}`;
const planned =
	(rest = '') =>
	({ planned: code }: Addresses) =>
		`/meetings/${code}${rest}`;
const demo =
	(rest = '') =>
	({ code }: Addresses) =>
		`/meetings/${code}${rest}`;

/** The nth tab of a phone, also where they are folded into one button. */
const tab = (n: number) => async (page: Page) => {
	const folded = page.locator('nav.dock > button.more');
	if (await folded.count()) await folded.click();
	await page.getByRole('tab').nth(n).click();
};
const button = (key: string) => async (page: Page, say: Say) => {
	const one = page.getByRole('button', { name: say(key) }).first();
	await one.click({ timeout: 4000 });
};

const BEFORE = { until: 'signin' } as const;
const AFTER = { from: 'closed' } as const;

export const PLACES: readonly Place[] = [
	{ name: 'home', who: 'stranger', path: () => '/', ...BEFORE },
	{ name: 'join', who: 'stranger', path: () => '/join', ...BEFORE },
	{
		name: 'join by code',
		who: 'stranger',
		path: ({ key }) => `/join?code=${key}`,
		only: ['planned', 'signin', 'closed']
	},
	{ name: 'sign in', who: 'stranger', path: () => '/signin', ...BEFORE },
	{ name: 'recover', who: 'stranger', path: () => '/recover#x.y', ...BEFORE },
	{ name: 'welcome', who: 'stranger', path: () => '/welcome#x.y', ...BEFORE },
	{ name: 'secrecy', who: 'stranger', path: () => '/secrecy', ...BEFORE },
	{ name: 'verify', who: 'stranger', path: () => '/verify', ...BEFORE },
	{ name: 'not found', who: 'stranger', path: () => '/nothing-here', ...BEFORE },
	{
		name: 'hall, not paired',
		who: 'stranger',
		wall: true,
		path: ({ code }) => `/hall/${code}`,
		...BEFORE
	},
	{
		name: 'display check',
		who: 'stranger',
		wall: true,
		path: ({ code }) => `/hall/${code}/check`,
		...BEFORE
	},
	{ name: 'hall check on a phone', who: 'stranger', path: ({ check }) => check, ...BEFORE },
	{ name: 'personal link', who: 'stranger', path: ({ code }) => `/s/${code}#x.y`, ...BEFORE },

	{ name: 'organiser’s home', who: 'organiser', path: () => '/meetings', ...BEFORE },
	{ name: 'new meeting', who: 'organiser', path: () => '/meetings/new', ...BEFORE },
	{ name: 'urgent meeting', who: 'organiser', path: () => '/meetings/urgent', ...BEFORE },
	{ name: 'communities', who: 'organiser', path: () => '/communities', ...BEFORE },
	{
		name: 'community',
		who: 'organiser',
		path: ({ community }) => `/communities/${community}`,
		...BEFORE
	},
	{ name: 'account', who: 'organiser', path: () => '/account', ...BEFORE },
	{ name: 'meeting', who: 'organiser', path: planned(), ...BEFORE },
	{ name: 'meeting, announced', who: 'organiser', path: demo(), only: ['planned', 'closed'] },
	{ name: 'plan', who: 'organiser', path: planned('/plan'), ...BEFORE },
	{ name: 'roll', who: 'organiser', path: demo('/roll'), only: ['planned', 'closed'] },
	{ name: 'agenda', who: 'organiser', path: demo('/agenda'), ...BEFORE },
	{ name: 'seat cards', who: 'organiser', path: demo('/cards'), ...BEFORE },
	{ name: 'roll sheet', who: 'organiser', path: demo('/sheet'), ...BEFORE },
	{ name: 'QR to print', who: 'organiser', path: demo('/qr'), ...BEFORE },
	{ name: 'hall check', who: 'organiser', path: demo('/check'), ...BEFORE },
	{ name: 'proxy form', who: 'organiser', path: demo('/proxy'), ...BEFORE },
	{ name: 'votes', who: 'organiser', path: demo('/votes'), only: ['planned', 'closed'] },
	{ name: 'comments', who: 'organiser', path: demo('/comments'), only: ['planned', 'closed'] },
	{ name: 'erase', who: 'organiser', path: demo('/erase'), only: ['planned', 'closed'] },
	{ name: 'minutes, organiser', who: 'organiser', path: demo('/minutes'), ...AFTER },
	{ name: 'notice, organiser', who: 'organiser', path: demo('/notice'), ...AFTER },

	{ name: 'phone', who: 'phone', path: meeting() },
	{
		name: 'phone, agenda',
		who: 'phone',
		path: meeting(),
		press: tab(1),
		only: ['planned', 'speaking', 'closed']
	},
	{
		name: 'phone, record',
		who: 'phone',
		path: meeting(),
		press: tab(2),
		only: ['planned', 'speaking', 'closed']
	},
	{
		name: 'phone, mine',
		who: 'phone',
		path: meeting(),
		press: tab(3),
		only: ['planned', 'signin', 'cards-reading', 'cards-result', 'closed']
	},
	{
		name: 'phone, raising a hand',
		who: 'phone',
		path: meeting(),
		press: button('queue_raise_hand'),
		only: ['discussion']
	},
	{ name: 'helper', who: 'helper', path: meeting(), from: 'signin' },
	{
		name: 'observer',
		who: 'observer',
		path: meeting(),
		only: ['planned', 'speaking', 'vote-open', 'closed']
	},
	{
		name: 'guest',
		who: 'guest',
		path: meeting(),
		only: ['signin', 'speaking', 'vote-open', 'closed']
	},
	{ name: 'phone without a seat', who: 'stranger', path: meeting(), only: ['signin', 'speaking'] },
	{ name: 'watch', who: 'stranger', path: ({ key }) => `/m/${key}/watch` },
	{ name: 'hall', who: 'hall', wall: true, path: meeting('/hall') },
	{ name: 'chair', who: 'chair', path: meeting('/chair') },
	{ name: 'clerk', who: 'clerk', path: meeting('/clerk') },
	{ name: 'clock', who: 'chair', path: meeting('/timer'), only: ['planned', 'speaking'] },
	{ name: 'minutes', who: 'clerk', path: meeting('/minutes'), only: ['speaking', 'closed'] },
	{
		name: 'next steps',
		who: 'chair',
		path: meeting('/next'),
		only: ['planned', 'notice', 'closed']
	},
	{ name: 'notice desk', who: 'clerk', path: meeting('/notice'), only: ['notice', 'closed'] },
	{
		name: 'record desk',
		who: 'clerk',
		path: meeting('/clerk/record'),
		only: ['speaking', 'closed']
	},
	{
		name: 'papers of a vote',
		who: 'clerk',
		path: ({ code, vote }) => `/m/${code}/ballots/${vote}/print`,
		only: ['vote-open']
	},
	{
		name: 'a vote’s own link',
		who: 'phone',
		path: ({ code, vote }) => `/m/${code}/vote/${vote}`,
		only: ['vote-open', 'closed']
	},

	{
		name: 'chair, preparing a vote',
		who: 'chair',
		path: meeting('/chair'),
		press: button('ballots_prepare'),
		only: ['discussion']
	},
	{
		name: 'chair, preparing cards',
		who: 'chair',
		path: meeting('/chair'),
		press: button('cards_chair_start'),
		only: ['discussion']
	},
	{
		name: 'clerk, sending out',
		who: 'clerk',
		path: meeting('/clerk'),
		press: button('roll_send_out'),
		only: ['discussion']
	},
	{
		name: 'clerk, number line',
		who: 'clerk',
		path: meeting('/clerk'),
		press: async (page) => {
			await page.keyboard.press('F2');
			await page.keyboard.type('2');
			await page.keyboard.press('Enter');
		},
		only: ['signin', 'speaking', 'vote-open']
	},

	{
		name: 'record',
		who: 'stranger',
		path: record(),
		only: ['planned', 'speaking', 'cards-result', 'vote-result', 'closed']
	},
	{
		name: 'record, cards',
		who: 'stranger',
		path: record('/cards'),
		only: ['cards-result', 'closed']
	},
	{ name: 'record, mine', who: 'stranger', path: record('/mine'), ...AFTER },
	{ name: 'limits', who: 'stranger', path: record('/limits'), ...AFTER },
	{ name: 'replay', who: 'stranger', path: record('/replay'), ...AFTER },
	{
		name: 'a vote’s record',
		who: 'stranger',
		path: ({ key, vote }) => `/r/${key}/ballots/${vote}`,
		...AFTER
	},
	{
		name: 'public notice',
		who: 'stranger',
		path: ({ key }) => `/n/${key}`,
		only: ['notice', 'closed']
	},
	{ name: 'a result', who: 'stranger', path: ({ key }) => `/n/${key}/1`, ...AFTER },
	{ name: 'a result’s owner', who: 'stranger', path: ({ owner }) => owner, ...AFTER }
];

/** Those to look at in a step. */
export function placesAt(step: string, steps: readonly string[]): Place[] {
	const at = steps.indexOf(step);
	return PLACES.filter(({ only, from, until }) => {
		if (only) return only.includes(step);
		const begins = from ? steps.indexOf(from) : 0;
		const ends = until ? steps.indexOf(until) : steps.length;
		return at >= begins && at < ends;
	});
}
