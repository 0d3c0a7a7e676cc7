/**
 * What the hall's device sends: to whoever is heard from home the hall's microphone alone, to all others that with the
 * voices from home in it, for the device itself takes those out of its microphone.
 */
export class HallMix {
	#context: AudioContext | null = null;
	#out: MediaStreamAudioDestinationNode | null = null;
	#microphone: MediaStreamAudioSourceNode | null = null;
	#voices = new Map<MediaStreamTrack, MediaStreamAudioSourceNode>();

	/** From a press. Where a browser has no such thing everybody gets the microphone alone. */
	async start(microphone: MediaStreamTrack): Promise<void> {
		if (typeof AudioContext === 'undefined') return;
		const context = (this.#context ??= new AudioContext());
		await context.resume();
		// Stopped meanwhile: nobody would close what is made now.
		if (this.#context !== context) return;
		this.#out ??= context.createMediaStreamDestination();
		this.#microphone?.disconnect();
		this.#microphone = context.createMediaStreamSource(new MediaStream([microphone]));
		this.#microphone.connect(this.#out);
	}

	/** These voices from home are in it, and no other. */
	set(voices: readonly MediaStreamTrack[]): void {
		for (const [track, node] of this.#voices)
			if (!voices.includes(track)) {
				node.disconnect();
				this.#voices.delete(track);
			}
		if (!this.#context || !this.#out) return;
		for (const track of voices) {
			if (this.#voices.has(track)) continue;
			const node = this.#context.createMediaStreamSource(new MediaStream([track]));
			node.connect(this.#out);
			this.#voices.set(track, node);
		}
	}

	/** Hall and voices together; null where this browser cannot mix. */
	get track(): MediaStreamTrack | null {
		return this.#out?.stream.getAudioTracks()[0] ?? null;
	}

	async stop(): Promise<void> {
		this.set([]);
		this.#microphone?.disconnect();
		const context = this.#context;
		this.#context = this.#out = this.#microphone = null;
		await context?.close();
	}
}
