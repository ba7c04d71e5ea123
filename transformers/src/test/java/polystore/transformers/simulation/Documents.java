package polystore.transformers.simulation;

import java.util.HashMap;
import java.util.Map;

/// The document store: every method is one atomic operation of it.
final class Documents {

    private final Map<Integer, Stored> documents = new HashMap<>();
    private final Map<Integer, Long> tombstones = new HashMap<>();
    private int staleOverwrites;

    /// @param snapshot of which it is, for judging only
    record Stored(long version, String text, int snapshot) {}

    /// Replaces what is older, or inserts.
    void put(int root, Stored document, boolean guarded) {
        var there = documents.get(root);
        if (there == null || !guarded || there.version() < document.version()) {
            if (there != null && there.snapshot() > document.snapshot()) {
                staleOverwrites++;
            }
            documents.put(root, document);
        }
    }

    /// @param below deletes what is lower than this
    void delete(int root, long below, boolean guarded) {
        var there = documents.get(root);
        if (there != null && (!guarded || there.version() < below)) {
            documents.remove(root);
        }
    }

    void raiseTombstone(int root, long version) {
        tombstones.merge(root, version, Math::max);
    }

    long tombstone(int root) {
        return tombstones.getOrDefault(root, Long.MIN_VALUE);
    }

    Map<Integer, String> texts() {
        var texts = new HashMap<Integer, String>();
        documents.forEach((root, stored) -> texts.put(root, stored.text()));
        return texts;
    }

    /// How often a document of an older snapshot took the place of one of a newer.
    int staleOverwrites() {
        return staleOverwrites;
    }
}
