-- Undoes V3: the filled values may stay, because the trigger keeps both columns equal.
set lock_timeout = '2s';

alter table payment drop constraint payment_provider_reference_present;
drop index payment_provider_reference;
