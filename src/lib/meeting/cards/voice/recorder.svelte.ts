/** One recording with this phone's microphone, half a minute at most. Only in browsers, only over https. */

/** Seconds. */
export const LONGEST = 30;
/** Speech is clear with this, and half a minute of it is about 120 KB. */
const BITS_PER_SECOND = 32_000;
const KINDS = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];

export class Recorder {
	state: 'idle' | 'asking' | 'recording' | 'done' | 'denied' = $state('idle');
	/** Whole seconds so far. */
	seconds = $state(0);
	/** What was recorded. */
	sound: Blob | null = $state.raw(null);
	#recorder: MediaRecorder | null = null;
	#stream: MediaStream | null = null;
	#timer: ReturnType<typeof setInterval> | undefined;
	/** Grows with each asking and ending, so that a late permission is known as one. */
	#asked = 0;

	/** Asks for the microphone and records until `stop`, or until half a minute is over. */
	async start(): Promise<void> {
		this.sound = null;
		this.seconds = 0;
		this.state = 'asking';
		const asked = (this.#asked += 1);
		let stream: MediaStream;
		try {
			stream = await navigator.mediaDevices.getUserMedia({ audio: true });
		} catch {
			if (asked === this.#asked) this.state = 'denied';
			return;
		}
		// Nobody waits for it any more: the microphone must not stay on.
		if (asked !== this.#asked) return letGo(stream);
		this.#stream = stream;
		const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
		const recorder = new MediaRecorder(stream, {
			...(mimeType ? { mimeType } : {}),
			audioBitsPerSecond: BITS_PER_SECOND
		});
		this.#recorder = recorder;
		const parts: Blob[] = [];
		recorder.ondataavailable = ({ data }) => parts.push(data);
		recorder.onstop = () => {
			this.#release();
			this.sound = new Blob(parts, { type: recorder.mimeType });
			this.state = 'done';
		};
		recorder.start();
		this.state = 'recording';
		const began = performance.now();
		this.#timer = setInterval(() => {
			this.seconds = Math.floor((performance.now() - began) / 1000);
			if (this.seconds >= LONGEST) this.stop();
		}, 200);
	}

	stop(): void {
		if (this.#recorder?.state === 'recording') this.#recorder.stop();
	}

	/** The microphone is let go, whatever was recorded is forgotten. */
	end(): void {
		this.#asked += 1;
		if (this.#recorder) this.#recorder.onstop = null;
		this.stop();
		this.#release();
		this.sound = null;
		this.state = 'idle';
	}

	#release(): void {
		clearInterval(this.#timer);
		if (this.#stream) letGo(this.#stream);
		this.#stream = null;
	}
}

function letGo(stream: MediaStream): void {
	for (const track of stream.getTracks()) track.stop();
}
