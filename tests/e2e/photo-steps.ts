/** A paper card that is photographed in the hall and typed at the desk (C7). */
import type { Page } from '@playwright/test';
import { expect } from '../fixtures.ts';
import { STANCE } from '../scenario-a.ts';
import { accessible } from './checks.ts';
import { AGAIN } from './gestures.ts';

interface Photographed {
	number: number;
	text: string;
	stance: string;
	whose: RegExp;
}

/** A helper takes it with the phone held upright, and leaves the typing to the clerk. */
export async function handPhoto(helper: Page, { number, whose }: Photographed): Promise<void> {
	const form = helper.getByRole('form', { name: '录纸卡' });
	await form.getByLabel('纸卡号').fill(String(number));
	const option = form.getByRole('option', { name: whose });
	await form.getByLabel('谁的').selectOption((await option.getAttribute('value'))!);
	const file = { name: 'IMG_0001.JPG', mimeType: 'image/jpeg', buffer: await fromCamera(helper) };
	expect(file.buffer.length).toBeGreaterThan(300 * 1024);
	await form.getByLabel(`拍下${number}号纸卡`).setInputFiles(file);
	const later = form.getByRole('button', { name: '先交照片，由工作人员打字' });
	await later.waitFor();
	await accessible(helper, 'helper, photograph');
	await later.click();
	await expect(form.getByLabel('纸卡号')).toHaveValue(String(number + 1));
	await expect(form.getByRole('img')).toHaveCount(0);
}

/** The clerk takes it from the list; the picture is upright, small, and says nothing of the place. */
export async function typePhoto(
	clerk: Page,
	{ number, text, stance, whose }: Photographed
): Promise<void> {
	await clerk.getByRole('button', { name: new RegExp(`^${number}号纸卡(?!的)`) }).click();
	await expect(clerk.getByLabel('纸卡号')).toHaveValue(String(number));
	await expect(clerk.getByRole('form', { name: '录纸卡' }).getByText(whose).first()).toBeVisible();
	const picture = clerk.getByRole('img', { name: `${number}号纸卡的照片` });
	const shape = () =>
		picture.evaluate((img: HTMLImageElement) => img.naturalWidth / img.naturalHeight);
	await expect.poll(shape).toBe(3 / 4);
	const bytes = await (await clerk.request.get((await picture.getAttribute('src'))!, AGAIN)).body();
	expect(bytes.length).toBeLessThan(300 * 1024);
	expect(bytes.includes('Exif')).toBe(false);
	await accessible(clerk, 'clerk, photograph');
	await clerk.keyboard.insertText(text);
	await clerk.keyboard.press('Enter');
	await clerk.keyboard.press(String(Object.keys(STANCE).indexOf(stance) + 1));
	await clerk.keyboard.press('Enter');
	await expect(clerk.getByRole('region', { name: /^刚录的/ }).getByText(text)).toBeVisible();
	await expect(clerk.getByRole('heading', { name: /^拍了照/ })).toHaveCount(0);
}

/** A JPEG as a camera writes it: lying on its side, and beside the picture how it was held and where. */
async function fromCamera(page: Page): Promise<Buffer> {
	const drawn = await page.evaluate(() => {
		const canvas = Object.assign(document.createElement('canvas'), { width: 2000, height: 1500 });
		const pen = canvas.getContext('2d')!;
		for (let n = 0; n < 30_000; n++) {
			pen.fillStyle = `hsl(40 30% ${40 + ((n * 7919) % 60)}%)`;
			pen.fillRect((n * 104_729) % 2000, (n * 1_299_709) % 1500, 16, 16);
		}
		return canvas.toDataURL('image/jpeg', 0.95);
	});
	const jpeg = Buffer.from(drawn.split(',')[1]!, 'base64');
	// One entry: to be turned by a quarter.
	const turned = Buffer.from('49492a0008000000010012010300010000000600000000000000', 'hex');
	const exif = Buffer.concat([
		Buffer.from('Exif\0\0'),
		turned,
		Buffer.from('39.9042 N 116.4074 E')
	]);
	const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
	return Buffer.concat([jpeg.subarray(0, 2), head, exif, jpeg.subarray(2)]);
}
