-- contract: drops payment.reference, once no running version of the service uses it. Undo: undo/U4__contract_payment_reference.sql.
set lock_timeout = '2s';

-- The constraint validated by V3 makes a scan for nulls unnecessary; its unique index becomes the primary key.
alter table payment alter column provider_reference set not null;
alter table payment drop constraint payment_pkey;
alter table payment add constraint payment_pkey primary key using index payment_provider_reference;
drop trigger payment_references on payment;
drop function payment_references();
alter table payment drop column reference;
alter table payment drop constraint payment_provider_reference_present;
