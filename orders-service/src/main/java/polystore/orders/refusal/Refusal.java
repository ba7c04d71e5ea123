package polystore.orders.refusal;

import java.util.List;

/// A well-formed request that the rules turn down.
///
/// @param slug stable, such as `orders/insufficient-stock`
/// @param status 409 for a state that does not allow it, 422 for everything else
/// @param title the same for every refusal with this slug
/// @param detail what to do instead
/// @param faults one per part of the request that is to blame, may be empty
public record Refusal(String slug, int status, String title, String detail, List<Fault> faults) {

    /// @param path where in the request, such as `lines[0].sku`
    public record Fault(String path, String detail) {}

    public static Refusal of(String slug, int status, String title, String detail) {
        return new Refusal(slug, status, title, detail, List.of());
    }
}
