CREATE TABLE `document` (
	`meeting` text NOT NULL,
	`name` text NOT NULL,
	`epoch` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`sealed_at` integer,
	PRIMARY KEY(`meeting`, `name`)
);
--> statement-breakpoint
CREATE TABLE `document_client` (
	`meeting` text NOT NULL,
	`name` text NOT NULL,
	`client` integer NOT NULL,
	`session` text NOT NULL,
	PRIMARY KEY(`meeting`, `name`, `client`)
);
--> statement-breakpoint
CREATE TABLE `document_update` (
	`meeting` text NOT NULL,
	`name` text NOT NULL,
	`version` integer NOT NULL,
	`bytes` blob NOT NULL,
	`quarantined_at` integer,
	PRIMARY KEY(`meeting`, `name`, `version`)
);
