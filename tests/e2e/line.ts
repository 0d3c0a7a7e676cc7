/** Somebody's line to the server that a test can cut and mend. */
import type { BrowserContext, WebSocketRoute } from '@playwright/test';

export interface Line {
	attach(context: BrowserContext): Promise<void>;
	cut(): Promise<void>;
	mend(): void;
}

/** A line for one browser context, for sockets with such addresses; whole until it is cut. */
export function cuttable(sockets = /\/(live|documents)\//): Line {
	const open = new Set<WebSocketRoute>();
	let down = false;
	return {
		attach: (context) =>
			context.routeWebSocket(sockets, (route) => {
				if (down) return void route.close();
				open.add(route);
				route.connectToServer();
			}),
		async cut() {
			down = true;
			for (const route of open) await route.close();
			open.clear();
		},
		mend: () => void (down = false)
	};
}
