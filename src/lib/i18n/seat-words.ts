/** The words for what a seat is: its role, and where its person takes part. */
import type { Channel, Role } from '#lib/meeting/names.ts';
import { m } from './paraglide/messages.js';

type Shown = Exclude<Role, 'clock' | 'documents' | 'door' | 'anonymous'>;
const ROLES: Record<Shown, () => string> = {
	organiser: m.roll_role_organiser,
	chair: m.roll_role_chair,
	cochair: m.roll_role_cochair,
	clerk: m.roll_role_clerk,
	helper: m.roll_role_helper,
	timekeeper: m.roll_role_timekeeper,
	member: m.roll_role_member,
	guest: m.roll_role_guest,
	adviser: m.roll_role_adviser,
	observer: m.roll_role_observer,
	supervisor: m.roll_role_supervisor,
	hall: m.roll_role_hall,
	watch: m.roll_role_watch
};

const CHANNELS: Record<Channel, () => string> = {
	hall: m.attendance_channel_hall,
	online: m.attendance_channel_online,
	phone: m.attendance_channel_phone
};

/** 主持人, 记录员 … in the language now shown. */
export function roleName(role: Shown): string {
	return ROLES[role]();
}

/** 现场, 线上, 电话. */
export function channelName(channel: Channel): string {
	return CHANNELS[channel]();
}
