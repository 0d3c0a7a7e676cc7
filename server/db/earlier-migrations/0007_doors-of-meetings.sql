ALTER TABLE `meeting` ADD `address_key` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `meeting` ADD `display_round` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE `meeting` SET `address_key` =
	substr('23456789abcdefghijkmnpqrstuvwxyz', 1 + (random() & 31), 1) ||
	substr('23456789abcdefghijkmnpqrstuvwxyz', 1 + (random() & 31), 1) ||
	substr('23456789abcdefghijkmnpqrstuvwxyz', 1 + (random() & 31), 1) ||
	substr('23456789abcdefghijkmnpqrstuvwxyz', 1 + (random() & 31), 1) ||
	substr('23456789abcdefghijkmnpqrstuvwxyz', 1 + (random() & 31), 1) ||
	substr('23456789abcdefghijkmnpqrstuvwxyz', 1 + (random() & 31), 1) ||
	substr('23456789abcdefghijkmnpqrstuvwxyz', 1 + (random() & 31), 1) ||
	substr('23456789abcdefghijkmnpqrstuvwxyz', 1 + (random() & 31), 1) ||
	substr('23456789abcdefghijkmnpqrstuvwxyz', 1 + (random() & 31), 1) ||
	substr('23456789abcdefghijkmnpqrstuvwxyz', 1 + (random() & 31), 1);--> statement-breakpoint
CREATE UNIQUE INDEX `meeting_address_key_unique` ON `meeting` (`address_key`);--> statement-breakpoint
ALTER TABLE `session` ADD `meeting` text;--> statement-breakpoint
CREATE INDEX `session_meeting` ON `session` (`meeting`);