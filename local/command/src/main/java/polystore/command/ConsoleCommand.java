package polystore.command;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import polystore.command.identity.SigningKey;
import polystore.command.identity.Tokens;
import polystore.command.stack.StatusFile;

/// `console`: prints the address of the console of the running stack, with a fresh token.
///
/// The token is in the fragment of the address, which browsers send to no server; the console removes it from there.
@Command(
        name = "console",
        description = "Print the address of the console in the browser with a fresh token, as the last line.",
        mixinStandardHelpOptions = true)
final class ConsoleCommand implements Callable<Integer> {
    @Option(
            names = "--role",
            split = ",",
            defaultValue = "staff,analyst,operator",
            description = "Roles of the token; they decide which pages are shown (${DEFAULT-VALUE}).")
    private List<String> roles = List.of();

    @Option(names = "--subject", defaultValue = "console", description = "Subject of the token (${DEFAULT-VALUE}).")
    private String subject = "";

    @Option(
            names = "--ttl",
            defaultValue = "PT8H",
            description = "Validity of the token as an ISO 8601 duration (${DEFAULT-VALUE}).")
    private Duration ttl = Duration.ZERO;

    @Option(names = "--open", description = "Also open the address in the browser of this desktop.")
    private boolean open;

    @Override
    public Integer call() throws IOException {
        var home = Polystore.home();
        var stack = StatusFile.ofRunning(home)
                .orElseThrow(() -> new IllegalStateException("Nothing is running. Start it with ./polystore up"));
        var token = new Tokens(SigningKey.in(home.keys())).sign(roles, subject, Instant.now(), ttl);
        var address = stack.gateway() + "/console#token=" + token;
        System.out.println(address);
        return open ? open(address) : 0;
    }

    private static int open(String address) throws IOException {
        var mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
        try {
            new ProcessBuilder(mac ? "open" : "xdg-open", address)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return 0;
        } catch (IOException missing) {
            throw new IllegalStateException("No browser could be opened: open the printed address yourself", missing);
        }
    }
}
