/** Somebody's line to the server that a test can cut and mend. */
import type { BrowserContext, WebSocketRoute } from '@playwright/test';

export interface Line {
	attach(context: BrowserContext): Promise<void>;
	/** Both ends are told. */
	cut(): Promise<void>;
	/** Nobody is told: whatever is said is lost. */
	hush(): void;
	mend(): void;
}

/** A line for one browser context, for sockets with such addresses; whole until it is cut. */
export function cuttable(sockets = /\/(live|documents)\//): Line {
	const open = new Set<WebSocketRoute>();
	let down = false;
	let hushed = false;
	return {
		attach: (context) =>
			context.routeWebSocket(sockets, (route) => {
				if (down) return void route.close();
				open.add(route);
				const server = route.connectToServer();
				route.onMessage((said) => hushed || server.send(said));
				server.onMessage((said) => hushed || route.send(said));
			}),
		async cut() {
			down = true;
			for (const route of open) await route.close();
			open.clear();
		},
		hush: () => void (hushed = true),
		mend: () => void (down = hushed = false)
	};
}
