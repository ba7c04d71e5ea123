package polystore.orders.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import polystore.platform.persistence.TransactionRunner;

/// Erases a customer's personal data: without the customer's key, which is deleted, nobody can decrypt it.
@ApplicationScoped
class ErasePersonalData {

    private final TransactionRunner transactions;
    private final PostgresCustomerKeys keys;

    ErasePersonalData(TransactionRunner transactions, PostgresCustomerKeys keys) {
        this.transactions = transactions;
        this.keys = keys;
    }

    /// @return whether there was anything to erase; a second time there is not, and that is no error
    boolean handle(String customerId) {
        return transactions.run(_ -> keys.delete(customerId));
    }
}
