package polystore.catalog.reading;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Single flight: one caller loads a key, all who ask meanwhile wait for its answer. A popular product whose copy
/// expires costs the database one read and not one per reader. There are never more flights than request threads.
final class SingleFlight<V> {

    private final Map<String, CompletableFuture<V>> flights = new ConcurrentHashMap<>();

    /// @param load runs outside of every lock
    /// @param store takes what was loaded, unless the key was forgotten meanwhile; must not block
    V fetch(String key, Supplier<V> load, Consumer<V> store) {
        var mine = new CompletableFuture<V>();
        var others = flights.putIfAbsent(key, mine);
        if (others != null) {
            return joined(others);
        }
        try {
            var value = load.get();
            flights.computeIfPresent(key, (_, current) -> {
                if (current.equals(mine)) {
                    store.accept(value);
                }
                return current;
            });
            mine.complete(value);
            return value;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            flights.remove(key, mine);
        }
    }

    /// After it has returned, no load that began before it is stored, nor joined by a new caller.
    void forget(String key) {
        flights.remove(key);
    }

    /// Waits as long as the loading caller, whose operations all have a timeout.
    private V joined(CompletableFuture<V> flight) {
        try {
            return flight.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
