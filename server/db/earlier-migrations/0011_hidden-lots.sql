CREATE TABLE `hidden` (
	`meeting` text NOT NULL,
	`lot` text NOT NULL,
	`id` text NOT NULL,
	`key` text NOT NULL,
	`body` blob NOT NULL,
	PRIMARY KEY(`meeting`, `lot`, `id`)
);
--> statement-breakpoint
-- Reasons for being away stood among the texts that everybody loads. The last word of each seat moves
-- into its lot; all of them leave the texts. The chain holds their hashes alone, and still verifies.
INSERT INTO `hidden` (`meeting`, `lot`, `id`, `key`, `body`)
SELECT said.meeting, 'leave-reasons', said.seat, '', CAST(json_quote(`text`.`body`) AS BLOB)
FROM (
	SELECT meeting, json_extract(line, '$[6].seat') AS seat,
		json_extract(line, '$[6].reason.id') AS reason, max(seq) AS seq
	FROM (SELECT meeting, seq, CASE WHEN json_valid(line) THEN line ELSE '[]' END AS line
		FROM `event` WHERE line LIKE '%"attendance.%' OR line LIKE '%"roll.removed"%')
	WHERE json_extract(line, '$[5]') IN ('attendance.answered', 'attendance.excused', 'roll.removed')
	GROUP BY meeting, json_extract(line, '$[6].seat')
) AS said
JOIN `text` ON `text`.`meeting` = said.meeting AND `text`.`id` = said.reason
WHERE `text`.`body` IS NOT NULL;
--> statement-breakpoint
DELETE FROM `text`
WHERE (`meeting`, `id`) IN (
	SELECT meeting, json_extract(line, '$[6].reason.id')
	FROM (SELECT meeting, CASE WHEN json_valid(line) THEN line ELSE '[]' END AS line
		FROM `event` WHERE line LIKE '%"attendance.%')
	WHERE json_extract(line, '$[5]') IN ('attendance.answered', 'attendance.excused')
);
