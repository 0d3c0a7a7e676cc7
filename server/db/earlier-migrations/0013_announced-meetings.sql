ALTER TABLE `meeting` ADD `announced` integer DEFAULT false NOT NULL;--> statement-breakpoint
UPDATE `meeting` SET `announced` = true;