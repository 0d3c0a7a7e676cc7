/** A phone that votes secretly, as the browser does: a ballot from the seat, then the door without anybody's name. */
import { finishToken, newToken, type BlindToken } from '#lib/live/blind-token.ts';
import { voteOf } from '#lib/meeting/ballots/ballots.ts';
import { handIn } from '#lib/live/secret-door.ts';
import type { Refusal } from '#lib/meeting/refusal.ts';
import type { Answer } from '#lib/meeting/wire.ts';
import type { Phone } from './people.ts';

export class SecretVoter {
	readonly phone: Phone;
	readonly vote: string;
	own: BlindToken | null = null;
	signature = '';

	constructor(phone: Phone, vote: string) {
		this.phone = phone;
		this.vote = vote;
	}

	get #key(): string {
		return voteOf(this.phone.copy!.state.ballots, this.vote)!.blind!.keys[0]!.key;
	}

	/** Asks for a ballot; the same one, however often. */
	async ask(): Promise<Answer> {
		const { seat } = this.phone;
		await this.phone.until((one) => Boolean(voteOf(one.copy!.state.ballots, this.vote)?.blind));
		this.own ??= await newToken(this.#key);
		const { blinded } = this.own;
		return this.phone.send({ type: 'ballots.token', vote: this.vote, seat, blinded });
	}

	/** Takes what was signed. */
	async take(): Promise<this> {
		const issued = () =>
			this.phone.privateView!.ballots.issued.find(({ vote }) => vote === this.vote);
		await this.phone.until(() => issued() !== undefined, 'a signed ballot');
		this.signature = await finishToken(this.#key, this.own!, issued()!.signature);
		return this;
	}

	/** What the door says, asked at this origin. */
	cast(origin: string, addressKey: string, choice: string): Promise<{ receipt: string } | Refusal> {
		const { vote, signature } = this;
		const { token } = this.own!;
		return handIn(addressKey, { vote, token, key: 0, signature, choice: [choice] }, origin);
	}
}
