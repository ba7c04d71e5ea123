package polystore.platform.http;

import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A verified token whose principal name is its `sub`.
///
/// MicroProfile JWT prefers `upn` and `preferred_username`. A person may change those. Another person may then take
/// the old name, and would get the orders of the first.
final class NamedBySubject extends JWTCallerPrincipal {

    private final JWTCallerPrincipal token;

    NamedBySubject(JWTCallerPrincipal token) {
        super(token.getRawToken(), "JWT");
        this.token = token;
    }

    @Override
    public @Nullable String getName() {
        return token.getSubject();
    }

    @Override
    public Set<String> getGroups() {
        return token.getGroups();
    }

    @Override
    public Set<String> getAudience() {
        return token.getAudience();
    }

    @Override
    public Set<String> getClaimNames() {
        return token.getClaimNames();
    }

    @Override
    protected Collection<String> doGetClaimNames() {
        return token.getClaimNames();
    }

    @Override
    protected Object getClaimValue(String name) {
        return token.getClaim(name);
    }
}
