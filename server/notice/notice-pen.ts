/** What the papers of a notice are written with, and what each of them says of itself. */
import type { RecordWords } from '#lib/i18n/record-words.ts';
import type { FilledNotice, NoticeContent } from '#lib/meeting/outcomes/notice/notice-content.ts';
import type { MeetingState } from '#lib/meeting/registry.ts';
import type { Block, Paper } from '#server/export/paper.ts';

/** What a paper is written from. */
export interface NoticePen extends RecordWords {
	filled: FilledNotice;
	content: NoticeContent;
	state: MeetingState;
	/** Where everybody reads the notice. */
	address: string;
	title: string;
	/** 组织单位; '' where nobody said. */
	body: string;
}

/** What one kind of paper says of itself; the rest is the same for all. */
export interface NoticePaper {
	title: string;
	blocks: readonly Block[];
	facts?: Paper['facts'];
	status?: string;
	/** A paper for the wall has no word about its version. */
	foot?: string;
	sheet?: 'A3';
	onePage?: true;
	grows?: true;
	shorter?: Paper['shorter'];
}
