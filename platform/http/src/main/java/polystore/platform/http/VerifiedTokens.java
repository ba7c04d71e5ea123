package polystore.platform.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Verifies a token once, not at each of the hundred requests a busy client sends with it: a signature costs as much
/// as the SQL of a small order.
@ApplicationScoped
@Alternative
@Priority(1)
public class VerifiedTokens extends JWTCallerPrincipalFactory {

    /// How much later than otherwise a withdrawn key is noticed.
    private static final Duration HELD = Duration.ofSeconds(30);
    /// With tokens of a kilobyte some 10 MB; who does not fit is verified again.
    private static final int TOKENS_MAX = 4_096;
    /// Longer ones are verified each time, so that few callers cannot take the memory of many.
    static final int TOKEN_CHARS_MAX = 2_048;

    private final JWTCallerPrincipalFactory verifier;
    private final Clock clock;
    private final Cache<String, JWTCallerPrincipal> verified;

    public VerifiedTokens() {
        this(new DefaultJWTCallerPrincipalFactory(), Clock.systemUTC(), Ticker.systemTicker());
    }

    VerifiedTokens(JWTCallerPrincipalFactory verifier, Clock clock, Ticker ticker) {
        this.verifier = verifier;
        this.clock = clock;
        this.verified = Caffeine.newBuilder()
                .maximumSize(TOKENS_MAX)
                .expireAfterWrite(HELD)
                .ticker(ticker)
                .build();
    }

    /// Whether [#parse] can answer without keys: at most until the token's `exp`, but perhaps no longer at the next
    /// moment.
    public boolean knows(String token) {
        return known(token) != null;
    }

    /// The token holds, but nobody can be called what it says.
    public static final class UnusableSubjectException extends ParseException {

        private static final long serialVersionUID = 1L;

        UnusableSubjectException() {
            super("The token's subject (sub) " + Subjects.RULE + ".");
        }
    }

    /// The bearer of the token, named by its subject.
    ///
    /// @throws UnusableSubjectException for a token that holds, of a subject that is not [Subjects#isValid]
    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo rules) throws ParseException {
        var known = known(token);
        if (known != null) {
            return known;
        }
        // Throws for what has expired meanwhile, and for every token that does not hold: only good ones are kept.
        var fresh = new NamedBySubject(verifier.parse(token, rules));
        var subject = fresh.getName();
        if (subject == null || !Subjects.isValid(subject)) {
            throw new UnusableSubjectException();
        }
        if (token.length() <= TOKEN_CHARS_MAX) {
            verified.put(token, fresh);
        }
        return fresh;
    }

    private @Nullable JWTCallerPrincipal known(String token) {
        var known = verified.getIfPresent(token);
        return known != null && clock.instant().isBefore(Instant.ofEpochSecond(known.getExpirationTime()))
                ? known
                : null;
    }
}
