package polystore.command;

import java.io.IOException;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import polystore.command.home.StackTls;
import polystore.command.infrastructure.Postgres;
import polystore.command.infrastructure.ServedCertificate;
import polystore.command.stack.ComponentStatus;
import polystore.command.stack.LauncherLock;
import polystore.command.stack.State;
import polystore.command.stack.StatusFile;

/// `renew-certificate`: replaces the certificate of the running stack, and returns when all servers use the new one.
@Command(
        name = "renew-certificate",
        description = "Replace the certificate of a stack with TLS, which keeps running; 1 when a server keeps the old"
                + " one.",
        mixinStandardHelpOptions = true)
final class RenewCertificateCommand implements Callable<Integer> {
    private static final Duration RELOADED_MAX = Duration.ofSeconds(90);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    @Override
    public Integer call() throws InterruptedException {
        var home = Polystore.home();
        var tls = StackTls.of(home);
        if (tls.isEmpty() || LauncherLock.heldBy(home.launcherLock()).isEmpty()) {
            throw new IllegalStateException("No stack with TLS is running here. Start one with ./polystore up --tls");
        }
        var certificate = tls.get().certificate();
        certificate.renew();
        var renewed = certificate.current();
        System.out.println(
                "New certificate, valid until " + renewed.getNotAfter().toInstant());
        var old = await(servers(), renewed);
        old.forEach(server -> System.err.println(
                server.name() + " at " + server.address() + " still has the old certificate; see ./polystore status"));
        return old.isEmpty() ? 0 : 1;
    }

    private static List<ComponentStatus> servers() {
        return new StatusFile(Polystore.home().statusFile())
                .read().orElseThrow().components().stream()
                        .filter(component -> component.state() != State.EXTERNAL)
                        .toList();
    }

    /// The servers that still use another certificate when the time is over.
    private static List<ComponentStatus> await(List<ComponentStatus> servers, Certificate renewed)
            throws InterruptedException {
        var end = System.nanoTime() + RELOADED_MAX.toNanos();
        var old = servers;
        while (!old.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(LOOK_EVERY);
            old = old.stream().filter(server -> !uses(server, renewed)).toList();
        }
        return old;
    }

    private static boolean uses(ComponentStatus server, Certificate renewed) {
        var port = Integer.parseInt(server.address().replaceFirst(".*:", ""));
        try {
            var served = server.name().equals(Postgres.NAME)
                    ? ServedCertificate.ofPostgres(port)
                    : ServedCertificate.at(port);
            return served.equals(renewed);
        } catch (IOException e) {
            return false;
        }
    }
}
