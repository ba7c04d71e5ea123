package polystore.command.queries;

import com.mongodb.MongoException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import polystore.command.home.Home;
import polystore.command.home.Ports;
import polystore.command.home.Variable;
import polystore.command.infrastructure.Postgres;
import polystore.command.mongodb.Mongo;
import polystore.command.stack.ComponentStatus;
import polystore.command.stack.Snapshot;

/// Prints the slowest statements of the stores of a running stack.
public record SlowQueries(Home home, Snapshot snapshot, Map<String, String> environment) {
    private static final int LIMIT = 10;
    private static final int TEXT_CHARS_MAX = 160;

    public void print() {
        postgres();
        snapshot.components().stream()
                .filter(component -> component.name().equals(Mongo.NAME))
                .forEach(this::mongo);
    }

    private void postgres() {
        System.out.println("\nPostgreSQL: statements that took most of the time since the server's start");
        System.out.printf("%6s %9s %9s %9s  %s%n", "share", "calls", "mean ms", "max ms", "database: statement");
        try {
            new PostgresStatements(Postgres.of(home, Ports.of(environment), environment))
                    .slowest(LIMIT)
                    .forEach(SlowQueries::print);
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
    }

    private static void print(PostgresStatements.Statement statement) {
        System.out.println(String.format(
                Locale.ROOT,
                "%5.1f%% %9d %9.2f %9.1f  %s: %s",
                statement.share(),
                statement.calls(),
                statement.meanMs(),
                statement.maxMs(),
                statement.database(),
                shortened(statement.text())));
    }

    private void mongo(ComponentStatus running) {
        System.out.println("\nMongoDB: commands of " + MongoProfile.SLOW_MS + " ms and more, by its profiler");
        if (Mongo.isStandIn(running)) {
            System.out.println("The stand-in for MongoDB has no profiler, and its times would mean nothing.");
            return;
        }
        for (var service : List.of("catalog", "analytics")) {
            try {
                var uri = Mongo.addresses(running, Variable.MONGODB_URI.in(environment), home)
                        .owner(service);
                print(service, new MongoProfile(uri, service).slowest(LIMIT));
            } catch (MongoException | IllegalArgumentException e) {
                System.out.println(service + ": " + e.getMessage());
            }
        }
    }

    private static void print(String service, MongoProfile.Found found) {
        if (found.begun()) {
            System.out.println(service + ": the profiler was off and records from now on");
        }
        found.commands()
                .forEach(it -> System.out.println(String.format(
                        Locale.ROOT,
                        "%7d ms %9d examined  %s %s",
                        it.ms(),
                        it.examined(),
                        it.operation(),
                        shortened(it.text()))));
    }

    private static String shortened(String text) {
        return text.length() <= TEXT_CHARS_MAX ? text : text.substring(0, TEXT_CHARS_MAX) + "…";
    }
}
