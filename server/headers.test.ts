import { expect, it } from 'vitest';
import { withStandingHeaders } from './headers.ts';

const cacheControl = (headers: Record<string, string>) =>
	withStandingHeaders(new Response('', { headers })).headers.get('cache-control');

it('what is drawn for whoever asked is kept by nobody; the public record keeps its own word', () => {
	expect(cacheControl({ 'content-type': 'text/html' })).toBe('private, no-store');
	expect(cacheControl({ 'cache-control': 'no-store' })).toBe('private, no-store');
	expect(cacheControl({ 'cache-control': 'no-cache', etag: '"x"' })).toBe('no-cache');
	expect(cacheControl({ 'cache-control': 'public, max-age=60' })).toBe('public, max-age=60');
});

it('every answer says how far it may be used', () => {
	const { headers } = withStandingHeaders(new Response(''));
	expect(headers.get('x-content-type-options')).toBe('nosniff');
	expect(headers.get('referrer-policy')).toBe('same-origin');
});
