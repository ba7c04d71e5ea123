package polystore.catalog.requests;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import jakarta.enterprise.context.ApplicationScoped;
import polystore.platform.http.Roles;

/// Who is asking, found out only when it matters: what is public is served without looking at a token.
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

    /// @throws UnauthorizedException for nobody in particular
    /// @throws ForbiddenException for somebody who is not staff
    public void requireStaff() {
        if (isStaff()) {
            return;
        }
        throw identity.getIdentity().isAnonymous() ? new UnauthorizedException() : new ForbiddenException();
    }
}
