/**
 * The composition root: database, clock, sessions, rooms, documents, live gateway. Importing it opens nothing;
 * `startApp` does, and `stop` closes it again (development reloads, restores, tests).
 */
import { randomBytes } from 'node:crypto';
import type { Signer } from '#lib/meeting/record/public.ts';
import { Accounts } from './auth/accounts.ts';
import { CallGrants } from './calls/grants.ts';
import { Communities } from './community/communities.ts';
import { CommunityRoll } from './community/community-roll.ts';
import { MeetingAccess } from './auth/meeting-access.ts';
import { Displays } from './auth/displays.ts';
import { VenueChecks } from './venue-checks.ts';
import type { Links } from './auth/links.ts';
import { Once } from './auth/once.ts';
import { raiseWithRoles } from './auth/renewal.ts';
import { Sessions } from './auth/session.ts';
import { fingerprintOf, openSigningKey } from './auth/signing-key.ts';
import { PasswordStrength } from './auth/strength.ts';
import type { Config } from './config.ts';
import { DiskWatch, whenThereIsRoom } from './db/disk.ts';
import { startCheckpoints } from './db/checkpoint.ts';
import { databasePath, type Connection } from './db/connection.ts';
import { walPages } from './db/old-pages.ts';
import { sqliteStore } from './db/sqlite-store.ts';
import type { Store } from './db/store.ts';
import { rememberSigningKey, openDataFolder, type DataFolder } from './db/opening.ts';
import { AgendaSync } from './documents/agenda.ts';
import { DocumentGateway } from './documents/document-gateway.ts';
import { DocumentHost } from './documents/host.ts';
import { MinutesSync } from './documents/minutes-sync.ts';
import { Drawings } from './export/drawings.ts';
import type { Log } from './log.ts';
import { sealedKeysMissing, worded } from './start-refused.ts';
import { CommandDigests } from './meeting/command-digests.ts';
import { realEnvironment, type Environment } from './meeting/context.ts';
import { BlindKeys } from './meeting/blind-keys.ts';
import { alone } from './meeting/ownership.ts';
import { openJournal, type Journal } from './meeting/journal.ts';
import { folderKeys } from './meeting/key-folder.ts';
import { LotRows } from './meeting/lots.ts';
import { MinutesProjections } from './meeting/minutes-projections.ts';
import { Sealing } from './meeting/sealing.ts';
import { Rooms } from './meeting/rooms.ts';
import { SharedStates } from './meeting/shared-states.ts';
import { Followers } from './record/followers.ts';
import { Records } from './record/records.ts';
import { LiveGateway } from './meeting/live-gateway.ts';
import { checkAtStart } from './verify/at-start.ts';
import { HeadKeeper } from './verify/heads.ts';
import { Erasing, forgetErasedTitles } from './meeting/erasing.ts';
import { InventedResidents } from './rehearsal/residents.ts';
import { startAnalysis } from './meeting/analysis.ts';

export interface App {
	config: Config;
	log: Log;
	/** Names this start of the server; pages and sockets must show the same one. */
	boot: string;
	/** Changes when a backup was restored. */
	epoch: string;
	/** Dates, ms since the epoch (`Environment`). */
	now: () => number;
	/** Spans, ms. */
	monotonic: () => number;
	/** Where the HTTP server listens; PORT until it does. Links name it, whatever a request claims. */
	port: number;
	connection: Connection;
	store: Store;
	journal: Journal;
	/** The file beside a hidden row (a recording, a photograph of a paper card); null when there is none. */
	hiddenFile: Journal['file'];
	sessions: Sessions;
	accounts: Accounts;
	/** Whose meetings and rolls are. */
	communities: Communities;
	communityRoll: CommunityRoll;
	strength: PasswordStrength;
	/** How much room is left for the data. */
	disk: DiskWatch;
	links: Links;
	/** One-time ids of pages. */
	once: Once;
	/** Big screens, and those that wait to be one. */
	displays: Displays;
	/** Phones that try the hall's network before the day. */
	venueChecks: VenueChecks;
	/** Which meeting an address means, for whom. */
	access: MeetingAccess;
	rooms: Rooms;
	documents: DocumentHost;
	/** The facts of each meeting's minutes. */
	projections: MinutesProjections;
	/** What lies beside the pages of a room. */
	shared: SharedStates;
	/** What everybody may read of each meeting. */
	records: Records;
	followers: Followers;
	/** Minutes as DOCX and PDF. */
	drawings: Drawings;
	minutes: MinutesSync;
	/** What lets a seat take part in sound and video. */
	callGrants: CallGrants;
	liveGateway: LiveGateway;
	documentGateway: DocumentGateway;
	/** True from the beginning of `stop`: doors say "come back" instead of asking a closed database. */
	readonly stopping: boolean;
	/** Writes over what was deleted and may still stand in the write-ahead log. */
	forgetOldPages(): void;
	/** Public half of the key that signs backups; stands in every record. */
	signer: Signer;
	/** Signs a text with the private half; base64url. */
	sign(text: string): string;
	/** True when that key was made or changed by this start: it is printed. */
	newKey: boolean;
	stop(): Promise<void>;
}

/**
 * Opens everything. Throws `AlreadyRunning` when another process uses the data folder, `StartRefused` when
 * what lies there is not to be used; then nothing stays open. Tests bring their own clock, and a store
 * that breaks where they want.
 */
export async function startApp(
	config: Config,
	log: Log,
	environment: Environment = realEnvironment,
	wrap: (store: Store) => Store = (store) => store
): Promise<App> {
	const folder = openDataFolder(config, environment.now);
	try {
		return await startOn(folder, config, log, environment, wrap);
	} catch (error) {
		folder.close();
		throw worded(error, config.dataDir);
	}
}

