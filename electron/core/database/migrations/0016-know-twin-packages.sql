-- 0 for a package that another machine of this office wrote: its number counts, but its commit is not one of this workspace.
ALTER TABLE sent_package ADD COLUMN written_here INTEGER NOT NULL DEFAULT 1;
