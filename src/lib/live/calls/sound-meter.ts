/** How loud a track is now. Nothing of the sound is kept. */

export interface SoundMeter {
	/** 0 to 1; 0 where a browser cannot look. */
	level(): number;
	stop(): void;
}

/** Speech into a phone comes to about 0.1 of full scale: shown as a half. */
const SHOWN = 5;

/** A meter of its own; the track goes on when it stops. */
export function soundMeter(track: MediaStreamTrack): SoundMeter {
	if (typeof AudioContext === 'undefined') return { level: () => 0, stop: () => {} };
	const context = new AudioContext();
	const analyser = context.createAnalyser();
	analyser.fftSize = 512;
	context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
	const samples = new Float32Array(analyser.fftSize);
	return {
		level() {
			analyser.getFloatTimeDomainData(samples);
			const sum = samples.reduce((all, one) => all + one * one, 0);
			return Math.min(1, Math.sqrt(sum / samples.length) * SHOWN);
		},
		stop: () => void context.close()
	};
}
