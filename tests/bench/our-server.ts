/** Our server as a measured process: the same as tests/live/serve.ts, and it answers the bench. */
import { realSurroundings } from '#server/meeting/context.ts';
import { serve } from '../live/serve.ts';
import { answerParent } from './meter.ts';

const port = Number(process.env.PORT);
const served = await serve(process.env.DATA_DIR!, realSurroundings, port);

answerParent({
	/** Where a copy of this room stands that a page load would have given. */
	async where({ code }) {
		const room = (await served.app.rooms.byCode(String(code)))!;
		const { seq, head } = room.stored;
		return { epoch: served.app.epoch, seq, head };
	}
});
process.on('SIGTERM', () => void served.stop().then(() => process.exit(0)));
process.send!({ n: 0 });
