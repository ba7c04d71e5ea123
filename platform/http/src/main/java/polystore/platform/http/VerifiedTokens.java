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

/// Caches verified tokens, because a client sends the same token with each of its requests, and verifying a signature
/// costs as much as the SQL of a small order. Tokens that are not valid are not cached.
@ApplicationScoped
@Alternative
@Priority(1)
public class VerifiedTokens extends JWTCallerPrincipalFactory {

    /// A key that its issuer withdraws is still accepted for this long.
    private static final Duration HELD = Duration.ofSeconds(30);
    /// Some 10 MB with tokens of a kilobyte.
    private static final int TOKENS_MAX = 4_096;
    /// Longer tokens are not cached, so that a few callers cannot use up the memory.
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

    /// Whether the token is cached, so that [#parse] needs no keys. It may expire before [#parse] is called.
    public boolean knows(String token) {
        return known(token) != null;
    }

    /// The token is valid, but its subject is not [Subjects#isValid].
    public static final class UnusableSubjectException extends ParseException {

        private static final long serialVersionUID = 1L;

        UnusableSubjectException() {
            super("The token's subject (sub) " + Subjects.RULE + ".");
        }
    }

    /// Verifies the token, or finds it in the cache.
    ///
    /// @return the caller, whose name is the subject of the token
    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo rules) throws ParseException {
        var known = known(token);
        if (known != null) {
            return known;
        }
        // Throws for every token that is not valid, also one that expired while it was cached.
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
