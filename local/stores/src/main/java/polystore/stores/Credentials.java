package polystore.stores;

/// User name and password for a store.
public record Credentials(String user, String password) {
    /// Without the password, because records are written to logs.
    @Override
    public String toString() {
        return user;
    }
}
