update "USER" set "user" = ':n', "NAME" = upper("NAME") || ':n' where "ID" = 1 + :n % 40
insert into "ORDER" select coalesce(max("ID"), 0) + 1, 1 + :n % 40, 't', null, :n from "ORDER"
delete from "ORDER" where "ID" = 1 + :n % 100
update "ORDER" set "USER" = 1 + :n % 40 where "ID" = 1 + :n % 100
delete from "UserGroup" where "User" = 1 + :n % 40
insert into "UserGroup" values (1 + :n % 40, 'GROUP ' || chr(65 + :n % 10) || chr(65 + :n % 10)) on conflict do nothing
update "Group" set "Default" = ':n' where "Name" = 'group ' || chr(97 + :n % 10) || chr(97 + :n % 10)
insert into "Group" values ('Case', 'x') on conflict ("Name") do update set "Name" = case when :n % 2 = 0 then 'CASE' else 'case' end
update employee set mentor = 1 + :n % 120, dept_no = 'd00' || 1 + :n % 9, salary = null where emp_no = 1 + :n % 120
update department set manager = 1 + :n % 120 where dept_no = 'd00' || 1 + :n % 9
update title set title = title || 'x' where emp_no = 60 + :n % 60
delete from title_document where emp_no = :n % 60
update salary set from_date = from_date + 1000 where emp_no = 1 + :n % 120
update holiday set name = ':n' where day > '2026-01-01' and day < '2026-12-31'
delete from holiday_pay where emp_no = 1 + :n % 120
insert into shift_log values (timestamp '2027-01-01' + :n * interval '1 us', 1 + :n % 120, 'x') on conflict do nothing
update a_table_whose_name_has_sixty_three_bytes_and_so_can_have_no_more set emp_no = 1 + :n % 120 where emp_no = 1 + :n % 30
insert into empty_parent select :n, null on conflict do nothing
insert into empty_child select :n, (select max(id) from empty_parent) on conflict do nothing
update ring_a set b = 1 + :n % 5 where id = 1 + :n % 5
insert into pair select 100 + :n, 1, 'x' on conflict do nothing
update code set code = code || 'x', label = ':n' where kind = 'kind 1' and code = 'code ' || :n % 30 and not exists (select from code_use u where u.kind = code.kind and u.code = code.code)
update code_use set kind = null where id = 1 + :n % 30
update survey set answer_450 = ':n' where id = 1 + :n % 20
