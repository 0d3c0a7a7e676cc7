/** A round of cards for tests: a meeting in discussion, one board, and short words for what people do. */
import { opened, plan } from '../runsheet/test-meetings.ts';
import type { TestRoom } from '../test-room.ts';
import type { Board, BoardSettings, ShownCard, CardStance, GroupId, Step } from './cards.ts';
import { hiddenBoard, type HiddenBoard } from './hidden.ts';
import type { CardsCommand } from './commands.ts';

export const CHAIR = '周雅琴';
export const CLERK = '孙晓彤';

type Plain<C> = C extends { board: string } ? Omit<C, 'board'> : never;

export class Round {
	readonly room: TestRoom;
	private made = 0;

	constructor(
		settings: Partial<BoardSettings> = {},
		people: readonly string[] = ['甲', '乙', '丙']
	) {
		this.room = opened(plan(), people);
		this.room.go('discussion');
		const item = this.room.state.agenda.items[0]!.id;
		const question = '您最希望怎么办？最担心什么？';
		this.room.send(CHAIR, { type: 'cards.prepare', item, question, settings });
	}

	get board(): Board {
		return this.room.state.cards.boards[0]!;
	}

	get secret(): HiddenBoard {
		return hiddenBoard(this.room.hidden.cards, 'b1');
	}

	/** Sends a command about the board; `ok` or the refusal. */
	send(who: string, command: Plain<CardsCommand>): string {
		return this.room.send(who, { ...command, board: 'b1' } as CardsCommand);
	}

	go(to: Step, force = false): string {
		return this.send(CHAIR, { type: 'cards.go', from: this.board.step, to, force });
	}

	/** A card by phone; its id is `c1`, `c2` … and its key `key-c1` …. */
	write(who: string, text: string, stance: CardStance = 'idea', card = `c${++this.made}`): string {
		const seat = this.room.seat(who);
		return this.send(who, { type: 'cards.send', seat, card, key: `key-${card}`, text, stance });
	}

	paper(number: number, text: string, more: { who?: string; seat?: string } = {}): string {
		const card = `c${++this.made}`;
		const { who = CLERK, seat } = more;
		return this.send(who, {
			...{ type: 'cards.paper', card, key: `key-${card}`, number, text, stance: 'idea' },
			...(seat ? { seat } : {})
		} as Plain<CardsCommand>);
	}

	group(cards: string[], to: GroupId | 'new' | null, name?: string): string {
		const named = name === undefined ? {} : { name };
		return this.send(CLERK, { type: 'cards.group', cards, to, ...named });
	}

	weigh(who: string, points: Record<GroupId, number>, ballot = `ballot-${who}`): string {
		return this.send(who, { type: 'cards.weigh', seat: this.room.seat(who), ballot, points });
	}

	card(id: string): ShownCard {
		return this.board.cards.find((card) => card.id === id)!;
	}

	text(card: ShownCard): string {
		return this.room.text(card.text)!;
	}

	/** The shown card with these words. */
	cardWith(text: string): ShownCard {
		return this.board.cards.find((card) => this.text(card) === text)!;
	}

	/** Everything the journal and the public state hold, as one string. */
	get open(): string {
		return JSON.stringify([this.room.events, this.room.state, [...this.room.texts]]);
	}
}

/** A round in which everybody has written one card `甲说`, `乙说` …, shown and ready to be sorted. */
export function shown(
	settings: Partial<BoardSettings> = {},
	people: readonly string[] = ['甲', '乙', '丙']
): Round {
	const round = new Round(settings, people);
	round.go('writing');
	for (const who of people) round.write(who, `${who}说`);
	round.go('reading');
	return round;
}
