/** After 散会: what comes next at the desks, and what a sealed record looks like. */
import type { Page } from '@playwright/test';
import { expect } from '../fixtures.ts';
import { accessible } from './checks.ts';
import { picture } from './picture.ts';

/** From the chair's page to what comes next, to the drafted lines, to the record, and back to the desk. */
export async function comesNext(desk: Page, code: string): Promise<void> {
	await desk.goto(`/m/${code}/chair`);
	await desk.getByRole('link', { name: '接下来' }).click();
	const now = desk.locator('[aria-current="step"]');
	await expect(now).toContainText('记录最上面的几行');
	await expect(now).toContainText(/谁做：记录员、组织者.*前/);
	await picture(desk, 'next-steps');
	await accessible(desk, 'what comes next');
	await desk.getByRole('link', { name: '去做' }).first().click();
	await expect(desk.getByText(/^机器按结果起了草/)).toBeVisible();
	await expect(desk.getByLabel('您能做什么')).toHaveValue(/^没到会的，.*前可以/);
	await desk.getByRole('button', { name: '公布这几行' }).click();
	await expect(desk.getByText('已公布。')).toBeVisible();
	await desk.getByRole('link', { name: '看公开的记录' }).click();
	await desk.getByRole('link', { name: '回到工作台' }).click();
	await expect(desk).toHaveURL(new RegExp(`/meetings/${code}/comments$`));
}

/** The organiser takes down a call, and answers it. */
export async function takesCall(desk: Page, name: string): Promise<void> {
	await desk.getByText('记一个电话').click();
	await desk.getByLabel('谁打来的').fill(name);
	await expect(desk.getByRole('radio', { name: `${name}的异议` })).toBeChecked();
	await desk.getByLabel('哪里不对？应该怎么写？').fill('少记了一个车位。');
	await desk.getByRole('button', { name: '记下', exact: true }).click();
	await expect(desk.getByText('电话代录：组织者')).toBeVisible();
	await picture(desk, 'organiser-objection');
	await accessible(desk, 'the organiser’s page, objections');
	await desk.getByLabel('怎么答复').fill('已经补上。');
	await desk.getByRole('button', { name: '采纳', exact: true }).click();
	await expect(desk.getByText('已采纳')).toBeVisible();
}

/** Its seal with the hash, and procedure folded away until somebody presses. */
export async function wearsSeal(record: Page, hash: string): Promise<void> {
	await expect(record.getByText(/^记录已于.*封存$/)).toBeVisible();
	await expect(record.getByText(hash.slice(0, 4), { exact: true })).toBeVisible();
	const opening = record.getByText(/^会议开始/);
	await expect(opening).toBeHidden();
	await record
		.getByText(/^程序\d+条/)
		.first()
		.click();
	await expect(opening).toBeVisible();
	await picture(record, 'record-finished');
	await accessible(record, 'the record of a finished meeting');
}
