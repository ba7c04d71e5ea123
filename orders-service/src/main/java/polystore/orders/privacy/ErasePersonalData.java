package polystore.orders.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import polystore.platform.persistence.TransactionRunner;

/// Erases a customer's personal data by deleting the customer's key, without which the data cannot be decrypted.
@ApplicationScoped
class ErasePersonalData {

    private final TransactionRunner transactions;
    private final PostgresCustomerKeys keys;

    ErasePersonalData(TransactionRunner transactions, PostgresCustomerKeys keys) {
        this.transactions = transactions;
        this.keys = keys;
    }

    /// @return false when there was nothing to erase, which is not an error
    boolean handle(String customerId) {
        return transactions.run(_ -> keys.delete(customerId));
    }
}
