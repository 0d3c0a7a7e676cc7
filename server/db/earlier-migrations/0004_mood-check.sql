CREATE TABLE `mood_gave` (
	`meeting` text NOT NULL,
	`seat` text NOT NULL,
	PRIMARY KEY(`meeting`, `seat`)
);
--> statement-breakpoint
CREATE TABLE `mood_sealed` (
	`meeting` text NOT NULL,
	`id` text NOT NULL,
	`key` text NOT NULL,
	`body` blob NOT NULL,
	PRIMARY KEY(`meeting`, `id`)
);
