package polystore.orders.privacy;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import polystore.platform.http.Problem;
import polystore.platform.http.Roles;
import polystore.platform.http.Subjects;

/// The erasure of a customer's personal data.
@Path("/v1/customers/{id}/personal-data")
@Tag(name = "Customers")
class PersonalDataResource {

    private final ErasePersonalData erase;

    PersonalDataResource(ErasePersonalData erase) {
        this.erase = erase;
    }

    /// Idempotent: a customer without personal data is not an error.
    @DELETE
    @Operation(operationId = "erasePersonalData", summary = "Erase a customer's personal data irrevocably")
    @RolesAllowed(Roles.OPERATOR)
    @APIResponse(responseCode = "204", description = "The personal data of this customer is erased")
    public void erase(@PathParam("id") String customerId) {
        if (!Subjects.isValid(customerId)) {
            throw Problem.notFound("There is no customer with this id: an id " + Subjects.RULE + ".")
                    .asException();
        }
        erase.handle(customerId);
    }
}
