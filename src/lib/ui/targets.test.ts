/** How large what is pressed is, the layout says: in the elder one it is larger, and a size in px would not be. */
import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('[A2] no component measures a finger by itself', () => {
	const styles = globSync(['src/**/*.svelte', 'src/**/*.css']).map((file) => ({
		file,
		text: readFileSync(file, 'utf8')
	}));
	expect(styles.length).toBeGreaterThan(300);
	const sized = styles.filter(({ text }) => /(?:min-)?(?:height|width): 4[0-8]px/u.test(text));
	// The wall's own buttons: nobody holds it in the hand, and they fade away.
	expect(sized.map(({ file }) => file)).toEqual(['src/routes/m/[code]/hall/+page.svelte']);
});
