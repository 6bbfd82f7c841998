-- New words go into the search index at once. In a list beside it they waited until the list was full, and then the one delivery that filled it
-- wrote them all, with everybody behind it waiting two or three times as long as otherwise; and every search read through that list. Emptying
-- the list in the background was tried: the same work on another connection, and under full load the intake got slower, not faster.
alter index alert_search set (fastupdate = off);
select gin_clean_pending_list('alert_search');
