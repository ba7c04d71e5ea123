package polystore.command;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import polystore.command.identity.SigningKey;
import polystore.command.identity.Tokens;

/// `token`: prints a signed access token for a role and a subject.
@Command(
        name = "token",
        description = "Print an access token (JWT) for the local stack, as the last line.",
        mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {
    @Option(
            names = "--role",
            required = true,
            description = "Role of the caller: customer, staff, analyst or operator.")
    private String role = "";

    @Option(
            names = "--subject",
            description = "Subject of the token, for a customer the customer id; <role>-1 if omitted.")
    private @Nullable String subject;

    @Option(
            names = "--ttl",
            defaultValue = "PT8H",
            description = "Validity as an ISO 8601 duration, such as PT1H (${DEFAULT-VALUE}).")
    private Duration ttl = Duration.ofHours(8);

    @Override
    public Integer call() {
        var tokens = new Tokens(SigningKey.in(Polystore.home().keys()));
        System.out.println(tokens.sign(role, subject == null ? role + "-1" : subject, Instant.now(), ttl));
        return 0;
    }
}
