-- What every delivery writes most of is not asked again, row by row, whether its organization or its ledger exists: the transaction is one
-- of that organization (row-level security holds each row against it), and the sequencer has locked the ledger it appends to.
-- These checks were a tenth of what a delivery costs the database. Evidence still refers to evidence: deliveries to their source and body,
-- observations to delivery and alert, reviews to their alert.
alter table delivery_body drop constraint delivery_body_org_id_fkey;
alter table ledger_inbox drop constraint ledger_inbox_org_id_fkey;
alter table ledger_opening drop constraint ledger_opening_org_id_fkey;
alter table ledger_entry drop constraint ledger_entry_org_id_fkey;
alter table ledger_node drop constraint ledger_node_org_id_fkey;
