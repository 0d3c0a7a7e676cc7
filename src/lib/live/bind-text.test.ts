/** Typing into a shared text: what each person sees and what they all have in the end. */
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { bindText } from './bind-text.ts';

/** What a text field does, without a browser. */
class Field extends EventTarget {
	value = '';
	selectionStart = 0;
	selectionEnd = 0;
	ownerDocument = { activeElement: this };
	setSelectionRange(start: number, end: number): void {
		[this.selectionStart, this.selectionEnd] = [start, end];
	}
	/** Puts words at the caret and fires, as a key or an input method does. */
	type(words: string, event = 'input'): void {
		const { selectionStart: at } = this;
		this.value = this.value.slice(0, at) + words + this.value.slice(this.selectionEnd);
		this.selectionStart = this.selectionEnd = at + words.length;
		this.dispatchEvent(new Event(event));
	}
	fire(event: string): void {
		this.dispatchEvent(new Event(event));
	}
	caret(at: number): void {
		this.setSelectionRange(at, at);
	}
}

function shared(words: string) {
	const text = new Y.Doc().getText();
	text.insert(0, words);
	const field = new Field();
	const stop = bindText(field as unknown as HTMLInputElement, text, 'me');
	return { text, field, stop };
}

describe('a field on a shared text', () => {
	it('puts in what one types, and shows what others type without moving the caret', () => {
		const { text, field, stop } = shared('老年食堂');
		field.caret(4);
		field.type('怎么办');
		expect(text.toString()).toBe('老年食堂怎么办');
		text.insert(0, '甸柳：');
		expect(field.value).toBe('甸柳：老年食堂怎么办');
		expect(field.selectionStart).toBe(10);
		text.delete(3, 2);
		expect([field.value, field.selectionStart]).toEqual(['甸柳：食堂怎么办', 8]);
		stop();
		text.insert(0, '不');
		expect(field.value).toBe('甸柳：食堂怎么办');
	});

	it('lets Chinese be composed in peace, and keeps what came meanwhile', () => {
		const { text, field } = shared('油烟');
		field.caret(2);
		field.fire('compositionstart');
		field.type('zao', 'input');
		text.insert(0, '管好');
		// The letters being composed are nobody else's, and nothing moves under the fingers.
		expect([text.toString(), field.value]).toEqual(['管好油烟', '油烟zao']);
		field.value = '油烟噪声';
		field.caret(4);
		field.fire('compositionend');
		expect(text.toString()).toBe('管好油烟噪声');
		expect(field.value).toBe('管好油烟噪声');
		expect(field.selectionStart).toBe(6);
	});

	it('replaces a word while others change another', () => {
		const { text, field } = shared('价钱和补贴');
		field.caret(0);
		field.fire('compositionstart');
		text.insert(5, '标准');
		field.setSelectionRange(0, 2);
		field.type('价格', 'input');
		field.fire('compositionend');
		expect([text.toString(), field.value]).toEqual(['价格和补贴标准', '价格和补贴标准']);
	});
});
