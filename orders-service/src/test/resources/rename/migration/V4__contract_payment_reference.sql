-- contract: payment.reference goes, once no running version of the service names it. Way back: undo/U4__contract_payment_reference.sql.
set lock_timeout = '2s';

-- The check that V3 validated spares the scan for nulls, its unique index the build of another.
alter table payment alter column provider_reference set not null;
alter table payment drop constraint payment_pkey;
alter table payment add constraint payment_pkey primary key using index payment_provider_reference;
drop trigger payment_references on payment;
drop function payment_references();
alter table payment drop column reference;
alter table payment drop constraint payment_provider_reference_present;
