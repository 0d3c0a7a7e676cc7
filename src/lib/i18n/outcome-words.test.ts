import { expect, it } from 'vitest';
import { formatDue, formatOrigin, outcomeLabels } from './outcome-words.ts';

const reader = {
	name: () => '李建国',
	text: ({ id }: { id: string }) => (id === 'shown' ? '价格' : '')
};
const origin = { from: 'group', n: 1, question: null, option: null } as const;

it('what a result came from is not told to whom its words are hidden', () => {
	const from = (id: string) => formatOrigin({ ...origin, text: { id, hash: '' } }, reader);
	expect(from('shown')).toBe('卡片归类“价格”');
	expect(from('hidden')).toBe('');
	expect(formatOrigin({ ...origin, from: 'option', text: null, option: 'yes' }, reader)).toBe(
		'表决选项“赞成”'
	);
});

it('a date and its fields mean what the class says', () => {
	const due = new Date(2026, 7, 11, 23, 59).getTime();
	expect(formatDue('set-aside', due)).toBe('2026年8月11日再议');
	expect(formatDue('recommendation', due)).toBe('2026年8月11日前报送');
	expect(formatDue('act-now', due)).toBe('2026年8月11日前办完');
	expect(outcomeLabels('set-aside').owner).toBe('谁来再提');
	expect(outcomeLabels('set-aside').measure).toBe('怎么向居民说明');
	expect(outcomeLabels('recommendation').owner).toBe('谁来跟踪');
});
