// Checks the journal of a dossier in any browser, from a folder, without a server: each line with the hash before it must
// give the hash that stands beside it. It is read as plain text and runs as it lies here.

(function (global) {
	'use strict';

	/** SHA-256 of a text, hex (FIPS 180-4); a page that was opened from a folder may not have the browser's own. */
	function sha256(text) {
		var bytes = new TextEncoder().encode(text);
		var length = bytes.length;
		var blocks = ((length + 8) >> 6) + 1;
		var words = new Uint32Array(blocks * 16);
		for (var i = 0; i < length; i++) words[i >> 2] |= bytes[i] << (24 - (i % 4) * 8);
		words[length >> 2] |= 0x80 << (24 - (length % 4) * 8);
		words[words.length - 2] = Math.floor(length / 0x20000000);
		words[words.length - 1] = length << 3;
		var state = FIRST.slice();
		var w = new Uint32Array(64);
		for (var block = 0; block < words.length; block += 16) {
			for (var t = 0; t < 64; t++) {
				if (t < 16) w[t] = words[block + t];
				else {
					var a = w[t - 15];
					var b = w[t - 2];
					var s0 = rotated(a, 7) ^ rotated(a, 18) ^ (a >>> 3);
					var s1 = rotated(b, 17) ^ rotated(b, 19) ^ (b >>> 10);
					w[t] = (w[t - 16] + s0 + w[t - 7] + s1) >>> 0;
				}
			}
			round(state, w);
		}
		return state
			.map(function (word) {
				return ('00000000' + (word >>> 0).toString(16)).slice(-8);
			})
			.join('');
	}

	function round(state, w) {
		var v = state.slice();
		for (var t = 0; t < 64; t++) {
			var e = v[4];
			var big1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
			var choose = (e & v[5]) ^ (~e & v[6]);
			var one = (v[7] + big1 + choose + ROUNDS[t] + w[t]) >>> 0;
			var a = v[0];
			var big0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
			var most = (a & v[1]) ^ (a & v[2]) ^ (v[1] & v[2]);
			var two = (big0 + most) >>> 0;
			v = [(one + two) >>> 0, a, v[1], v[2], (v[3] + one) >>> 0, e, v[5], v[6]];
		}
		for (var i = 0; i < 8; i++) state[i] = (state[i] + v[i]) >>> 0;
	}

	function rotated(word, by) {
		return (word >>> by) | (word << (32 - by));
	}

	/** The first 64 primes give both tables: fractions of their square and cube roots. */
	var PRIMES = [];
	for (var n = 2; PRIMES.length < 64; n++)
		if (
			PRIMES.every(function (prime) {
				return n % prime !== 0;
			})
		)
			PRIMES.push(n);
	function fraction(root) {
		return Math.floor((root - Math.floor(root)) * 0x100000000) >>> 0;
	}
	var FIRST = PRIMES.slice(0, 8).map(function (prime) {
		return fraction(Math.sqrt(prime));
	});
	var ROUNDS = PRIMES.map(function (prime) {
		return fraction(Math.cbrt(prime));
	});

	/**
	 * The first entry that is not what its hash says, 0 where there is none; and whether the last hash is the one that
	 * the record names. `journal`: { meeting, head, rows: [line, hash][] }.
	 */
	function checkJournal(journal) {
		var before = sha256('yitang:' + journal.meeting);
		for (var n = 0; n < journal.rows.length; n++) {
			var row = journal.rows[n];
			if (sha256(before + row[0]) !== row[1])
				return { wrong: n + 1, rows: journal.rows.length, head: false };
			before = row[1];
		}
		return { wrong: 0, rows: journal.rows.length, head: before === journal.head };
	}

	global.checkJournal = checkJournal;
	global.sha256 = sha256;

	if (typeof document === 'undefined') return;
	var found = checkJournal(global.JOURNAL);
	var words = document.getElementById('words').dataset;
	var told = document.getElementById('told');
	var right = found.wrong === 0 && found.head;
	told.className = right ? 'right' : 'wrong';
	told.textContent = (right ? words.right : found.wrong ? words.wrong : words.cut)
		.replace('{n}', String(found.wrong || found.rows))
		.replace('{head}', global.JOURNAL.head);
})(typeof globalThis === 'undefined' ? self : globalThis);
