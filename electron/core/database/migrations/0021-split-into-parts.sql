-- Of a filing in several packages: where in its kept text files this one's share lies, as JSON; null for one that was not split.
ALTER TABLE sent_package ADD COLUMN slices TEXT;
-- Which of several packages of one filing it is, as its manifest says, in JSON; null for one that came whole.
ALTER TABLE received_package ADD COLUMN part TEXT;
