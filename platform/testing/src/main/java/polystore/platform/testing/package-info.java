/// What the tests of every module share: real stores, tokens, architecture rules. Test scope only.
@NullMarked
package polystore.platform.testing;

import org.jspecify.annotations.NullMarked;
