/** The page's own address with one query parameter set, for a link that works without scripts. */
export function addressWith(url: URL, name: string, value: string): string {
	const parameters = new URLSearchParams(url.search);
	parameters.set(name, value);
	return `?${parameters}`;
}

/** The page's own address without one query parameter. */
export function addressWithout(url: URL, name: string): string {
	const parameters = new URLSearchParams(url.search);
	parameters.delete(name);
	return parameters.size > 0 ? `${url.pathname}?${parameters}${url.hash}` : url.pathname + url.hash;
}
