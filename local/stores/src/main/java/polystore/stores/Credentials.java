package polystore.stores;

/// A user of a store and the password it signs in with.
public record Credentials(String user, String password) {
    /// Never the password: records end up in log lines.
    @Override
    public String toString() {
        return user;
    }
}
