package polystore.orders.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import polystore.platform.persistence.TransactionRunner;

/// Wraps customers' keys anew under the current master key, a batch at a time, so that an old one can be retired.
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
    /// @return how many keys were wrapped anew; after fewer than a full batch, an old master key wraps only keys
    ///     that another instance is wrapping anew at the moment
    public int handle(int batch) {
        return transactions.run(_ -> {
            var old = keys.wrappedByOthersThan(masters.current(), batch);
            keys.replace(old.stream().map(vault::rewrap).toList());
            return old.size();
        });
    }
}
