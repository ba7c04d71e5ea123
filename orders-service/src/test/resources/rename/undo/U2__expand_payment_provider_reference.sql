-- Takes V2 back: the old column was kept in step all the time, so nothing is lost.
set lock_timeout = '2s';

drop trigger payment_references on payment;
drop function payment_references();
alter table payment drop column provider_reference;
