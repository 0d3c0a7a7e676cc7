CREATE TABLE `comment` (
	`meeting` text NOT NULL,
	`id` text NOT NULL,
	`at` integer NOT NULL,
	`how` text NOT NULL,
	`name` text NOT NULL,
	`building` text NOT NULL,
	`body` text NOT NULL,
	`reason` text,
	PRIMARY KEY(`meeting`, `id`)
);
