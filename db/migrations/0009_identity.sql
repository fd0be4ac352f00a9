ALTER TABLE "profile_changes" DROP CONSTRAINT "profile_changes_kind";--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "marketing_version" text;--> statement-breakpoint
ALTER TABLE "profile_changes" ADD CONSTRAINT "profile_changes_kind" CHECK ("profile_changes"."kind" in ('address', 'contact', 'personal', 'offers'));
--> statement-breakpoint
-- Their owner may know what they agreed to.
GRANT SELECT (marketing_version) ON users TO portal_customer;
