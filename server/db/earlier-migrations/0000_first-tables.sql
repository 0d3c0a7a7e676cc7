CREATE TABLE `account` (
	`id` text PRIMARY KEY NOT NULL,
	`login` text NOT NULL,
	`name` text NOT NULL,
	`password_hash` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `account_login_unique` ON `account` (`login`);--> statement-breakpoint
CREATE TABLE `answer` (
	`meeting` text NOT NULL,
	`actor` text NOT NULL,
	`command` text NOT NULL,
	`digest` text NOT NULL,
	`seq` integer NOT NULL,
	PRIMARY KEY(`meeting`, `actor`, `command`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `event` (
	`meeting` text NOT NULL,
	`seq` integer NOT NULL,
	`line` text NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`meeting`, `seq`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `installation` (
	`id` integer PRIMARY KEY NOT NULL,
	`epoch` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `invitation` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE TABLE `meeting` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`owner` text,
	`demo` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	`title` text DEFAULT '' NOT NULL,
	`phase` text DEFAULT 'planned' NOT NULL,
	`starts_at` integer,
	`due_at` integer,
	FOREIGN KEY (`owner`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `meeting_code_unique` ON `meeting` (`code`);--> statement-breakpoint
CREATE INDEX `meeting_owner` ON `meeting` (`owner`);--> statement-breakpoint
CREATE INDEX `meeting_due` ON `meeting` (`due_at`);--> statement-breakpoint
CREATE TABLE `note` (
	`meeting` text NOT NULL,
	`id` text NOT NULL,
	`seat` text NOT NULL,
	`phase` text NOT NULL,
	`at` integer NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`meeting`, `id`)
);
--> statement-breakpoint
CREATE TABLE `person` (
	`meeting` text NOT NULL,
	`seat` text NOT NULL,
	`salt` text,
	`body` text,
	PRIMARY KEY(`meeting`, `seat`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `seat_holder` (
	`meeting` text NOT NULL,
	`seat` text NOT NULL,
	`session` text NOT NULL,
	PRIMARY KEY(`meeting`, `seat`)
);
--> statement-breakpoint
CREATE INDEX `seat_holder_session` ON `seat_holder` (`session`);--> statement-breakpoint
CREATE TABLE `seat_request` (
	`meeting` text NOT NULL,
	`id` text NOT NULL,
	`seat` text NOT NULL,
	`session` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`meeting`, `id`)
);
--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`secret_hash` text NOT NULL,
	`account` text,
	`created_at` integer NOT NULL,
	`seen_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`account`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `session_account` ON `session` (`account`);--> statement-breakpoint
CREATE TABLE `snapshot` (
	`meeting` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`head` text NOT NULL,
	`shape` integer NOT NULL,
	`state` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `text` (
	`meeting` text NOT NULL,
	`id` text NOT NULL,
	`salt` text,
	`body` text,
	PRIMARY KEY(`meeting`, `id`)
) WITHOUT ROWID;
