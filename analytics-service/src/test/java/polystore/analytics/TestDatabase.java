package polystore.analytics;

import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;
import polystore.analytics.intake.ParkedDeadLetters;
import polystore.analytics.intake.PostgresConsumedEvents;
import polystore.analytics.intake.PostgresDecisions;
import polystore.analytics.intake.PostgresOffsets;
import polystore.analytics.intake.PostgresParkedEvents;
import polystore.analytics.intake.PostgresParkedLetters;
import polystore.analytics.intake.ReplayParked;
import polystore.analytics.intake.TakeEvents;
import polystore.analytics.sales.MeasureEvents;
import polystore.analytics.sales.PostgresCustomerSketches;
import polystore.analytics.sales.PostgresFacts;
import polystore.analytics.sales.PostgresMeasures;
import polystore.analytics.sales.PostgresStepDurations;
import polystore.platform.persistence.PostgresJdbi;
import polystore.platform.persistence.migration.PostgresMigration;
import polystore.platform.testing.TestStores;
import polystore.stores.Credentials;
import polystore.stores.ServiceDatabase;

/// A migrated database of its own, used as the application's role.
public record TestDatabase(ServiceDatabase database) {

    public static TestDatabase create() {
        var database = TestStores.postgres().freshDatabase("analytics");
        new PostgresMigration(
                        database.jdbcUrl(),
                        database.owner().user(),
                        database.owner().password(),
                        database.application().user())
                .run();
        return new TestDatabase(database);
    }

    public DataSource source() {
        return source(database, database.application());
    }

    public Jdbi jdbi() {
        return PostgresJdbi.of(source());
    }

    public static TakeEvents takeEvents(Jdbi jdbi) {
        return new TakeEvents(
                jdbi, new PostgresOffsets(), new PostgresConsumedEvents(), new PostgresParkedEvents(), measureEvents());
    }

    public static MeasureEvents measureEvents() {
        return new MeasureEvents(
                new PostgresFacts(),
                new PostgresMeasures(),
                new PostgresStepDurations(),
                new PostgresCustomerSketches());
    }

    private static ReplayParked replayParked(Jdbi jdbi) {
        return new ReplayParked(
                jdbi,
                new PostgresOffsets(),
                new PostgresParkedEvents(),
                new PostgresParkedLetters(),
                new PostgresDecisions(),
                takeEvents(jdbi));
    }

    public static ParkedDeadLetters deadLetters(Jdbi jdbi) {
        return new ParkedDeadLetters(jdbi, new PostgresParkedLetters(), new PostgresDecisions(), replayParked(jdbi));
    }

    private static DataSource source(ServiceDatabase database, Credentials credentials) {
        var source = new PGSimpleDataSource();
        source.setUrl(database.jdbcUrl());
        source.setUser(credentials.user());
        source.setPassword(credentials.password());
        return source;
    }
}
