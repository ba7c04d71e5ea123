/// Mappings as YAML files: read, and suggested from foreign keys.
@NullMarked
package polystore.transformers.file;

import org.jspecify.annotations.NullMarked;
