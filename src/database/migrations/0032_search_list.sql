-- New words wait in a list beside the search index again, but in one so short (64 kB, some two hundred alerts) that every search can read through
-- it and whoever fills it soon has it written out. Written together, words that alerts have in common are added once and not for each of them:
-- a delivery costs the database a seventh less. With a list of 512 kB the one delivery that filled it held up everybody behind it.
alter index alert_search set (fastupdate = on, gin_pending_list_limit = 64);
