package polystore.command.walk;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import polystore.command.home.Secrets;

/// The stack after its launcher was killed, with a port that is in use, and when it is started twice.
@ExtendWith(WholeStack.class)
class RecoveryIT {
    private final LocalStack stack;

    RecoveryIT(LocalStack stack) {
        this.stack = stack;
    }

    @Test
    void afterAKilledLauncherTheNextStartCleansUpAndKeepsTheData() throws Exception {
        remember();
        var left = stack.pids();

        var launcher = ProcessHandle.of(stack.status().launcher()).orElseThrow();
        launcher.destroyForcibly();
        launcher.onExit().join();
        var again = stack.run("up", "--detach");

        assertThat(again.code()).as(again.output()).isZero();
        assertThat(left)
                .hasSizeGreaterThanOrEqualTo(8)
                .allMatch(pid ->
                        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
        assertThat(remembered()).isEqualTo("kept and kept");
    }

    @Test
    void aSecondStartIsRefusedWithTheProcessOfTheFirst() throws Exception {
        var second = stack.run("up", "--detach");

        assertThat(second.code()).isEqualTo(1);
        assertThat(second.output())
                .contains("already running by process " + stack.status().launcher());
    }

    @Test
    void aPortInUseIsNamedWithTheProcessThatHasIt(@TempDir Path elsewhere) throws Exception {
        var another = LocalStack.in(elsewhere);
        try (var taken = new ServerSocket(another.ports().redis(), 1, InetAddress.getLoopbackAddress())) {
            var up = another.run("up", "--only", "infra");

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
