package polystore.transformers.counterexamples;

import com.fasterxml.jackson.databind.JsonNode;

/// Breaks "uses no framework".
public record FrameworkUser(JsonNode node) {}
