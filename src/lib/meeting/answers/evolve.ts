/** Comments and answers after one event. */
import type { MeetingEvent, StateOf } from '../registry.ts';
import { emptyAnswers, type Answer, type AnswersState } from './answers.ts';

/** The slice as every phone loads it. */
export const answersState: StateOf<'answers'> = {
	shape: 1,
	empty: emptyAnswers,
	evolve: evolveAnswers
};

/** The same reference when the event does not touch them. */
function evolveAnswers(answers: AnswersState, event: MeetingEvent): AnswersState {
	switch (event.type) {
		case 'answers.received': {
			const { answer: id, how, dueAt } = event.body;
			const received = answers.received + 1;
			const fresh: Answer = {
				id,
				no: received,
				at: event.at,
				how,
				by: how === 'phone' ? event.actor : null,
				status: 'waiting',
				name: null,
				text: null,
				reply: null,
				dueAt
			};
			return { list: [...answers.list, fresh], received };
		}
		case 'answers.published': {
			const { answer, name, text } = event.body;
			return change(answers, answer, { status: 'published', name, text });
		}
		case 'answers.withheld':
			return change(answers, event.body.answer, {
				status: 'withheld',
				name: null,
				text: null,
				reply: null
			});
		case 'answers.replied':
			return change(answers, event.body.answer, {
				reply: { text: event.body.text, at: event.at }
			});
		case 'answers.forgotten':
			return { ...answers, list: answers.list.filter(({ id }) => id !== event.body.answer) };
		default:
			return answers;
	}
}

function change(answers: AnswersState, id: string, to: Partial<Answer>): AnswersState {
	const list = answers.list.map((answer) => (answer.id === id ? { ...answer, ...to } : answer));
	return { ...answers, list };
}
