package polystore.catalog.counterexamples.products.web;

import jakarta.ws.rs.GET;

/// Breaks "says who may call": authorisation by path alone can be walked around.
public class OpenResource {

    @GET
    public String open() {
        return "to everybody, by mistake";
    }
}
