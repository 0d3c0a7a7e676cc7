import { afterEach, describe, expect, it, vi } from 'vitest';

/** A browser whose stores are forbidden: reading their names throws, as Chromium does it. */
function forbidden(): void {
	for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
		Object.defineProperty(globalThis, name, {
			configurable: true,
			get() {
				throw new DOMException('The document forbids it.', 'SecurityError');
			}
		});
	vi.stubGlobal('window', globalThis);
}

function allowed(texts: Map<string, string>): void {
	const storage = {
		getItem: (key: string) => texts.get(key) ?? null,
		setItem: (key: string, value: string) => void texts.set(key, value),
		removeItem: (key: string) => void texts.delete(key)
	};
	for (const name of ['localStorage', 'sessionStorage', 'window']) vi.stubGlobal(name, storage);
}

/** The module as a page loads it: it looks at the stores once. */
let loads = 0;
const fresh = async (): Promise<typeof import('./browser-storage.ts')> =>
	import(`./browser-storage.ts?${(loads += 1)}`);

afterEach(() => {
	vi.unstubAllGlobals();
	for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
		Reflect.deleteProperty(globalThis, name);
});

describe('what the browser keeps', () => {
	it('a browser that forbids every store: nothing throws, and who writes learns it', async () => {
		forbidden();
		expect(() => typeof localStorage).toThrow();
		const browser = await fresh();
		for (const store of [browser.lasting, browser.ofThisTab]) {
			expect(store.write('a', 'b')).toBe(false);
			expect(store.write('a', null)).toBe(false);
			expect(store.read('a')).toBeNull();
		}
		expect(browser.keepsTexts()).toBe(false);
		expect(browser.databases()).toBeNull();
		expect(await browser.databasesOpen()).toBe(false);
		browser.forgetDatabase('a');
		expect(browser.writeCookieText('a=b'), 'no document here').toBe(false);
	});

	it('a browser that opens the door and then refuses the database', async () => {
		const request = { onerror: (_: { preventDefault(): void }) => {} };
		vi.stubGlobal('indexedDB', { open: () => request });
		const { databasesOpen } = await fresh();
		const open = databasesOpen();
		request.onerror({ preventDefault: () => {} });
		expect(await open).toBe(false);
	});

	it('else keeps, gives back and forgets', async () => {
		const texts = new Map<string, string>();
		allowed(texts);
		const { lasting, keepsTexts } = await fresh();
		expect(lasting.write('a', 'b')).toBe(true);
		expect(lasting.read('a')).toBe('b');
		expect(lasting.write('a', null)).toBe(true);
		expect(lasting.read('a')).toBeNull();
		expect(keepsTexts()).toBe(true);
		expect(texts.size, 'nothing of the trial stays').toBe(0);
	});
});
