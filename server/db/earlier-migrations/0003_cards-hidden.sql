CREATE TABLE `card_count` (
	`meeting` text NOT NULL,
	`board` text NOT NULL,
	`what` text NOT NULL,
	`who` text NOT NULL,
	`n` integer NOT NULL,
	PRIMARY KEY(`meeting`, `board`, `what`, `who`)
);
--> statement-breakpoint
CREATE TABLE `card_key` (
	`meeting` text NOT NULL,
	`board` text NOT NULL,
	`card` text NOT NULL,
	`key` text NOT NULL,
	PRIMARY KEY(`meeting`, `board`, `card`)
);
--> statement-breakpoint
CREATE TABLE `card_sealed` (
	`meeting` text NOT NULL,
	`board` text NOT NULL,
	`lot` text NOT NULL,
	`id` text NOT NULL,
	`key` text NOT NULL,
	`body` blob NOT NULL,
	PRIMARY KEY(`meeting`, `board`, `lot`, `id`)
);
