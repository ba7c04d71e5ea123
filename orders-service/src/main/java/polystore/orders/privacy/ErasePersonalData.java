package polystore.orders.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/// Makes everything that names a customer unreadable for ever, by deleting the one key that opens it.
@ApplicationScoped
public class ErasePersonalData {

    private final PostgresCustomerKeys keys;

    public ErasePersonalData(PostgresCustomerKeys keys) {
        this.keys = keys;
    }

    /// @return whether there was anything to erase; a second time there is not, and that is no error
    @Transactional
    public boolean handle(String customerId) {
        return keys.delete(customerId);
    }
}
