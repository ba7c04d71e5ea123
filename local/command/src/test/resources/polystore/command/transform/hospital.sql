-- A hospital in several schemas: inheritance, uuid keys, deferred constraints, composite types, tables without a key,
-- row level security, times without end, dates before Christ, numbers that fit no decimal.
create schema clinic;
create schema billing;
create schema "Audit Log";
create type clinic.address as (street text, zip char(5), city text, since date);
create type clinic.blood as enum ('0', 'A', 'B', 'AB');
create domain clinic.percent as numeric(5, 2) check (value between 0 and 100);
create domain clinic.home as clinic.address;
create sequence clinic.visit_no start -5 increment 1 minvalue -1000;

create table clinic.person (
    id uuid primary key default gen_random_uuid(), name text not null, born date, home clinic.address,
    former_homes clinic.address[], meta jsonb not null default '{}');
create table clinic.patient (blood clinic.blood, insured_since timestamptz, primary key (id)) inherits (clinic.person);
create table clinic.ward (
    ward_code text collate "C" primary key, name text not null, head uuid, parent text references clinic.ward);
create table clinic.nurse (ward_code text references clinic.ward, shift tsrange, primary key (id)) inherits (clinic.person);
create table clinic.visit (
    visit_no bigint primary key deferrable initially deferred default nextval('clinic.visit_no'),
    patient_id uuid not null references clinic.patient deferrable initially deferred, ward_code text references clinic.ward,
    admitted timestamptz not null, discharged timestamptz default 'infinity', stay interval, follow_up bigint,
    occupancy clinic.percent, bed bit(4), flags varbit, note xml);
create table clinic.diagnosis (
    code varchar(10) primary key, parent_code varchar(10) references clinic.diagnosis, title text not null,
    synonyms text[][], weights double precision[]);
create table clinic.visit_diagnosis (
    visit_no bigint not null, code varchar(10) not null references clinic.diagnosis, rank smallint,
    certainty real, primary key (visit_no, code));
create table clinic.vital (  -- no key, and two rows may be equal
    at timestamptz, patient_id uuid references clinic.patient, pulse smallint, reading json);
create table clinic.device_log (raw json, said text);
create table clinic.bed (ward_code text, bed_no int, nickname text, unique (ward_code, bed_no));
create table billing.account (
    account_no numeric(20) primary key, iban text not null unique, patient_id uuid references clinic.patient,
    opened date not null, closed date, balance numeric, rate numeric, risk double precision);
create table billing.invoice (
    invoice_no bigint primary key, iban text not null references billing.account (iban) on update cascade,
    patient_id uuid references clinic.patient, issued date not null, total numeric not null,
    reminders timestamp[], period daterange, periods datemultirange, due interval day to second);
create table billing.item (
    invoice_no bigint not null references billing.invoice on delete cascade, line int not null, visit_no bigint,
    text text not null, amount numeric(12, 3) not null, primary key (invoice_no, line));
create table billing.visit (id int primary key, invoice_no bigint unique references billing.invoice, remark text);
create table "Audit Log"."Event" (
    "At" timestamptz not null, "Seq" bigint not null, "Actor" uuid, "Old" jsonb, "New" jsonb, "Client" inet,
    "Tx" pg_lsn, primary key ("At", "Seq"));

insert into clinic.ward values ('W1', 'Surgery', null, null), ('w1', 'Small', null, 'W1'), ('Ä', 'Umlaut', null, 'w1');
insert into clinic.person (id, name) select md5('person' || n)::uuid, 'Person ' || n from generate_series(1, 5) n;
insert into clinic.patient (id, name, born, home, former_homes, blood, insured_since, meta)
    select md5('patient' || n)::uuid, 'Patient ' || n,
           case n % 5 when 0 then null when 1 then '0044-03-15 BC'::date else '1950-01-01'::date + n * 100 end,
           case n % 3 when 0 then null else row('Street ' || n, '10' || n % 10, null, '2020-01-01')::clinic.address end,
           case when n % 2 = 0 then array[row('Old', '1', 'City', null)::clinic.address, null] end,
           (enum_range(null::clinic.blood))[1 + n % 4], '2020-01-01'::timestamptz + n * interval '1 us',
           jsonb_build_object('n', n, 'deep', jsonb_build_object('list', jsonb_build_array(n, 'x', null)))
      from generate_series(1, 60) n;
