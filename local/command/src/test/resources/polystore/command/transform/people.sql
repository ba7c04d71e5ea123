-- Human resources: reserved words as names, upper case, names of 63 bytes, texts in other collations, a wide table, keys of
-- dates and times, cycles of foreign keys, empty tables.
create collation german (provider = icu, locale = 'de-DE');
create collation caseless (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
create table "USER" ("ID" bigserial primary key, "NAME" text collate german not null unique, "user" text, "End" date);
create table "ORDER" (
    "ID" int primary key, "USER" bigint not null references "USER", "TABLE" text, "CHECK" boolean, "LIMIT" int);
create table "Group" ("Name" text collate caseless primary key, "Default" text, "Primary" "USER");
create table "UserGroup" (
    "User" bigint references "USER" on delete cascade, "Group" text collate caseless references "Group", primary key ("User", "Group"));
create table department (
    dept_no char(4) primary key, dept_name text collate german not null unique, manager int, parent char(4) references department);
create table employee (
    emp_no int generated always as identity primary key, first_name varchar(14) not null, dept_no char(4) not null,
    mentor int references employee, salary money, hired date not null, photo bytea, badge macaddr, left_at timestamptz,
    constraint employee_dept foreign key (dept_no) references department deferrable initially deferred);
alter table department add foreign key (manager) references employee deferrable initially deferred;
create table salary (
    emp_no int not null references employee, from_date date not null, to_date date not null, salary int not null,
    primary key (emp_no, from_date));
create table title (
    emp_no int not null references employee, title text collate german not null, from_date date not null, to_date date,
    primary key (emp_no, title, from_date));
create table title_document (
    emp_no int, title text, from_date date, page int, content text, primary key (emp_no, title, from_date, page),
    foreign key (emp_no, title, from_date) references title);
create table holiday (day date primary key, name text, during tstzrange);
create table holiday_pay (
    day date references holiday, emp_no int references employee, factor numeric(3, 2), primary key (day, emp_no));
create table shift_log (began timestamp primary key, emp_no int references employee, note text);
create table a_table_whose_name_has_sixty_three_bytes_and_so_can_have_no_more (
    a_column_whose_name_has_sixty_three_bytes_and_can_have_none_mor int primary key, emp_no int references employee);
create table empty_parent (id int primary key, note text);
create table empty_child (id int primary key, parent_id int references empty_parent);
create table ring_a (id int primary key, b int);
create table ring_b (id int primary key, c int);
create table ring_c (id int primary key, a int references ring_a);
alter table ring_a add foreign key (b) references ring_b;
alter table ring_b add foreign key (c) references ring_c;
create table pair (a int not null, b int not null, c text, unique (a, b));
create table code (kind text not null, code text collate "C" not null, label text, primary key (kind, code));
create table code_use (id int primary key, kind text, code text, foreign key (kind, code) references code);
do $$ begin
    execute 'create table survey (id int primary key, emp_no int references employee, '
        || (select string_agg('answer_' || n || ' text', ', ') from generate_series(1, 900) n) || ')';
end $$;

insert into "USER" ("NAME", "user", "End") select (array['Ä', 'a', 'Z', 'ö', 'straße', 'STRASSE', '_', ' '])[1 + n % 8] || n / 8, 'u' || n, null
    from generate_series(0, 39) n;
insert into "ORDER" select n, 1 + n % 40, 'table ' || n, n % 2 = 0, n from generate_series(1, 100) n;
insert into "Group" select 'Group ' || chr(64 + n) || chr(96 + n), 'd' from generate_series(1, 10) n;
insert into "UserGroup" select 1 + n % 40, 'Group ' || chr(65 + n % 10) || chr(97 + n % 10) from generate_series(1, 80) n on conflict do nothing;
begin;
insert into department select 'd' || lpad(n::text, 3, '0'), 'Department ' || n, n, null from generate_series(1, 9) n;
insert into employee (first_name, dept_no, mentor, salary, hired, photo, badge, left_at)
    select 'Name ' || n, 'd' || lpad((1 + n % 9)::text, 3, '0'), nullif(n / 2, 0), n::text::money, '2000-01-01'::date + n, '\x00',
           '08:00:2b:01:02:03', case when n % 10 = 0 then '2026-01-01'::timestamptz end
      from generate_series(1, 120) n;
commit;
update department set parent = 'd001' where dept_no > 'd001';
insert into salary select 1 + n % 120, '2000-01-01'::date + n, '9999-01-01', n from generate_series(1, 360) n;
insert into title select 1 + n % 120, (array['Engineer', 'Ärztin', 'engineer', 'Zoologist'])[1 + n % 4], '2000-01-01', null
    from generate_series(1, 200) n on conflict do nothing;
insert into title_document select emp_no, title, from_date, 1, 'page' from title where emp_no < 60;
insert into holiday select '2026-01-01'::date + n * 10, 'Holiday ' || n, tstzrange('2026-01-01', '2026-01-02') from generate_series(1, 12) n;
insert into holiday values ('0001-12-25 BC', 'first', null), ('12026-01-01', 'last', null);
insert into holiday_pay select '2026-01-01'::date + (1 + n % 12) * 10, 1 + n % 120, 1.5 from generate_series(1, 100) n on conflict do nothing;
insert into shift_log select '2026-01-01'::timestamp + n * interval '1 h 1 us', nullif(n % 121, 0), 'note' from generate_series(1, 150) n;
insert into a_table_whose_name_has_sixty_three_bytes_and_so_can_have_no_more select n, n from generate_series(1, 30) n;
insert into ring_a select n from generate_series(1, 5) n;
insert into ring_c select n, n from generate_series(1, 5) n;
insert into ring_b select n, n from generate_series(1, 5) n;
update ring_a set b = id;
insert into pair select n / 5, n % 5, 'c' || n from generate_series(0, 24) n;
insert into code select 'kind ' || n % 3, 'code ' || n, 'label' from generate_series(1, 30) n;
insert into code_use select n, 'kind ' || n % 3, case when n % 4 > 0 then 'code ' || n end from generate_series(1, 30) n;
insert into survey (id, emp_no, answer_1, answer_900) select n, n, 'yes', 'no' from generate_series(1, 20) n;
