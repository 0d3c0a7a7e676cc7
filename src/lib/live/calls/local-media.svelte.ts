/**
 * This device's own microphone and camera: asked for after a tap, known by what they can do and never by a browser's
 * name, and let go at once when they are no longer needed. What stands in the way is said in a word that a sentence
 * belongs to (`i18n/media-words.ts`).
 */

/** Why there is no microphone or camera. `insecure`: the page came by plain http. */
export const MEDIA_FAULTS = [
	...(['insecure', 'unsupported', 'refused', 'missing', 'busy', 'failed'] as const)
] as const;
export type MediaFault = (typeof MEDIA_FAULTS)[number];
export type MediaKind = 'microphone' | 'camera';

/** Of `DOMException.name`, as getUserMedia rejects. */
const FAULTS: Readonly<Record<string, MediaFault>> = {
	NotAllowedError: 'refused',
	SecurityError: 'refused',
	NotFoundError: 'missing',
	OverconstrainedError: 'missing',
	NotReadableError: 'busy',
	AbortError: 'busy'
};

/** Why nothing can even be heard here; listening alone needs no secure page. */
export function callFault(): MediaFault | null {
	return typeof RTCPeerConnection === 'function' ? null : 'unsupported';
}

/** Why no microphone or camera can even be asked for; null: one can. */
export function mediaFault(): MediaFault | null {
	if (!globalThis.isSecureContext) return 'insecure';
	const devices = navigator.mediaDevices as MediaDevices | undefined;
	return typeof devices?.getUserMedia === 'function' ? callFault() : 'unsupported';
}

const WANTED: Readonly<Record<MediaKind, MediaTrackConstraints>> = {
	// What the loudspeaker plays must not come back to those who said it.
	microphone: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
	camera: { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 20, max: 30 } }
};

export class LocalMedia {
	readonly kind: MediaKind;
	track: MediaStreamTrack | null = $state.raw(null);
	fault: MediaFault | null = $state(null);
	/** The browser is asking. */
	asking = $state(false);
	/** Others of its kind, once one is open: before, browsers do not say their names. */
	devices: MediaDeviceInfo[] = $state.raw([]);

	/** Hears that it ended by itself: whoever sends it sends nothing now. */
	lost: (() => void) | undefined;

	/** Grows with each asking and ending, so that a late permission is known as one. */
	#asked = 0;
	#opening: Promise<boolean> = Promise.resolve(false);

	constructor(kind: MediaKind) {
		this.kind = kind;
	}

	/** The device in use. */
	get device(): string {
		return this.track?.getSettings().deviceId ?? '';
	}

	/** Opens it, or another one; says whether it is open. While the browser asks, whoever opens it waits for that. */
	open(device?: string): Promise<boolean> {
		if (!this.asking) this.#opening = this.#open(device);
		else if (device) return Promise.resolve(false);
		return this.#opening;
	}

	async #open(device?: string): Promise<boolean> {
		this.fault = mediaFault();
		if (this.fault) return false;
		this.asking = true;
		const asked = (this.#asked += 1);
		try {
			const wanted = { ...WANTED[this.kind], ...(device ? { deviceId: { exact: device } } : {}) };
			const stream = await navigator.mediaDevices.getUserMedia(
				this.kind === 'camera' ? { video: wanted } : { audio: wanted }
			);
			// Nobody waits for it any more: it must not stay on.
			if (asked !== this.#asked) return letGo(stream);
			this.close();
			this.#use(stream.getTracks()[0]!);
			await this.#look();
			// It may have been closed, or have ended, meanwhile.
			return this.track !== null;
		} catch (error) {
			if (asked !== this.#asked) return false;
			this.fault = FAULTS[(error as DOMException).name] ?? 'failed';
			this.asking = false;
			return false;
		}
	}

	/** Lets it go: the light beside the camera goes out, and what the browser still asks for is let go when it comes. */
	close(): void {
		this.#asked += 1;
		this.asking = false;
		this.track?.stop();
		this.track = null;
	}

	#use(track: MediaStreamTrack): void {
		this.track = track;
		// Unplugged, or taken by a call that came in.
		track.onended = () => {
			if (this.track !== track) return;
			this.track = null;
			this.fault = 'busy';
			this.lost?.();
		};
	}

	async #look(): Promise<void> {
		const all = await navigator.mediaDevices.enumerateDevices().catch(() => []);
		const kind = this.kind === 'camera' ? 'videoinput' : 'audioinput';
		this.devices = all.filter((one) => one.kind === kind);
	}
}

function letGo(stream: MediaStream): false {
	for (const track of stream.getTracks()) track.stop();
	return false;
}