async function startOn(
	folder: DataFolder,
	config: Config,
	log: Log,
	environment: Environment,
	wrap: (store: Store) => Store
): Promise<App> {
	const { connection, epoch, links } = folder;
	const key = openSigningKey(config.dataDir);
	checkAtStart(folder, config.dataDir, key, log);
	const store = wrap(sqliteStore(connection, folder.count));
	const sealing = new Sealing(folderKeys(config.dataDir), log);
	const lots = new LotRows(sealing, log);
	const journal = await openJournal(store, sealing, lots);
	const { missing } = sealing;
	if (config.newKeys) lots.giveUp(missing.map(({ key }) => key));
	if (missing.length > 0)
		log.error({ missing }, sealedKeysMissing(config.dataDir, missing, config.newKeys));
	const { now, monotonic } = environment;
	const derive = (purpose: string, text: string) => links.derive(purpose, text);
	const sessions = new Sessions({ store, now, monotonic, derive, log });
	await whenThereIsRoom(log, () => sessions.sweep());
	const blind = new BlindKeys(epoch);
	const sign = (text: string) => key.sign(text);
	const digests = new CommandDigests(sign);
	await digests.forgetOthers(store);
	const rooms = new Rooms({ store, ownership: alone, journal, environment, blind, digests, log });
	const stopCheckpoints = startCheckpoints(databasePath(config.dataDir), config.root, log);
	const stopAnalysis = startAnalysis(rooms, config.root, log);
	const heads = new HeadKeeper({
		...{ dataDir: config.dataDir, db: connection.sqlite, key, rooms, log, epoch },
		now
	});
	await forgetErasedTitles(store);
	const boot = randomBytes(6).toString('hex');
	const signer = { publicKey: key.publicKey, fingerprint: fingerprintOf(key.publicKey) };
	const strength = new PasswordStrength(config.root);
	const disk = new DiskWatch(config.dataDir, log);
	const access = new MeetingAccess(store, rooms);
	const communities = new Communities(store, now);
	const displays = new Displays({ links, sessions, store, monotonic });
	const venueChecks = new VenueChecks({ links, now });
	const oldPages = walPages(connection, log);
	const documents = new DocumentHost({
		...{ store, oldPages, rooms, environment, log, epoch },
		root: config.root
	});
	const projections = new MinutesProjections({ rooms, journal });
	const agenda = new AgendaSync({ rooms, documents, log });
	const records = new Records({
		...{ rooms, journal, documents, projections, log, boot, epoch, signer, sign },
		monotonic
	});
	const shared = new SharedStates({ rooms, epoch, boot });
	const followers = new Followers({ rooms, records, monotonic, log });
	const minutes = new MinutesSync({ rooms, documents, projections, log });
	const drawings = new Drawings(config.root, log);
	const callGrants = new CallGrants({ settings: config.calls, now, log });
	// Whether the engine of calls answers is for the log: a meeting begins without it, too.
	void callGrants.check();
	const liveGateway = new LiveGateway({
		...{ rooms, journal, sessions, displays, access, communities, callGrants },
		...{ log, boot, epoch, now },
		monotonic
	});
	let stopping = false;
	const documentGateway = new DocumentGateway({
		...{ rooms, documents, sessions, access, communities, log, now, monotonic },
		isStopping: () => stopping
	});
	const erasing = new Erasing({ rooms, documents, store, oldPages, log });
	const residents = new InventedResidents({ rooms, liveGateway, log });
	const allRaised = raiseWithRoles({ rooms, sessions, log });

	const close = async () => {
		stopping = true;
		residents.stop();
		await rooms.flush();
		followers.stop();
		await stopAnalysis();
		await liveGateway.stop();
		documentGateway.stop();
		// Before both syncs, for it may bring documents to life that they look after.
		await erasing.stop();
		await agenda.stop();
		await minutes.stop();
		await documents.stop();
		oldPages.stop();
		await drawings.stop();
		await strength.stop();
		disk.stop();
		await rooms.stop();
		await allRaised();
		await heads.stop();
		await stopCheckpoints();
		await sessions.stop();
		// Nothing awaits between these two: no request writes anything in between.
		heads.signAtRest();
		folder.close();
	};
	let stopped: Promise<void> | null = null;
	const app: App = {
		...{ config, log, boot, epoch, now, monotonic, port: config.port },
		...{
			connection,
			store,
			journal,
			sessions,
			strength,
			disk,
			links,
			access,
			displays,
			venueChecks
		},
		...{
			rooms,
			documents,
			projections,
			shared,
			records,
			followers,
			drawings,
			minutes,
			liveGateway,
			documentGateway
		},
		...{ communities, callGrants, signer, hiddenFile: journal.file },
		communityRoll: new CommunityRoll(store, oldPages),
		sign,
		forgetOldPages: () => oldPages.overwrite(),
		accounts: new Accounts(store, now),
		once: new Once(links, now),
		newKey: rememberSigningKey(connection, key.publicKey),
		get stopping() {
			return stopping;
		},
		stop: () => (stopped ??= close())
	};
	try {
		// What is given up is given up now, not when somebody comes: the next start may not be told to.
		await rooms.wake(config.newKeys ? missing.map(({ meeting }) => meeting) : []);
		await agenda.catchUp(await documents.repository.rows.unsealed('agenda'));
		await minutes.catchUp(await documents.repository.rows.unsealed('minutes'));
		return app;
	} catch (error) {
		await app.stop();
		throw error;
	}
}
