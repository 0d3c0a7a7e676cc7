import type { EarlyTap } from '#lib/ui/early-tap.ts';
import type { Session } from '#server/auth/session.ts';
import type { App as YitangApp } from '#server/app.ts';
import type { Published } from '#server/record/edition.ts';

declare global {
	interface Window {
		earlyTap?: EarlyTap;
	}
	namespace App {
		interface Locals {
			app: YitangApp;
			/** The version of the record that is being drawn. */
			record?: Published;
			/** What the page needs beside it as soon as its scripts run. */
			beside?: string;
			/** The address means something to this caller that it means to nobody else. */
			forThemAlone?: boolean;
			/** Set when the disk took nothing of what this request had to write: its number in the log. */
			notSaved?: string;
			/** The request came over https (possibly through a trusted proxy). */
			https: boolean;
			/** This phone's session, which holds seats. */
			seat: Session | null;
			/** An organiser's session. */
			account: Session | null;
			/** This browser is a meeting's big screen. */
			display: Session | null;
		}
		interface PageData {
			/** Everything of this meeting is invented. */
			rehearsal?: boolean;
		}
		interface Error {
			message: string;
			id?: string;
		}
	}
}
