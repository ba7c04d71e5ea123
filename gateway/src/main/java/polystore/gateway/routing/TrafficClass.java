package polystore.gateway.routing;

/// Routes with the same timeouts, size limit and bulkhead, configured as `polystore.gateway.traffic.*`.
public enum TrafficClass {
    /// Small request, prompt response.
    INTERACTIVE,
    /// Small request, response computed over many rows.
    REPORT,
    /// Long request body, long response: unlimited in size and time as long as bytes flow.
    BULK,
    /// Server-sent events: the response may be idle for long.
    STREAM
}
