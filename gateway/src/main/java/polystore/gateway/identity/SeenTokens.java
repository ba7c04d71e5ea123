package polystore.gateway.identity;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Tokens that held a moment ago, so that a busy client's signature is not checked a hundred times a second.
final class SeenTokens {

    /// With tokens of up to 2 KiB at most 4 MiB; who does not fit is verified again.
    static final int TOKENS_MAX = 1024;

    private static final int TOKEN_CHARS_MAX = 2048;
    /// How much later a withdrawn key is noticed.
    private static final long HELD_MS = TimeUnit.SECONDS.toMillis(30);

    private final Clock clock;
    private final Map<String, Seen> tokens = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
            return size() > TOKENS_MAX;
        }
    };

    SeenTokens(Clock clock) {
        this.clock = clock;
    }

    synchronized Optional<Caller.Known> get(String token) {
        var found = tokens.get(token);
        return found != null && clock.millis() < found.untilMs ? Optional.of(found.caller) : Optional.empty();
    }

    /// @param expirySeconds the token's `exp`
    synchronized void put(String token, Caller.Known caller, long expirySeconds) {
        if (token.length() <= TOKEN_CHARS_MAX) {
            var until = Math.min(clock.millis() + HELD_MS, TimeUnit.SECONDS.toMillis(expirySeconds));
            tokens.put(token, new Seen(caller, until));
        }
    }

    private record Seen(Caller.Known caller, long untilMs) {}
}
