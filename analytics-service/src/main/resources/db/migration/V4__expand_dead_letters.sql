-- expand: an order continues after an operator has discarded one of its events, and the decisions of operators. Way
-- back: drop the column and the table; the previous version neither reads nor writes them.
set lock_timeout = '2s';

-- Events discarded since the last applied one: the version of the next event may be higher by as many.
alter table order_fact add column discarded int not null default 0;

create table dead_letter_decision (
    id            bigint generated always as identity primary key,
    topic         text   not null,
    partition     int    not null,
    record_offset bigint not null,
    key           text   not null,
    outcome       text   not null,
    decided_by    text   not null,
    reason        text   not null,
    decided_at    timestamptz not null default now()
);
