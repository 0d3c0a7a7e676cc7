ALTER TABLE `document_update` ADD `digest` text;--> statement-breakpoint
ALTER TABLE `installation` ADD `public_key` text;