-- Orders that are being set up become processes. Both tables go one release after the last order of theirs has ended.
ALTER TABLE "fulfilments" ADD COLUMN "adopted_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "fulfilments_to_adopt" ON "fulfilments" USING btree ("order_id") WHERE "fulfilments"."adopted_at" is null;
