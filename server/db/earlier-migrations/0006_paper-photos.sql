CREATE TABLE `card_photo` (
	`meeting` text NOT NULL,
	`board` text NOT NULL,
	`id` text NOT NULL,
	`key` text NOT NULL,
	`body` blob NOT NULL,
	PRIMARY KEY(`meeting`, `board`, `id`)
);
