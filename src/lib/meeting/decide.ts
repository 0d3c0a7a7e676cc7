/**
 * Hands a command to its slice. Pure: `(state, hidden, command, context)` → facts and hidden writes,
 * or a refusal. Permission has been checked before (`permissions.ts`).
 */
import { decideAgenda } from './agenda/decide.ts';
import { decideAnswers } from './answers/decide.ts';
import { decideAttendance } from './attendance/decide.ts';
import { decideCards } from './cards/decide.ts';
import type { Command, Hidden, MeetingState } from './registry.ts';
import type { Context, Outcome } from './context.ts';
import { decideMinutes } from './minutes/decide.ts';
import { decideMood } from './mood/decide.ts';
import { decideNotes } from './notes/decide.ts';
import { decidePlan } from './plan/decide.ts';
import { decideQueue } from './queue/decide.ts';
import { decideRecord } from './record/decide.ts';
import { decideRoll } from './roll/decide.ts';
import { decideRunsheet } from './runsheet/decide.ts';

export function decide(
	state: MeetingState,
	hidden: Hidden,
	command: Command,
	context: Context
): Outcome {
	switch (command.type) {
		case 'plan.create':
		case 'plan.amend':
		case 'plan.open':
		case 'plan.close':
		case 'plan.cover':
		case 'plan.unit':
		case 'plan.erase':
			return decidePlan(state, hidden, command, context);
		case 'roll.add':
		case 'roll.remove':
		case 'roll.change':
		case 'roll.walk-in':
		case 'roll.claim':
		case 'roll.guest':
		case 'roll.bind':
		case 'roll.admit':
		case 'roll.clear-guests':
		case 'roll.allow':
		case 'roll.deny':
		case 'roll.release':
		case 'roll.help':
		case 'roll.role':
		case 'roll.hand-chair':
		case 'roll.join-open':
			return decideRoll(state, hidden, command, context);
		case 'attendance.rsvp':
		case 'attendance.sign-in':
		case 'attendance.sign-in-all':
		case 'attendance.undo-sign-in':
		case 'attendance.leave':
		case 'attendance.step-out':
		case 'attendance.return':
			return decideAttendance(state, hidden, command);
		case 'runsheet.go':
		case 'runsheet.acknowledge':
		case 'runsheet.acknowledge-hall':
		case 'runsheet.introduce':
		case 'runsheet.note':
		case 'runsheet.remind':
		case 'runsheet.calm':
			return decideRunsheet(state, hidden, command, context);
		case 'agenda.open':
		case 'agenda.close':
		case 'agenda.pause':
		case 'agenda.arrange':
		case 'agenda.add-sub':
		case 'agenda.propose':
		case 'agenda.take-back':
		case 'agenda.accept':
		case 'agenda.merge':
		case 'agenda.decline':
			return decideAgenda(state, hidden, command, context);
		case 'queue.join':
		case 'queue.withdraw':
		case 'queue.call':
		case 'queue.respond':
		case 'queue.start':
		case 'queue.pause':
		case 'queue.resume':
		case 'queue.extend':
		case 'queue.write':
		case 'queue.end':
		case 'queue.pass':
		case 'queue.move':
		case 'queue.list':
		case 'queue.rule':
		case 'queue.next-round':
		case 'queue.undo':
		case 'queue.away':
		case 'queue.back':
			return decideQueue(state, hidden, command, context);
		case 'notes.leave':
		case 'notes.forget':
			return decideNotes(state, hidden, command, context);
		case 'record.summarise':
		case 'record.set':
			return decideRecord(state, command, context);
		case 'answers.leave':
		case 'answers.publish':
		case 'answers.withhold':
		case 'answers.reply':
		case 'answers.forget':
			return decideAnswers(state, hidden, command, context);
		case 'minutes.note':
		case 'minutes.allow':
		case 'minutes.open-objections':
		case 'minutes.object':
		case 'minutes.answer':
		case 'minutes.seal':
		case 'minutes.correct':
			return decideMinutes(state, hidden, command, context);
		case 'cards.prepare':
		case 'cards.set':
		case 'cards.go':
		case 'cards.extend':
		case 'cards.next-round':
		case 'cards.send':
		case 'cards.paper':
		case 'cards.voice':
		case 'cards.type-voice':
		case 'cards.give-back':
		case 'cards.photo':
		case 'cards.drop-photo':
		case 'cards.lapse':
		case 'cards.take-back':
		case 'cards.tally':
		case 'cards.show':
		case 'cards.group':
		case 'cards.park':
		case 'cards.stack':
		case 'cards.split':
		case 'cards.suggest-name':
		case 'cards.name':
		case 'cards.hide':
		case 'cards.ask':
		case 'cards.answer-ask':
		case 'cards.weigh':
		case 'cards.close-phones':
		case 'cards.weigh-hall':
		case 'cards.agreeing':
		case 'cards.agree':
		case 'cards.hint':
		case 'cards.ground':
		case 'cards.to-agenda':
			return decideCards(state, hidden, command, context);
		case 'mood.open':
		case 'mood.close':
		case 'mood.give':
			return decideMood(state, hidden, command, context);
	}
}
