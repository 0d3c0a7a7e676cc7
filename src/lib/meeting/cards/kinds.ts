/**
 * What may be said of who wrote a card when only the kind is shown: a kind with three or more people
 * in the room, otherwise 居民 or 单位, otherwise nothing. A kind of one person is a name (C5).
 */
import { isPresent } from '../attendance/attendance.ts';
import type { Hidden, MeetingState } from '../registry.ts';
import type { Person } from '../names.ts';
import type { HiddenCard } from './hidden.ts';

export type Kind = NonNullable<HiddenCard['kind']>;

/** Fewer people of one kind would be told apart. */
export const KIND_FROM = 3;

/** Homes are numbered or called by what they are; whatever else stands there is a unit. */
const HOME = /\d|[一二三四五六七八九十楼樓栋棟幢座室户戶组組队隊村苑院里巷]/u;
const UNIT =
	/(社区|社區|街道|会|會|学校|學校|小学|小學|中学|中學|医院|醫院|公司|物业|物業|中心|所|站|局)$/u;

/** How somebody was introduced, and whether for a unit. */
export function kindOf(person: Person | null | undefined): Kind {
	const building = person?.building.trim() ?? '';
	const unit = building !== '' && (!HOME.test(building) || UNIT.test(building));
	return { title: person?.title.trim() ?? '', unit };
}

/** Says of each kind what may be shown, by who is present now: a title, `resident`, `unit`, nothing. */
export function tellable(state: MeetingState, hidden: Hidden): (kind: Kind) => string | null {
	const titles = new Map<string, number>();
	const here: Kind[] = [];
	for (const [seat, person] of hidden.roll.people) {
		if (!isPresent(state.attendance, seat)) continue;
		const kind = kindOf(person);
		here.push(kind);
		titles.set(kind.title, (titles.get(kind.title) ?? 0) + 1);
	}
	const shown = ({ title }: Kind) => title !== '' && (titles.get(title) ?? 0) >= KIND_FROM;
	const rest = here.filter((kind) => !shown(kind));
	const enough = (unit: boolean) => rest.filter((kind) => kind.unit === unit).length >= KIND_FROM;
	const residents = enough(false);
	const units = enough(true);
	return (kind) => {
		if (shown(kind)) return `=${kind.title}`;
		if (kind.unit) return units ? 'unit' : null;
		return residents ? 'resident' : null;
	};
}
