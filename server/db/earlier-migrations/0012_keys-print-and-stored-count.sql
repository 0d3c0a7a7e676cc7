ALTER TABLE `installation` ADD `keys` text;--> statement-breakpoint
ALTER TABLE `installation` ADD `stored` integer DEFAULT 0 NOT NULL;