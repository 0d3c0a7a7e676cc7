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

	/** Asks for the microphone and records until `stop`, or until half a minute is over. */
	async start(): Promise<void> {
		this.sound = null;
		this.seconds = 0;
		this.state = 'asking';
		try {
			this.#stream = await navigator.mediaDevices.getUserMedia({ audio: true });
		} catch {
			this.state = 'denied';
			return;
		}
		const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
		const recorder = new MediaRecorder(this.#stream, {
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
		const began = Date.now();
		this.#timer = setInterval(() => {
			this.seconds = Math.floor((Date.now() - began) / 1000);
			if (this.seconds >= LONGEST) this.stop();
		}, 200);
	}

	stop(): void {
		if (this.#recorder?.state === 'recording') this.#recorder.stop();
	}

	/** The microphone is let go, whatever was recorded is forgotten. */
	end(): void {
		if (this.#recorder) this.#recorder.onstop = null;
		this.stop();
		this.#release();
		this.sound = null;
		this.state = 'idle';
	}

	#release(): void {
		clearInterval(this.#timer);
		for (const track of this.#stream?.getTracks() ?? []) track.stop();
		this.#stream = null;
	}
}
