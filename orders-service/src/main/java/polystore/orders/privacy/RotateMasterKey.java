package polystore.orders.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/// Brings customers' keys under the current master key, a batch at a time, so that an old one can be retired.
@ApplicationScoped
public class RotateMasterKey {

    private final PostgresCustomerKeys keys;
    private final Vault vault;
    private final MasterKeys masters;

    public RotateMasterKey(PostgresCustomerKeys keys, Vault vault, MasterKeys masters) {
        this.keys = keys;
        this.vault = vault;
        this.masters = masters;
    }

    /// @return how many keys changed hands; 0 when no old master key is in use
    @Transactional
    public int handle() {
        var old = keys.wrappedByOthersThan(masters.current());
        keys.replace(old.stream().map(vault::rewrap).toList());
        return old.size();
    }
}
