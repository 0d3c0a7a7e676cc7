-- What each slice hid in tables of its own moves into lots. Sealed rows keep their bytes: these name no table.
INSERT INTO `hidden` (`meeting`, `lot`, `id`, `key`, `body`)
SELECT `meeting`, 'notes', `id`, '', CAST(json_object(
	'id', `id`, 'seat', `seat`, 'phase', `phase`, 'at', `at`, 'text', `body`
) AS BLOB) FROM `note` ORDER BY `meeting`, `id`;
--> statement-breakpoint
INSERT INTO `hidden` (`meeting`, `lot`, `id`, `key`, `body`)
SELECT `meeting`, 'comments', `id`, '', CAST(json_object(
	'id', `id`, 'at', `at`, 'how', `how`, 'name', `name`, 'building', `building`, 'text', `body`, 'reason', `reason`
) AS BLOB) FROM `comment` ORDER BY `meeting`, `id`;
--> statement-breakpoint
INSERT INTO `hidden` (`meeting`, `lot`, `id`, `key`, `body`)
SELECT `meeting`, 'guest-arrivals', `id`, '', CAST(json_object(
	'id', `id`, 'session', `session`, 'at', `at`, 'place', `place`, 'lane', `lane`, 'seat', `seat`,
	'waiting', json(coalesce(`waiting`, 'null'))
) AS BLOB) FROM `guest_arrival` ORDER BY `meeting`, `id`;
--> statement-breakpoint
INSERT INTO `hidden` (`meeting`, `lot`, `id`, `key`, `body`)
SELECT `meeting`,
	CASE `lot` WHEN 'weigh' THEN 'weigh-ballots ' WHEN 'agree' THEN 'agree-ballots ' ELSE 'cards ' END || `board`,
	`id`, `key`, `body` FROM `card_sealed` ORDER BY `id`;
--> statement-breakpoint
INSERT INTO `hidden` (`meeting`, `lot`, `id`, `key`, `body`)
SELECT `meeting`, 'card-keys ' || `board`, `card`, '', CAST(json_quote(`key`) AS BLOB)
FROM `card_key` ORDER BY `rowid`;
--> statement-breakpoint
INSERT INTO `hidden` (`meeting`, `lot`, `id`, `key`, `body`)
SELECT `meeting`,
	CASE `what` WHEN 'cards' THEN 'cards-sent ' WHEN 'early' THEN 'cards-early ' WHEN 'weigh' THEN 'cards-weighed '
		ELSE 'cards-agreed ' END || `board`,
	`who`, '', CAST(CAST(`n` AS TEXT) AS BLOB)
FROM `card_count` WHERE `what` IN ('cards', 'early', 'weigh', 'agree') ORDER BY `meeting`, `who`;
--> statement-breakpoint
INSERT INTO `hidden` (`meeting`, `lot`, `id`, `key`, `body`)
SELECT `meeting`, 'card-papers ' || `board`, `who`, '', CAST('true' AS BLOB)
FROM `card_count` WHERE `what` = 'paper' ORDER BY `meeting`, `who`;
--> statement-breakpoint
INSERT INTO `hidden` (`meeting`, `lot`, `id`, `key`, `body`)
SELECT `meeting`, 'card-hall ' || `board`, 'points', '', CAST(json_group_object(`who`, `n`) AS BLOB)
FROM `card_count` WHERE `what` = 'hall' GROUP BY `meeting`, `board`;
--> statement-breakpoint
INSERT INTO `hidden` (`meeting`, `lot`, `id`, `key`, `body`)
SELECT `meeting`, 'card-voices ' || `board`, `id`, `key`, `body` FROM `card_voice` ORDER BY `id`;
--> statement-breakpoint
INSERT INTO `hidden` (`meeting`, `lot`, `id`, `key`, `body`)
SELECT `meeting`, 'card-photos ' || `board`, `id`, `key`, `body` FROM `card_photo` ORDER BY `id`;
--> statement-breakpoint
INSERT INTO `hidden` (`meeting`, `lot`, `id`, `key`, `body`)
SELECT `meeting`, 'mood', `id`, `key`, `body` FROM `mood_sealed` ORDER BY `id`;
--> statement-breakpoint
INSERT INTO `hidden` (`meeting`, `lot`, `id`, `key`, `body`)
SELECT `meeting`, 'mood-gave', `seat`, '', CAST('true' AS BLOB) FROM `mood_gave` ORDER BY `meeting`, `seat`;
--> statement-breakpoint
DROP TABLE `note`;--> statement-breakpoint
DROP TABLE `comment`;--> statement-breakpoint
DROP TABLE `guest_arrival`;--> statement-breakpoint
DROP TABLE `card_sealed`;--> statement-breakpoint
DROP TABLE `card_key`;--> statement-breakpoint
DROP TABLE `card_count`;--> statement-breakpoint
DROP TABLE `card_voice`;--> statement-breakpoint
DROP TABLE `card_photo`;--> statement-breakpoint
DROP TABLE `mood_sealed`;--> statement-breakpoint
DROP TABLE `mood_gave`;
