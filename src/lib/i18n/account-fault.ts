/** Why an account could not be made, as a sentence that says what to do. */
import { m } from './paraglide/messages.js';

const SENTENCES = {
	short: m.organiser_fault_short,
	long: m.organiser_fault_long,
	repeated: m.organiser_fault_repeated,
	sequence: m.organiser_fault_sequence,
	'own-name': m.organiser_fault_own_name,
	common: m.organiser_fault_common,
	name: m.organiser_fault_name,
	login: m.organiser_fault_login,
	taken: m.organiser_fault_taken,
	used: m.organiser_fault_used
};

export type AccountFault = keyof typeof SENTENCES;

/** The sentence, in the language now shown. */
export function accountFaultSentence(fault: AccountFault): string {
	return SENTENCES[fault]();
}
