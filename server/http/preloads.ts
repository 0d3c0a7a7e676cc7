/**
 * Which scripts a page needs is named in its head, where it is compressed with it: SvelteKit says so in a header
 * of some ten kilobytes, which nothing compresses, and which is more than the page.
 */

/** One of a header's links (RFC 8288), as SvelteKit and our hook write them. */
const LINK = /<([^<>"]{1,500})>; rel="(modulepreload|preload)"((?:; ?[\w-]+(?:="[\w-]*")?)*)/gu;

/** The page with its links in its head; other answers as they are. */
export async function withPreloads(given: Response): Promise<Response> {
	const link = given.headers.get('link');
	const html = given.headers.get('content-type')?.startsWith('text/html');
	if (!link || !html || !given.body) return given;
	const headers = new Headers(given.headers);
	headers.delete('link');
	const page = await given.text();
	const named = Buffer.from(page.replace('</head>', (end) => tagsOf(link) + end));
	headers.set('content-length', String(named.length));
	return new Response(named, { status: given.status, headers });
}

function tagsOf(link: string): string {
	let tags = '';
	for (const [, address, rel, more = ''] of link.matchAll(LINK)) {
		// A style sheet stands in the head itself.
		if (more.includes('as="style"')) continue;
		const attributes = more.replaceAll(/; ?/gu, ' ').replace(' nopush', '');
		tags += `<link rel="${rel}" href="${address}"${attributes}>`;
	}
	return tags;
}
