/** Who came, in numbers, on the page of the record: after what came out. */
import type { RecordPageOf } from '../record-page.ts';
import AttendanceTop from './AttendanceTop.svelte';

export default {
	sections: [{ at: 'top', order: 20, component: AttendanceTop }]
} satisfies RecordPageOf<'attendance'>;
