/** Minutes full of anything that can be typed: every file comes out and can be opened. */
import fc from 'fast-check';
import { Fonts } from '#server/export/fonts.ts';
import { anyPaper, faultOf } from '../hostile.ts';
import { grouped, type Prove } from './program.ts';

export const prove: Prove = async ({ size, seed }) => {
	const papers = size === 'full' ? 400 : 20;
	const fonts = new Fonts('zh-Hans', []);
	let faults = 0;
	for (const paper of fc.sample(anyPaper, { numRuns: papers, seed }))
		faults += (await faultOf(paper, fonts).catch(() => 'failed')) === null ? 0 : 1;
	return [
		{
			promise: 'exports of any text come out well formed: DOCX, PDF, Markdown, pictures',
			figure: `${grouped(papers)} papers in four forms, ${faults} with a fault`,
			held: faults === 0
		}
	];
};
