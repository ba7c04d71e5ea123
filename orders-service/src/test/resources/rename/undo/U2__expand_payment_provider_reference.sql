-- Undoes V2: the trigger has kept both columns equal, so no value is lost.
set lock_timeout = '2s';

drop trigger payment_references on payment;
drop function payment_references();
alter table payment drop column provider_reference;
