package polystore.transformers.backfill;

import java.sql.Connection;
import java.sql.SQLException;
import polystore.transformers.run.Tickets;

/// The schema `polystore` of a source: tickets, backfills, dead letters and live changes.
public final class StateSchema {

    private static final String MAKE = Tickets.MAKE + """
            ;
            create table if not exists polystore.backfill (
                id int generated always as identity primary key,
                mapping text not null, version int not null, target text not null, roots bigint not null,
                paused boolean not null default false,
                started_at timestamptz not null default now(), finished_at timestamptz);
            create unique index if not exists backfill_unfinished on polystore.backfill (mapping, target)
                where finished_at is null;
            create table if not exists polystore.backfill_range (
                backfill int not null references polystore.backfill on delete cascade, position int not null,
                after_key text[], up_to text[], done boolean not null default false,
                written bigint not null default 0, dead_letters bigint not null default 0,
                primary key (backfill, position));
            create table if not exists polystore.dead_letter (
                mapping text not null, target text not null, root text[] not null, cause text not null,
                ticket bigint not null, version int not null, at timestamptz not null default now(),
                primary key (mapping, target, root));
            create table if not exists polystore.live (
                mapping text not null, target text not null, slot text not null, publication text, signature text,
                confirmed pg_lsn, reconcile boolean not null default true, written_at timestamptz,
                paused text, alarm text, alarm_at timestamptz,
                primary key (mapping, target))
            """;

    /// Everything of the schema; the last table made is asked for.
    private static final String EXISTS = "select to_regclass('polystore.live') is not null";

    private StateSchema() {}

    /// Makes what is missing of it.
    ///
    /// @throws IllegalStateException with the statements for an owner, when this user may not
    public static void make(Connection connection) throws SQLException {
        if (exists(connection)) {
            return;
        }
        try (var statement = connection.createStatement()) {
            statement.execute(MAKE);
        } catch (SQLException e) {
            var user = connection.getMetaData().getUserName();
            throw new IllegalStateException(
                    "The state of a run is kept in the schema polystore of the source, and this user may not make it ("
                            + e.getMessage() + "). Run as the owner:\n" + MAKE.strip() + ";\n" + grants(user),
                    e);
        }
    }

    /// What a user needs who did not make it.
    public static String grants(String user) {
        return """
                grant usage on schema polystore to %1$s;
                grant usage on sequence polystore.ticket to %1$s;
                grant select, insert, update, delete on all tables in schema polystore to %1$s;
                """.formatted('"' + user.replace("\"", "\"\"") + '"');
    }

    /// Whether a run has made it; without it there is no run and no dead letter.
    public static boolean exists(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(EXISTS)) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
