ALTER TABLE `meeting` ADD `private` integer DEFAULT false NOT NULL;
--> statement-breakpoint
UPDATE `meeting` SET `private` = true WHERE `id` IN (
	SELECT `meeting` FROM `event`
	WHERE `line` LIKE '%"plan.created"%' AND CASE WHEN json_valid(`line`)
		THEN json_extract(`line`, '$[5]') = 'plan.created' AND json_extract(`line`, '$[6].private')
	END
);
