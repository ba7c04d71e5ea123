package polystore.transformers.shape;

/// One field of a document or of a part of it.
public record Field(String name, Rule rule) {}
