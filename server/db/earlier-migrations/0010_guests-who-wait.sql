CREATE TABLE `guest_arrival` (
	`meeting` text NOT NULL,
	`id` text NOT NULL,
	`session` text NOT NULL,
	`at` integer NOT NULL,
	`place` text NOT NULL,
	`lane` text NOT NULL,
	`seat` text,
	`waiting` text,
	PRIMARY KEY(`meeting`, `id`)
);
