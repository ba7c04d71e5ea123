package polystore.orders.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import polystore.platform.persistence.TransactionRunner;

/// Wraps customers' keys with the current master key, batch by batch, so that an old master key can be removed.
@ApplicationScoped
public class RotateMasterKey {

    public static final int BATCH_MAX = 200;

    private final TransactionRunner transactions;
    private final PostgresCustomerKeys keys;
    private final Vault vault;
    private final MasterKeys masters;

    public RotateMasterKey(TransactionRunner transactions, PostgresCustomerKeys keys, Vault vault, MasterKeys masters) {
        this.transactions = transactions;
        this.keys = keys;
        this.vault = vault;
        this.masters = masters;
    }

    /// @param batch 1 to [#BATCH_MAX]
    /// @return the number of keys wrapped; less than a full batch means that only keys locked by another instance
    /// are left
    public int handle(int batch) {
        return transactions.run(_ -> {
            var old = keys.wrappedByOthersThan(masters.current(), batch);
            keys.replace(old.stream().map(vault::rewrap).toList());
            return old.size();
        });
    }
}
