/**
 * Leaves the keys of an input method to it, in every editor: no shortcut, list or Enter of ours or of
 * ProseMirror sees them. ProseMirror itself waits only for half a second after a composition.
 */
import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { isComposingKey } from '#lib/ui/composing.ts';

export const ComposingKeys = Extension.create({
	name: 'composingKeys',
	// Before everything else that reads keys.
	priority: 10_000,
	addProseMirrorPlugins() {
		return [
			new Plugin({
				key: new PluginKey('composingKeys'),
				// True ends ProseMirror's own handling; the browser still does what the key does.
				props: { handleDOMEvents: { keydown: (_, event) => isComposingKey(event) } }
			})
		];
	}
});
