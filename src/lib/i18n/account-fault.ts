/** Why an account could not be made, as a sentence that says what to do. */
import { m } from './paraglide/messages.js';

const SENTENCES = {
	short: m.organiser_fault_short,
	long: m.organiser_fault_long,
	repeated: m.organiser_fault_repeated,
	sequence: m.organiser_fault_sequence,
	'own-name': m.organiser_fault_own_name,
	common: m.organiser_fault_common,
	digits: m.account_fault_digits,
	pinyin: m.account_fault_pinyin,
	date: m.account_fault_date,
	guessable: m.account_fault_guessable,
	'old-wrong': m.account_fault_old_wrong,
	wait: m.organiser_sign_in_wait,
	'recovery-used': m.account_fault_recovery_used,
	'recover-elsewhere': m.account_fault_recover_elsewhere,
	name: m.organiser_fault_name,
	login: m.organiser_fault_login,
	taken: m.organiser_fault_taken,
	used: m.organiser_fault_used,
	'for-new': m.organiser_fault_for_new
};

export type AccountFault = keyof typeof SENTENCES;

/** The sentence, in the language now shown. */
export function accountFaultSentence(fault: AccountFault): string {
	return SENTENCES[fault]();
}
