/// Shared by the tests of all modules: real stores, tokens, a proxy for network failures, the architecture rules.
///
/// `TestStores.postgres().freshDatabase("orders")`, `TestStores.kafka().bootstrap()`,
/// `TestStores.redis().uri("catalog")`, `TestStores.mongo()`: each store starts when a test first asks for it, in one
/// process beside the test JVM, lives as long as that JVM and leaves nothing behind.
@NullMarked
package polystore.platform.testing;

import org.jspecify.annotations.NullMarked;
