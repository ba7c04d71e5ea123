package polystore.gateway.routing;

/// How long an exchange may take and how much it may carry; the figures are in `polystore.gateway.pace`.
public enum Pace {
    /// A small question with a prompt answer.
    PROMPT,
    /// Measures over many rows.
    SLOW,
    /// A long body in, a long report out, as long as either moves.
    IMPORT,
    /// Server-sent events: silence is normal.
    STREAM
}
