/** What a screen that nobody touches needs of its browser: the whole glass, and not to fall asleep. */

/** True where a page may ask for the whole screen. On the server true: the page decides again. */
export function canFillScreen(): boolean {
	return typeof document === 'undefined' || document.fullscreenEnabled === true;
}

/** In and out of full screen. Call it straight from a press. */
export function toggleFullScreen(): void {
	const done = document.fullscreenElement
		? document.exitFullscreen()
		: document.documentElement.requestFullscreen?.();
	// A browser that refuses stays as it is: F11 still works.
	done?.catch(() => {});
}

/** Keeps the screen on until the returned function is called; `told` hears whether it does. */
export function stayAwake(told: (awake: boolean) => void = () => {}): () => void {
	let lock: WakeLockSentinel | null = null;
	let ended = false;
	const ask = async () => {
		// Over plain http there is none: the check page says what to switch off by hand.
		if (!('wakeLock' in navigator)) return told(false);
		if (document.hidden) return;
		try {
			lock = await navigator.wakeLock.request('screen');
			if (ended) await lock.release();
			else told(true);
		} catch {
			told(false);
		}
	};
	void ask();
	// Whoever leaves the page loses the lock, and takes it again on coming back.
	document.addEventListener('visibilitychange', ask);
	return () => {
		ended = true;
		document.removeEventListener('visibilitychange', ask);
		void lock?.release();
	};
}
