-- Nobody searches, orders or joins by these columns, so what PostgreSQL would learn of their values serves no plan; sorting a sample of them is most
-- of what its statistics cost, again and again while a table grows under load, on processors that intake needs.
alter table alert alter column labels set statistics 0, alter column summary set statistics 0, alter column link set statistics 0;
alter table delivery alter column headers set statistics 0, alter column reason set statistics 0, alter column content_type set statistics 0;
alter table delivery_body alter column bytes set statistics 0;
alter table observation alter column title set statistics 0;
alter table ledger_opening alter column salt set statistics 0, alter column bytes set statistics 0;
alter table ledger_inbox alter column header set statistics 0, alter column leaf_hash set statistics 0;
alter table ledger_entry alter column header set statistics 0, alter column leaf_hash set statistics 0;
alter table ledger_node alter column hash set statistics 0;
alter table checkpoint alter column root set statistics 0, alter column note set statistics 0;
