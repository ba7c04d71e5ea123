package polystore.command.transform;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import polystore.command.Polystore;
import polystore.platform.testing.TestStores;
import polystore.stores.ServiceDatabase;

/// One of the schemas beside this class in a database of its own, and a database for its documents.
///
/// @param writes statements that change its rows; `:n` stands for a number
/// @param target address of the database for documents
record SchemaSource(ServiceDatabase database, List<String> writes, String target) {

    private static final int SEED = 7;

    record Answer(int exitCode, String output, String errors) {}

    static SchemaSource load(String schema) throws Exception {
        var source = new SchemaSource(
                TestStores.postgres().freshDatabase("orders"),
                resource(schema + "-writes.sql").lines().toList(),
                TestStores.mongo().uri() + "/" + TestStores.mongo().freshDatabase("analytics"));
        source.asSuperuser("alter role " + source.database.owner().user() + " replication");
        try (var connection = source.connect();
                var statement = connection.createStatement()) {
            statement.execute(resource(schema + ".sql"));
        }
        return source;
    }

    private static String resource(String name) throws Exception {
        try (var stream = SchemaSource.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("there is no resource " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(), database.owner().user(), database.owner().password());
    }

    void asSuperuser(String sql) throws SQLException {
        try (var connection = superuser();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String ask(String sql) throws SQLException {
        try (var connection = superuser();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private Connection superuser() throws SQLException {
        var superuser = TestStores.postgres().superuser();
        return DriverManager.getConnection(database.jdbcUrl(), superuser.user(), superuser.password());
    }

    /// Runs every statement several times, each in a transaction of its own.
    void write(int times) throws SQLException {
        var random = new Random(SEED);
        try (var connection = connect();
                var statement = connection.createStatement()) {
            for (var i = 0; i < times; i++) {
                for (var write : writes) {
                    statement.execute(write.replace(":n", String.valueOf(random.nextInt(1_000))));
                }
            }
        }
    }

    /// A command in this process, with what it printed to its two streams.
    Answer polystore(Path folder, List<String> command) throws Exception {
        return run(arguments(folder, command));
    }

    static Answer run(String... arguments) {
        var output = new ByteArrayOutputStream();
        var errors = new ByteArrayOutputStream();
        var out = System.out;
        var err = System.err;
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        try {
            var exitCode = Polystore.run(arguments);
            return new Answer(
                    exitCode, output.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    String[] arguments(Path folder, List<String> command) throws Exception {
        var password =
                Files.writeString(folder.resolve("password"), database.owner().password());
        var all = new ArrayList<>(List.of("transform"));
        all.addAll(command);
        all.addAll(List.of("--user", database.owner().user(), "--password-file", password.toString()));
        return all.toArray(String[]::new);
    }
}