insert into clinic.nurse (id, name, ward_code, shift) select md5('nurse' || n)::uuid, 'Nurse ' || n, 'W1',
        tsrange('2026-01-01', '2026-01-02', '(]') from generate_series(1, 6) n;
update clinic.ward set head = md5('nurse1')::uuid where ward_code = 'W1';
insert into clinic.visit (patient_id, ward_code, admitted, discharged, stay, occupancy, bed, flags, note)
    select md5('patient' || 1 + n % 60)::uuid, (array['W1', 'w1', 'Ä', null])[1 + n % 4],
           '2026-01-01'::timestamptz + n * interval '1 h', '2026-02-01'::timestamptz + n * interval '1 h',
           n * interval '1 day 1 mon -3 s', n % 100, b'0101', b'1', '<note/>'
      from generate_series(1, 200) n;
insert into clinic.visit (visit_no, patient_id, admitted) values
    (-9223372036854775808, md5('patient1')::uuid, '0001-01-01 BC'), (9223372036854775807, md5('patient2')::uuid, 'infinity');
insert into clinic.diagnosis select 'D' || n, 'D' || nullif(n / 2, 0), 'Diagnosis ' || n, array[array['a', 'b'], array['c', null]],
        array[n / 3.0, null] from generate_series(1, 20) n;
insert into clinic.visit_diagnosis select visit_no, 'D' || 1 + abs(visit_no % 20), 1, 0.5 from clinic.visit where visit_no < 9999;
insert into clinic.vital select '2026-01-01'::timestamptz + n / 2 * interval '1 min', md5('patient' || 1 + n / 2 % 60)::uuid, 60,
        '{"a": 1}' from generate_series(1, 100) n;
insert into clinic.device_log select '{"n": 1}', 'same' from generate_series(1, 3);
insert into clinic.bed select case when n % 5 > 0 then 'W1' end, n, 'bed ' || n from generate_series(1, 20) n;
insert into billing.account select n * 10000000000000000, 'AT' || n, md5('patient' || n)::uuid, '1999-12-31',
        case n % 3 when 0 then null when 1 then '9999-12-31'::date else 'infinity'::date end,
        case n % 10 when 9 then 'NaN'::numeric when 8 then 'Infinity' when 7 then 1e6000 else n / 7.0 end,
        1.0000000000, case when n = 6 then 'NaN'::float8 else n end from generate_series(1, 30) n;
insert into billing.invoice select n, 'AT' || 1 + n % 30, md5('patient' || 1 + n % 30)::uuid, '2026-01-01'::date + n, n * 1.10,
        array['2026-01-01 00:00:00.000001'::timestamp], daterange('2026-01-01', null),
        datemultirange(daterange('2026-01-01', '2026-02-01')), interval '3 days' from generate_series(1, 90) n;
insert into billing.item select 1 + n % 90, n / 90, n % 200, 'Item', n / 1000.0 from generate_series(0, 299) n;
insert into billing.visit select n, n, 'remark' from generate_series(1, 10) n;
insert into "Audit Log"."Event" select '2026-01-01'::timestamptz + n * interval '1 ms', n, md5('nurse1')::uuid, null, '{"a": [1, 2.50]}',
        '192.168.0.0/24', '0/16B3748' from generate_series(1, 50) n;
set constraints all immediate;
create index on clinic.visit (patient_id);
alter table billing.account enable row level security;
create view billing.open_account as select * from billing.account where closed is null;
