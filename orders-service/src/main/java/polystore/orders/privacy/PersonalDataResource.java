package polystore.orders.privacy;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import polystore.platform.http.Problem;
import polystore.platform.http.Roles;
import polystore.platform.http.Subjects;

@Path("/v1/customers/{id}/personal-data")
public class PersonalDataResource {

    private final ErasePersonalData erase;

    public PersonalDataResource(ErasePersonalData erase) {
        this.erase = erase;
    }

    /// Erases; what is erased already stays so.
    @DELETE
    @RolesAllowed(Roles.OPERATOR)
    @APIResponse(responseCode = "204", description = "Nothing of this customer can be read any more")
    public void erase(@PathParam("id") String customerId) {
        if (!Subjects.isValid(customerId)) {
            throw Problem.notFound("No customer has such an id.").asException();
        }
        erase.handle(customerId);
    }
}
