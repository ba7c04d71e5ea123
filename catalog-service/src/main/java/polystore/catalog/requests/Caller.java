package polystore.catalog.requests;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import jakarta.enterprise.context.ApplicationScoped;
import polystore.platform.http.Roles;

/// The identity of the caller, resolved only when it matters: public data is answered without verifying a token.
@ApplicationScoped
public class Caller {

    private final CurrentIdentityAssociation identity;

    public Caller(CurrentIdentityAssociation identity) {
        this.identity = identity;
    }

    /// @throws io.quarkus.security.AuthenticationFailedException for a token that is not valid
    public boolean isStaff() {
        return identity.getIdentity().hasRole(Roles.STAFF);
    }

    /// @throws UnauthorizedException for a request without a token
    /// @throws ForbiddenException for a caller without the role
    public void requireStaff() {
        if (isStaff()) {
            return;
        }
        throw identity.getIdentity().isAnonymous() ? new UnauthorizedException() : new ForbiddenException();
    }
}
