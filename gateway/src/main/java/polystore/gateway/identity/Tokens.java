package polystore.gateway.identity;

import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;
import org.jose4j.jwt.consumer.InvalidJwtException;
import polystore.gateway.identity.Identification.As;
import polystore.gateway.identity.Identification.Refused;
import polystore.gateway.identity.Identification.Unavailable;
import polystore.platform.http.Subjects;
import polystore.platform.http.VerifiedTokens;
import polystore.platform.http.VerifiedTokens.UnusableSubjectException;

/// Verifies bearer tokens. Source: RFC 6750 section 2.1; RFC 7519.
///
/// With keys from a file a signature takes some 50 µs and is checked where we are. Keys from a URL may have to be
/// fetched first, so then the check of a token that was not seen a moment ago leaves the event loop.
@Singleton
public class Tokens {

    private static final Logger LOG = Logger.getLogger(Tokens.class);
    private static final String SCHEME = "bearer ";
    private static final As ANONYMOUS = new As(new Caller.Anonymous());

    private final JWTParser parser;
    private final VerifiedTokens verified;
    private final Vertx vertx;
    private final boolean keysAreRemote;

    public Tokens(
            JWTParser parser,
            VerifiedTokens verified,
            Vertx vertx,
            @ConfigProperty(name = "mp.jwt.verify.publickey.location") String keyLocation) {
        this.parser = parser;
        this.verified = verified;
        this.vertx = vertx;
        this.keysAreRemote = keyLocation.startsWith("http");
    }

    /// @param authorization every `Authorization` header of the request
    public Future<Identification> identify(List<String> authorization) {
        if (authorization.isEmpty()) {
            return Future.succeededFuture(ANONYMOUS);
        }
        var header = authorization.getFirst();
        if (authorization.size() > 1 || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Future.succeededFuture(new Refused("Send one header Authorization: Bearer <JWT>."));
        }
        return held(header.substring(SCHEME.length()).strip());
    }

    private Future<Identification> held(String token) {
        return keysAreRemote && !verified.knows(token)
                ? vertx.executeBlocking(() -> verify(token), false).map(Objects::requireNonNull)
                : Future.succeededFuture(verify(token));
    }

    private Identification verify(String token) {
        try {
            var jwt = parser.parse(token);
            return new As(new Caller.Known(jwt.getName(), roles(jwt)));
        } catch (UnusableSubjectException e) {
            return new Refused("The subject (sub) of the token " + Subjects.RULE + ".");
        } catch (ParseException e) {
            return refusal(e);
        } catch (DeploymentException e) {
            return unavailable(e);
        }
    }

    private static Set<String> roles(JsonWebToken jwt) {
        var groups = jwt.getGroups();
        return groups == null ? Set.of() : Set.copyOf(groups);
    }

    private static Identification refusal(ParseException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return unavailable(cause);
            }
            if (cause instanceof InvalidJwtException invalid && invalid.hasExpired()) {
                return new Refused("The token has expired: get a new one.");
            }
        }
        return new Refused("The token is not valid here: check its signature, issuer and times, or get a new one.");
    }

    private static Identification unavailable(Throwable cause) {
        LOG.errorf("The keys to verify tokens with cannot be read: %s", cause.getMessage());
        return new Unavailable();
    }
}
