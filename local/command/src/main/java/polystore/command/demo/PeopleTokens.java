package polystore.command.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import polystore.command.identity.Tokens;

/// Signs in each person once, and again before the token ends: a signature costs a millisecond.
public final class PeopleTokens {
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final Duration RENEWED_BEFORE_END = Duration.ofMinutes(5);

    private final Tokens tokens;
    private final Clock clock;
    private final Map<Person, Signed> signed = new ConcurrentHashMap<>();

    public PeopleTokens(Tokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    private record Signed(String token, Instant renewAt) {}

    /// A compact JWT that is valid for at least five minutes more.
    public String of(Person person) {
        var now = clock.instant();
        var current = signed.compute(
                person, (_, known) -> known != null && now.isBefore(known.renewAt()) ? known : sign(person, now));
        return current.token();
    }

    private Signed sign(Person person, Instant now) {
        return new Signed(
                tokens.sign(person.role(), person.subject(), now, LIFETIME),
                now.plus(LIFETIME).minus(RENEWED_BEFORE_END));
    }
}
