update clinic.patient set name = 'Patient :n', meta = '{"n": :n}', home = row('S', '1', 'C:n', null)::clinic.address where id = md5('patient' || 1 + :n % 60)::uuid
insert into clinic.visit (patient_id, admitted, discharged) values (md5('patient' || 1 + :n % 60)::uuid, timestamptz '2026-05-01' + :n * interval '1 us', null)
update clinic.visit set patient_id = md5('patient' || 1 + :n % 60)::uuid, ward_code = 'Ä' where visit_no = :n % 200
delete from clinic.visit where visit_no > 210 and visit_no % 7 = :n % 7
insert into clinic.visit_diagnosis values (:n % 200, 'D' || 1 + :n % 20, 2, null) on conflict do nothing
update clinic.nurse set shift = null, ward_code = 'w1' where id = md5('nurse' || 1 + :n % 6)::uuid
update clinic.person set name = 'Person :n' where id = md5('person' || 1 + :n % 5)::uuid
delete from clinic.vital where at = timestamptz '2026-01-01' + :n % 50 * interval '1 min'
insert into clinic.vital select timestamptz '2026-01-02', md5('patient' || 1 + :n % 60)::uuid, :n % 200, null from generate_series(1, 2)
update billing.account set iban = 'AT' || 100 + :n where account_no = (1 + :n % 30) * 10000000000000000
insert into billing.item select invoice_no, 100 + :n, null, 'Item', 1 from billing.invoice where invoice_no = 1 + :n % 90 on conflict do nothing
delete from billing.item where invoice_no = 1 + :n % 90 and line > 50
update billing.invoice set patient_id = null, reminders = '{}' where invoice_no = 1 + :n % 90
update clinic.ward set parent = null where ward_code = 'w1'
update "Audit Log"."Event" set "New" = '{"a": :n}' where "Seq" = 1 + :n % 50
