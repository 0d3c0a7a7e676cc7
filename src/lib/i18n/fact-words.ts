/** What the sentences of facts are made with (`facts/`), whatever they tell. */
import type { Headcount } from '#lib/meeting/attendance/view.ts';
import type { SeatId, TextRef } from '#lib/meeting/names.ts';
import type { Declared, FactOf, Has, SliceName, WhatOf } from '#lib/meeting/registry.ts';
import { m } from './paraglide/messages.js';
import { getLocale } from './paraglide/runtime.js';

/** How this reader knows people and typed texts. */
export interface Words {
	/** The name, or what stands for it: a seat number, 已删除. */
	name(seat: SeatId): string;
	/** The words; 已删除 where they were erased. */
	text(ref: TextRef): string;
}

type IsOf<S extends SliceName> =
	Declared<S, 'chapter'> extends { is: infer Is extends string } ? Is : never;

/** How the facts of one slice and their chapters are said; every sort of them has its words. */
export type FactWords<S extends SliceName> = {
	readonly facts: {
		readonly [W in WhatOf<S>]: {
			/** A sentence or two. */
			sentence(fact: FactOf<S, W>, words: Words): string;
			/** What people typed themselves as part of it. */
			quotes?(fact: FactOf<S, W>): readonly TextRef[];
			/** What it leaves as a result of the meeting, where it was taken for a decision. */
			result?(fact: FactOf<S, W>): TextRef;
		};
	};
} & (S extends Has<'chapter'>
	? {
			/** What a chapter of the replay is called. */
			readonly chapters: {
				readonly [Is in IsOf<S>]: (
					chapter: Extract<Declared<S, 'chapter'>, { is: Is }>,
					words: Words
				) => string;
			};
		}
	: unknown);

/** Who acted, where it can be the organiser, who has no seat. */
export function officeName(by: string, words: Pick<Words, 'name'>): string {
	return by === 'organiser' ? m.roll_role_organiser() : words.name(by);
}

/** Numbers of a moment: who is due, who is here and how. */
export function formatHeadcount({ due, present, hall, online, phone, leave }: Headcount): string {
	const parts = [
		m.attendance_hall({ n: hall }),
		m.attendance_online({ n: online }),
		...(phone > 0 ? [m.attendance_phone({ n: phone })] : []),
		...(leave > 0 ? [m.attendance_on_leave({ n: leave })] : [])
	].join(' · ');
	// To an urgent meeting nobody was awaited.
	return due > 0 ? m.fact_heads({ due, present, parts }) : m.fact_heads_came({ present, parts });
}

/** Several things in one sentence. */
export function listed(things: string[]): string {
	return things.join(getLocale() === 'en' ? '; ' : '；');
}

/** Sentences one after the other; Chinese ones stand without a space. */
export function together(...sentences: string[]): string {
	return sentences.filter(Boolean).join(getLocale() === 'en' ? ' ' : '');
}
