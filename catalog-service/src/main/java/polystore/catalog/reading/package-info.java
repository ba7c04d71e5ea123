/// Reads products through two caches, Caffeine and Redis, and keeps those caches in agreement with MongoDB.
@NullMarked
package polystore.catalog.reading;

import org.jspecify.annotations.NullMarked;
