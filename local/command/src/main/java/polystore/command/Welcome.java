package polystore.command;

import polystore.command.home.Home;
import polystore.command.home.StackTls;

/// The text printed when the stack is ready, with three commands to try.
final class Welcome {
    private Welcome() {}

    static String text(Home home, String gateway) {
        return """

                Polystore is ready at %1$s
                Try (each line can be pasted into another terminal, in this folder):

                  curl -s%2$s '%1$s/v1/products?limit=3'
                  curl -s%2$s -X POST %1$s/v1/orders -H "Authorization: Bearer $(./polystore token --role customer | tail -n 1)" -H "Idempotency-Key: try-$(date +%%s)" -H 'Content-Type: application/json' -d '{"lines":[{"sku":"SHOE-1","quantity":1}],"shipTo":{"name":"Ada","street":"Main Street 1","city":"Vienna","postalCode":"1010","country":"AT"},"email":"ada@example.org"}'
                  curl -s%2$s '%1$s/v1/analytics/sales?from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z&interval=month' -H "Authorization: Bearer $(./polystore token --role analyst | tail -n 1)"
                """.formatted(gateway, trust(home));
    }

    private static String trust(Home home) {
        return StackTls.of(home)
                .map(tls -> " --cacert '" + tls.certificate().authority() + "'")
                .orElse("");
    }
}
