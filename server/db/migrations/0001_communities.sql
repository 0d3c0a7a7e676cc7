CREATE TABLE `community` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `community_organiser` (
	`account` text NOT NULL,
	`community` text NOT NULL,
	`since` integer NOT NULL,
	PRIMARY KEY(`account`, `community`),
	FOREIGN KEY (`account`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`community`) REFERENCES `community`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `community_person` (
	`community` text NOT NULL,
	`id` text NOT NULL,
	`no` integer NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`community`, `id`),
	FOREIGN KEY (`community`) REFERENCES `community`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `invitation` ADD `community` text REFERENCES community(id);--> statement-breakpoint
ALTER TABLE `meeting` ADD `community` text REFERENCES community(id);--> statement-breakpoint
CREATE INDEX `meeting_community` ON `meeting` (`community`);--> statement-breakpoint
INSERT INTO `community` (`id`, `name`, `created_at`) SELECT `id`, '', `created_at` FROM `account`;
--> statement-breakpoint
INSERT INTO `community_organiser` (`account`, `community`, `since`) SELECT `id`, `id`, `created_at` FROM `account`;
--> statement-breakpoint
UPDATE `meeting` SET `community` = `owner`;
