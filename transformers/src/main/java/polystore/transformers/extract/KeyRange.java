package polystore.transformers.extract;

import org.jspecify.annotations.Nullable;

/// Roots in the order of their keys: those after one key, up to and with another.
///
/// @param after null for the first root of all
/// @param upTo null for the last root of all
public record KeyRange(@Nullable RootKey after, @Nullable RootKey upTo) {

    public static final KeyRange ALL = new KeyRange(null, null);

    /// What is left of this range behind a key of it.
    public KeyRange behind(RootKey key) {
        return new KeyRange(key, upTo);
    }
}
