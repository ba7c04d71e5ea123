package polystore.platform.persistence.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DeclaredRelationsTest {

    @Test
    void everyCreatedRelationIsDeclaredWithItsKind() {
        assertThat(kinds("""
                create table a (id int); create unique index concurrently if not exists b on a (id);
                create or replace view c as select 1; create sequence d; create unlogged table public."e" (id int);
                create materialized view f as select 1""")).containsExactly("a table", "b index", "c view", "d sequence", "e table", "f view");
    }

    @Test
    void aDroppedOrRenamedRelationIsNotDeclaredAnyMore() {
        assertThat(kinds("create table a (id int); create index a_id on a (id)", "drop table if exists a cascade"))
                .isEmpty();
        assertThat(kinds("create table a (id int); create index b on a (id)", "drop index concurrently b"))
                .containsExactly("a table");
        assertThat(kinds(
                        "create table a (id int); create index b on a (id)", "alter table a rename to z; drop table z"))
                .isEmpty();
        assertThat(kinds("create table a (id int); create table b (id int)", "drop table a, b"))
                .isEmpty();
    }

    @Test
    void anIndexThatBecomesAConstraintIsNotDeclaredAnyMore() {
        assertThat(kinds(
                        "create table a (id int); create unique index b on a (id)",
                        "alter table a add constraint a_pkey primary key using index b"))
                .containsExactly("a table");
    }

    @Test
    void commentsLiteralsAndFunctionBodiesDeclareNothing() {
        assertThat(kinds("""
                -- create table a (id int);
                /* create table b (id int); */
                insert into t values ('; create table c (id int);');
                create function f() returns void language sql as $body$ create table d (id int); $body$;
                do $$ begin create table e (id int); end $$""")).isEmpty();
    }

    private static List<String> kinds(String... migrations) {
        return DeclaredRelations.of(List.of(migrations)).kinds().entrySet().stream()
                .map(relation -> relation.getKey() + " " + relation.getValue())
                .toList();
    }
}
