package polystore.transformers.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polystore.transformers.catalog.PostgresCatalog;
import polystore.transformers.catalog.TableName;
import polystore.transformers.extract.Engine;

/// What is suggested for a schema of every awkward kind is a mapping that can be used as it is.
class SuggestionIT {

    private static Engine engine;

    @BeforeAll
    static void makeSchema() throws SQLException {
        engine = new Engine("""
                create type mood as enum ('sad', 'happy');
                create domain email as text check (value like '%@%');
                create table "Region" ("ID" int primary key, "select" text, "Größe" numeric);
                create table person (id uuid primary key default gen_random_uuid(), email email not null, mood mood,
                    boss uuid references person, "regionID" int references "Region", tags text[], at timestamptz,
                    span int4range, cash money);
                create table a (id int primary key, b_id int, owner uuid references person);
                create table b (id int primary key, a_id int references a);
                alter table a add foreign key (b_id) references b;
                create table stay (person uuid references person, "from" date, room text, primary key (person, "from"));
                create table guest (person uuid, "from" date, name text, primary key (person, "from", name),
                    foreign key (person, "from") references stay);
                create table club (id int primary key, name text);
                create table member (person uuid references person, club int references club, primary key (person, club));
                create table gift (id int primary key, giver_id uuid references person, receiver_id uuid references person);
                create table passport (person uuid primary key references person, no text);
                create table log (person uuid references person, message text, no int);
                create view people as select id, email from person;
                insert into "Region" values (1, 'north', 1.5);
                insert into person (id, email, mood, "regionID", tags, at, span, cash)
                    select ('00000000-0000-0000-0000-' || lpad(i::text, 12, '0'))::uuid, i || '@example.org', 'happy', 1,
                        array['x', null], '2026-01-01', '[1,3)', 5 from generate_series(1, 40) i;
                update person set boss = '00000000-0000-0000-0000-000000000001' where email <> '1@example.org';
                insert into a select i, null, '00000000-0000-0000-0000-000000000002' from generate_series(1, 3) i;
                insert into b select i, 1 from generate_series(1, 3) i;
                update a set b_id = id;
                insert into stay select id, date '2026-01-01' + n, 'r' || n from person, generate_series(1, 2) n;
                insert into guest select person, "from", 'g' || n from stay, generate_series(1, 2) n;
                insert into club values (1, 'chess'), (2, 'go');
                insert into member select id, 1 from person;
                insert into passport select id, 'P' from person;
                insert into log select id, 'm', n from person, generate_series(1, 2) n
                """);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @ParameterizedTest
    @CsvSource({"person, 1", "person, 3", "Region, 2", "a, 3", "stay, 2", "club, 2", "guest, 2"})
    void isUsableAndComplete(String root, int depth) throws Exception {
        var yaml = suggest(root, depth);
        engine.documents.deleteMany(new org.bson.BsonDocument());
        var plan = engine.plan(yaml);

        assertThat(engine.run(plan).deadLetters()).isZero();
        assertThat(engine.verify(plan)).isEmpty();
        assertThat(engine.documents.countDocuments()).isPositive();
    }

    @Test
    void refusesARootWhoseRowsNothingTellsApart() {
        assertThatThrownBy(() -> suggest("log", 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("alter table \"public\".\"log\" add column");
    }

    @Test
    void embedsOneManyAndThroughAndCutsWhatLeadsBack() throws SQLException {
        assertThat(suggest("person", 2))
                .contains(
                        "# cut: boss refers to public.person",
                        "one: public.passport.person",
                        "through: club",
                        "many: public.stay.person",
                        "many: public.guest.person+from",
                        "cash: { column: cash, as: text }",
                        "giftByGiver:",
                        "giftByReceiver:");
    }

    @Test
    void namesTheTablesOfTheUserInPlaceOfAnUnknownOne() {
        assertThatThrownBy(() -> suggest("an_unknown_name_of_a_table", 1))
                .hasMessageContaining("public.gift")
                .hasMessageNotContaining("polystore.");
    }

    private static String suggest(String root, int depth) throws SQLException {
        try (var connection = engine.source().getConnection()) {
            return Suggestion.of(
                    PostgresCatalog.read(connection),
                    new TableName("public", root),
                    depth,
                    "jdbc:postgresql://host/shop",
                    "mongodb://host/shop");
        }
    }
}
