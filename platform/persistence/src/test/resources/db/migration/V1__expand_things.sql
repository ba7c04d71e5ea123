-- expand: what a migration may declare; the way back is to drop it
set lock_timeout = '2s';

create table thing (
    id   bigint generated always as identity primary key,
    name text not null default 'a;b -- c'
);
create index thing_name on thing (name);
create view named_thing as select id from thing where name <> '';
create sequence ticket;

/* create table commented_out (id int); */
create function parts() returns void language plpgsql as $$
begin
    execute 'create table part (id int)';
end $$;

create table "passing" (id int);
create index passing_id on passing (id);
drop table passing;
