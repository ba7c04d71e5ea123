package polystore.catalog.types;

/// One attribute that its product type does not allow.
///
/// @param path below the attributes, such as `color` or `size.width`; empty for the attributes as a whole
/// @param detail the fault
public record AttributeFault(String path, String detail) {}
