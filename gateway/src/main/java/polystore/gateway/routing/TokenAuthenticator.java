package polystore.gateway.routing;

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
import polystore.gateway.routing.Authentication.Accepted;
import polystore.gateway.routing.Authentication.Rejected;
import polystore.gateway.routing.Authentication.Unavailable;
import polystore.platform.http.Subjects;
import polystore.platform.http.VerifiedTokens;
import polystore.platform.http.VerifiedTokens.UnusableSubjectException;

/// Verifies bearer tokens. Source: RFC 6750 section 2.1; RFC 7519.
///
/// With keys from a file, verifying a signature takes some 50 µs and happens on the event loop. Keys from a URL may
/// have to be fetched first, so a token that is not in the cache of verified tokens is then verified on a worker
/// thread.
@Singleton
public class TokenAuthenticator {

    private static final Logger LOG = Logger.getLogger(TokenAuthenticator.class);
    private static final String SCHEME = "bearer ";
    private static final Accepted ANONYMOUS = new Accepted(new Caller.Anonymous());

    private final JWTParser parser;
    private final VerifiedTokens verifiedTokens;
    private final Vertx vertx;
    private final boolean keysAreRemote;

    public TokenAuthenticator(
            JWTParser parser,
            VerifiedTokens verifiedTokens,
            Vertx vertx,
            @ConfigProperty(name = "mp.jwt.verify.publickey.location") String keyLocation) {
        this.parser = parser;
        this.verifiedTokens = verifiedTokens;
        this.vertx = vertx;
        this.keysAreRemote = keyLocation.startsWith("http");
    }

    /// @param authorization all `Authorization` headers of the request
    public Future<Authentication> authenticate(List<String> authorization) {
        if (authorization.isEmpty()) {
            return Future.succeededFuture(ANONYMOUS);
        }
        var header = authorization.getFirst();
        if (authorization.size() > 1 || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Future.succeededFuture(new Rejected("Send one header Authorization: Bearer <JWT>."));
        }
        return verifyWhereItMayBlock(header.substring(SCHEME.length()).strip());
    }

    private Future<Authentication> verifyWhereItMayBlock(String token) {
        return keysAreRemote && !verifiedTokens.knows(token)
                ? vertx.executeBlocking(() -> verify(token), false).map(Objects::requireNonNull)
                : Future.succeededFuture(verify(token));
    }

    private Authentication verify(String token) {
        try {
            var jwt = parser.parse(token);
            return new Accepted(new Caller.Authenticated(jwt.getName(), roles(jwt)));
        } catch (UnusableSubjectException e) {
            return new Rejected("The subject (sub) of the token " + Subjects.RULE + ".");
        } catch (ParseException e) {
            return rejection(e);
        } catch (DeploymentException e) {
            return unavailable(e);
        }
    }

    private static Set<String> roles(JsonWebToken jwt) {
        var groups = jwt.getGroups();
        return groups == null ? Set.of() : Set.copyOf(groups);
    }

    private static Authentication rejection(ParseException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return unavailable(cause);
            }
            if (cause instanceof InvalidJwtException invalid && invalid.hasExpired()) {
                return new Rejected("The token has expired: get a new one.");
            }
        }
        return new Rejected(
                "The token is not valid: check its signature, issuer, audience and times, or get a new one.");
    }

    private static Authentication unavailable(Throwable cause) {
        LOG.errorf("The keys for verifying tokens cannot be read: %s", cause.getMessage());
        return new Unavailable();
    }
}
