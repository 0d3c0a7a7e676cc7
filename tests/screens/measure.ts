/**
 * What a machine can see wrong with a page as it stands: sideways scrolling, words cut by their box or lying outside
 * the screen, things that lie over each other, targets too small for a finger, words of another language.
 * The function runs inside the page.
 */

/** One kind of fault, and where: a short path of the element, with its words. */
export interface Fault {
	kind: 'wide' | 'cut' | 'outside' | 'covered' | 'small' | 'language';
	where: string;
}

export interface MeasureOptions {
	/** Least height of what is pressed, CSS px. */
	target: number;
	/** Letters that no word of this page's language has, as the inside of a character class; null: any will do. */
	foreign: string | null;
	/** What people typed, the longest first: it stays as it was typed, whole or in pieces of four letters and more. */
	typed: readonly string[];
}

/** Everything found on the page in view. Scrolls, and scrolls back. */
export function measure({ target, foreign, typed }: MeasureOptions): Fault[] {
	const faults = new Map<string, Fault>();
	const root = document.scrollingElement as HTMLElement;
	const modal = [...document.querySelectorAll('dialog')].find((one) => one.matches(':modal'));
	const scope: Element = modal ?? document.body;

	const nameOf = (el: Element): string => {
		const own = [...el.classList].filter((one) => !one.startsWith('svelte-')).join('.');
		return `${el.tagName.toLowerCase()}${el.id && !/^c?\d|-\d|^s\d/.test(el.id) ? `#${el.id}` : ''}${own ? `.${own}` : ''}`;
	};
	const pathOf = (el: Element): string => {
		const up = [el, el.parentElement, el.parentElement?.parentElement].filter(Boolean) as Element[];
		return up.reverse().map(nameOf).join(' > ');
	};
	const wordsOf = (el: Element) =>
		(
			el.getAttribute('aria-label') ||
			(el as HTMLElement).innerText ||
			(el as HTMLInputElement).name ||
			''
		)
			.replace(/\s+/g, ' ')
			.trim()
			.slice(0, 40);
	const found = (kind: Fault['kind'], el: Element, more = '') => {
		const where = `${pathOf(el)} “${wordsOf(el)}”${more ? ` ${more}` : ''}`;
		faults.set(`${kind} ${pathOf(el)}`, { kind, where });
	};
	/** Laid out, seen by eyes, and not folded away. */
	const shown = (el: Element): boolean => {
		if (!el.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
		const { width, height } = el.getBoundingClientRect();
		if (width <= 1 || height <= 1) return false;
		return (
			el.closest('.visually-hidden, [inert], .trap, thead, [aria-hidden="true"].pages') === null
		);
	};
	const fixedView = () => root.scrollHeight <= root.clientHeight + 1;

	// Sideways.
	if (root.scrollWidth > root.clientWidth + 1) {
		let widest: Element = document.body;
		for (const el of document.body.querySelectorAll('*'))
			if (shown(el) && el.getBoundingClientRect().right > root.clientWidth + 1) {
				// Something that scrolls within itself is not the cause.
				let inside = false;
				for (let up = el.parentElement; up && up !== document.body; up = up.parentElement)
					if (getComputedStyle(up).overflowX !== 'visible') inside = true;
				if (!inside) widest = el;
			}
		found('wide', widest, `${root.scrollWidth} > ${root.clientWidth}`);
	}

	const all = [...scope.querySelectorAll<HTMLElement>('*')].filter(
		(el) =>
			!el.closest('svg, option, [contenteditable="true"], script, style, noscript') && shown(el)
	);

	// Words cut by the box that holds them.
	const ownText = (el: Element) =>
		[...el.childNodes].some((node) => node.nodeType === 3 && node.textContent!.trim() !== '');
	for (const el of all) {
		const { overflowX, overflowY, textOverflow, webkitLineClamp } = getComputedStyle(el);
		const clips = (how: string) => how === 'hidden' || how === 'clip';
		if (!el.innerText?.trim()) continue;
		if (webkitLineClamp && webkitLineClamp !== 'none') {
			// So many lines are meant to be seen, each whole.
			const line = parseFloat(getComputedStyle(el).lineHeight);
			const meant = Math.min(el.scrollHeight, line * Number(webkitLineClamp));
			if (el.clientHeight < meant - line / 3) found('cut', el, `${el.clientHeight} < ${meant}`);
			continue;
		}
		if (textOverflow === 'ellipsis') continue;
		const x = el.scrollWidth > el.clientWidth + 1;
		const y = el.scrollHeight > el.clientHeight + 2;
		const paged = el.matches('.box') && el.parentElement?.matches('.fill');
		if (paged) continue;
		if ((clips(overflowX) && x) || (clips(overflowY) && y && el !== document.body)) {
			// Only where words, not an ornament, stand outside.
			const box = el.getBoundingClientRect();
			// A line that finds no room is left out whole, where lines may.
			const drops = getComputedStyle(el).flexWrap === 'wrap';
			const outside = [...el.querySelectorAll('*'), el].find((inner) => {
				if (!ownText(inner) || !shown(inner)) return false;
				const range = document.createRange();
				range.selectNodeContents(inner);
				// A sign's own box is higher than what is drawn of it.
				const over = Math.max(4, parseFloat(getComputedStyle(inner).fontSize) * 0.2);
				return [...range.getClientRects()].some(
					(one) =>
						one.width > 1 &&
						((clips(overflowX) && (one.right > box.right + 2 || one.left < box.left - 2)) ||
							(clips(overflowY) &&
								(one.bottom > box.bottom + over || one.top < box.top - over) &&
								!(drops && one.top > box.bottom - over)))
				);
			});
			if (outside) found('cut', outside, `in ${nameOf(el)}`);
		}
		if (el.matches('button, a, [role="tab"]') && overflowX === 'visible' && x && el.clientWidth > 0)
			found('cut', el, `${el.scrollWidth} > ${el.clientWidth}`);
	}

	// Fingers.
	for (const el of all) {
		if (!el.matches('button, a[href], input, select, textarea, summary, [role="button"]')) continue;
		if ((el as HTMLInputElement).type === 'hidden') continue;
		if (el.matches('a') && getComputedStyle(el).display === 'inline') continue;
		let { height, width } = el.getBoundingClientRect();
		const label = el.matches('input') ? el.closest('label') : null;
		if (label) ({ height, width } = label.getBoundingClientRect());
		if (el.matches('a') && (el as HTMLElement).closest('p, li, td, dd, blockquote') && height < 30)
			continue;
		if (height < target - 0.6 || width < Math.min(target, 44) - 0.6)
			found('small', el, `${Math.round(width)}×${Math.round(height)}`);
	}

	// What lies over what.
	const things = all.filter(
		(el) =>
			el.matches('button, a[href], input, select, textarea, summary') ||
			(ownText(el) && getComputedStyle(el).pointerEvents !== 'none')
	);
	const spotOf = (el: Element): [number, number] | null => {
		const cutShort = getComputedStyle(el).textOverflow === 'ellipsis';
		if (!ownText(el) || cutShort || el.matches('button, a, summary')) {
			const { left, top, width, height } = el.getBoundingClientRect();
			if (getComputedStyle(el).display !== 'inline') return [left + width / 2, top + height / 2];
			const first = [...el.getClientRects()].find((one) => one.width > 1);
			return first ? [first.left + first.width / 2, first.top + first.height / 2] : null;
		}
		const node = [...el.childNodes].find((one) => one.nodeType === 3 && one.textContent!.trim())!;
		const range = document.createRange();
		range.selectNodeContents(node);
		const first = [...range.getClientRects()].find((one) => one.width > 1 && one.height > 1);
		return first ? [first.left + first.width / 2, first.top + first.height / 2] : null;
	};
	/** What lies there instead; null: nothing does. */
	const over = (el: Element): Element | null => {
		const spot = spotOf(el);
		if (!spot) return null;
		const top = document.elementFromPoint(...spot);
		if (!top || top === el || el.contains(top) || top.contains(el)) return null;
		// Signs are hit where their font may reach, also outside of the box that draws them.
		const box = top.getBoundingClientRect();
		const [x, y] = spot;
		if (x < box.left || x > box.right || y < box.top || y > box.bottom) return null;
		const label =
			el.closest('label') ??
			(el.id ? document.querySelector(`label[for="${CSS.escape(el.id)}"]`) : null);
		if (label?.contains(top) || top.closest('label')?.contains(el)) return null;
		return top;
	};
	const left = new Set(things);
	const before = root.scrollTop;
	const style = document.createElement('style');
	style.textContent = '* { scroll-behavior: auto !important; }';
	document.head.append(style);
	const height = innerHeight;
	const sweep = () => {
		for (const el of left) {
			const spot = spotOf(el);
			if (!spot) {
				left.delete(el);
				continue;
			}
			if (spot[1] < height * 0.3 || spot[1] > height * 0.7 || spot[0] < 0 || spot[0] > innerWidth)
				continue;
			if (over(el) === null) left.delete(el);
		}
	};
	for (let y = 0; y <= root.scrollHeight; y += height * 0.35) {
		root.scrollTop = y;
		sweep();
		if (fixedView()) break;
	}
	for (const el of left) {
		el.scrollIntoView({ block: 'center', inline: 'nearest' });
		const spot = spotOf(el);
		if (!spot) continue;
		const inView = spot[0] >= 0 && spot[0] <= innerWidth && spot[1] >= 0 && spot[1] <= innerHeight;
		if (!inView) {
			// Pages that turn by themselves hold the others outside.
			if (!el.closest('.flow')) found('outside', el, spot.map(Math.round).join());
			continue;
		}
		const top = over(el);
		if (top && !el.closest('.flow')) found('covered', el, `by ${pathOf(top)} “${wordsOf(top)}”`);
	}
	root.scrollTop = before;
	// What hides the rest of itself is scrolled by nobody but us.
	for (const el of all) if (getComputedStyle(el).overflowY === 'hidden') el.scrollTo(0, 0);
	style.remove();

	// Words of another language.
	if (foreign) {
		const wrong = new RegExp(`[${foreign}]`, 'u');
		const corpus = typed.join('\n');
		const ours = (said: string): string => {
			let words = said;
			for (const one of typed) words = words.split(one).join('');
			return words.replace(/[\p{Script=Han}\d，、。？！：,.]{4,}/gu, (run) =>
				corpus.includes(run) ? '' : run
			);
		};
		const pageLang = document.documentElement.lang;
		for (const el of all) {
			const tagged = el.closest('[lang]');
			if (tagged && tagged.getAttribute('lang') !== pageLang) continue;
			if (el.closest('[translate="no"], textarea')) continue;
			let words = [...el.childNodes]
				.filter((node) => node.nodeType === 3)
				.map((node) => node.textContent)
				.join(' ');
			if (!wrong.test(words)) continue;
			words = ours(words);
			if (wrong.test(words)) found('language', el, `has ${words.trim().slice(0, 40)}`);
		}
		for (const el of all)
			for (const name of ['aria-label', 'placeholder', 'title']) {
				let words = el.getAttribute(name) ?? '';
				if (!wrong.test(words) || el.closest('[translate="no"]')) continue;
				const tagged = el.closest('[lang]');
				if (tagged && tagged.getAttribute('lang') !== pageLang) continue;
				words = ours(words);
				if (wrong.test(words)) found('language', el, `${name} ${words.slice(0, 40)}`);
			}
	}
	return [...faults.values()];
}
