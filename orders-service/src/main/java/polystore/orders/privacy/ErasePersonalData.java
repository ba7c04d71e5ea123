package polystore.orders.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/// Erases a customer's personal data: without the customer's key, which is deleted, nobody can decrypt it.
@ApplicationScoped
class ErasePersonalData {

    private final PostgresCustomerKeys keys;

    ErasePersonalData(PostgresCustomerKeys keys) {
        this.keys = keys;
    }

    /// @return whether there was anything to erase; a second time there is not, and that is no error
    @Transactional
    boolean handle(String customerId) {
        return keys.delete(customerId);
    }
}
