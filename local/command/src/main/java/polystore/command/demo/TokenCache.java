package polystore.command.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import polystore.command.identity.Tokens;

/// Signs a token per caller once and reuses it until shortly before it expires: a signature costs a millisecond.
public final class TokenCache {
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final Duration RENEWED_BEFORE_END = Duration.ofMinutes(5);

    private final Tokens tokens;
    private final Clock clock;
    private final Map<Caller, Signed> signed = new ConcurrentHashMap<>();

    public TokenCache(Tokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    private record Signed(String token, Instant renewAt) {}

    /// A compact JWT that is valid for at least another five minutes.
    public String of(Caller caller) {
        var now = clock.instant();
        var current = signed.compute(
                caller, (_, known) -> known != null && now.isBefore(known.renewAt()) ? known : sign(caller, now));
        return current.token();
    }

    private Signed sign(Caller caller, Instant now) {
        return new Signed(
                tokens.sign(caller.role(), caller.subject(), now, LIFETIME),
                now.plus(LIFETIME).minus(RENEWED_BEFORE_END));
    }
}
