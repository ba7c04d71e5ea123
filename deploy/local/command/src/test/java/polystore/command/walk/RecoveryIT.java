package polystore.command.walk;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polystore.command.home.Secrets;

/// What happens to the stores when the launcher is killed, a port is taken, or `up` comes twice.
class RecoveryIT {
    @TempDir
    private Path folder = Path.of("");

    private LocalStack stack = LocalStack.in(Path.of(""));

    @BeforeEach
    void another() {
        stack = LocalStack.in(folder);
    }

    @AfterEach
    void stop() throws Exception {
        assertThat(stack.run("down", "--wipe").code()).isZero();
    }

    @Test
    void afterAKilledLauncherTheNextStartCleansUpAndKeepsTheData() throws Exception {
        assertThat(stack.run("up", "--detach", "--only", "infra")).matches(up -> up.code() == 0, "ready");
        remember();
        var left =
                List.of(stack.pidOf("postgresql"), stack.pidOf("kafka"), stack.pidOf("redis"), stack.pidOf("mongodb"));

        var launcher = ProcessHandle.of(stack.status().launcher()).orElseThrow();
        launcher.destroyForcibly();
        launcher.onExit().join();
        var again = stack.run("up", "--detach", "--only", "infra");

        assertThat(again.code()).as(again.output()).isZero();
        assertThat(left)
                .allMatch(pid ->
                        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
        assertThat(remembered()).isEqualTo("kept and kept");
    }

    @Test
    void startedTwiceItSaysSo() throws Exception {
        stack.run("up", "--detach", "--only", "infra");

        var second = stack.run("up", "--detach", "--only", "infra");

        assertThat(second.code()).isEqualTo(1);
        assertThat(second.output())
                .contains("already running by process " + stack.status().launcher());
    }

    @Test
    void aPortInUseIsNamedWithTheProcessThatHasIt() throws Exception {
        try (var taken = new ServerSocket(stack.ports().redis(), 1, InetAddress.getLoopbackAddress())) {
            var up = stack.run("up", "--only", "infra");

            assertThat(up.code()).isEqualTo(1);
            assertThat(up.output())
                    .contains("Port " + taken.getLocalPort() + ", needed by redis, is in use by process "
                            + ProcessHandle.current().pid());
        }
    }

    private void remember() throws Exception {
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + stack.ports().postgres() + "/orders",
                        "orders_owner",
                        password());
                var statement = connection.createStatement()) {
            statement.execute("create table note (text text)");
            statement.execute("insert into note values ('kept')");
        }
        try (var client =
                MongoClients.create("mongodb://127.0.0.1:" + stack.ports().mongo())) {
            client.getDatabase("catalog").getCollection("note").insertOne(new Document("text", "kept"));
        }
    }

    private String remembered() throws Exception {
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + stack.ports().postgres() + "/orders",
                        "orders_read",
                        readPassword());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select text from note");
                var client = MongoClients.create(
                        "mongodb://127.0.0.1:" + stack.ports().mongo())) {
            rows.next();
            var document =
                    client.getDatabase("catalog").getCollection("note").find().first();
            return rows.getString(1) + " and " + (document == null ? "lost" : document.getString("text"));
        }
    }

    private String password() {
        return new Secrets(stack.home().secrets()).user("orders_owner").password();
    }

    private String readPassword() {
        return new Secrets(stack.home().secrets()).user("orders_read").password();
    }
}
