-- Takes V3 back: what was filled may stay, it is kept in step.
set lock_timeout = '2s';

alter table payment drop constraint payment_provider_reference_present;
drop index payment_provider_reference;
