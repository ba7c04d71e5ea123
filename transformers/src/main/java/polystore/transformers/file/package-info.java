/// Reads mappings from YAML files, and suggests them from foreign keys.
@NullMarked
package polystore.transformers.file;

import org.jspecify.annotations.NullMarked;
