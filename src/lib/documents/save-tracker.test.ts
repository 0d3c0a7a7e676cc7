import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { SaveTracker } from './save-tracker.ts';
import { unsentText } from './unsent.ts';

test('[F18] a change is saved when a message that carried it is confirmed, not before', () => {
	const tracker = new SaveTracker();
	tracker.connect();
	tracker.send(true, 0);
	tracker.make();
	tracker.make();
	tracker.send(false, 5);
	expect(tracker.unsaved).toBe(2);
	tracker.confirm(1);
	expect(tracker.unsaved).toBe(2);
	tracker.confirm(2);
	expect(tracker.unsaved).toBe(0);
	expect(tracker.savedClock).toBe(5);
});

test('[F18] after a connection was lost, what was on the way counts as unsaved until all is brought again', () => {
	const tracker = new SaveTracker();
	tracker.connect();
	tracker.send(true, 0);
	tracker.make();
	tracker.send(false, 3);
	tracker.connect();
	tracker.make();
	// Said before everything was brought: what was made offline may not be there yet.
	tracker.send(false, 6);
	tracker.confirm(1);
	expect(tracker.unsaved).toBe(2);
	tracker.send(true, 6);
	tracker.confirm(2);
	expect(tracker.unsaved).toBe(0);
});

test('[F18] changes found on this device after a reload are unsaved until the server has them', () => {
	const tracker = new SaveTracker(4);
	expect(tracker.unsaved).toBe(4);
	tracker.connect();
	tracker.send(true, 0);
	tracker.confirm(1);
	expect(tracker.unsaved).toBe(0);
	tracker.confirm(99);
	tracker.confirm(0);
	expect(tracker.unsaved).toBe(0);
});

test('[F22] the words not taken are read from the clock on which was saved, by paragraph', () => {
	const doc = new Y.Doc();
	doc.clientID = 1;
	const body = doc.getXmlFragment('body');
	const [one, two] = [new Y.XmlElement('paragraph'), new Y.XmlElement('paragraph')];
	const [a, b] = [new Y.XmlText(), new Y.XmlText()];
	body.insert(0, [one, two]);
	one.insert(0, [a]);
	two.insert(0, [b]);
	a.insert(0, '已存');
	const saved = Y.getState(doc.store, 1);
	a.insert(2, '未存');
	b.insert(0, '第二段错');
	b.delete(3, 1);
	expect(unsentText(doc, new Map([[1, saved]]))).toBe('未存\n第二段');
	expect(unsentText(doc, new Map([[1, saved + 1]]))).toBe('存\n第二段');
	expect(unsentText(doc, new Map([[2, 0]]))).toBe('');
});
