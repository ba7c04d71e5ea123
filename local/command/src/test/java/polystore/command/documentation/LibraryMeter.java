package polystore.command.documentation;

import java.util.List;
import java.util.Set;

/// A metric of a library that dashboards and alerts rely on.
///
/// @param services that expose it
public record LibraryMeter(String name, Set<String> services, String meaning) {
    private static final Set<String> ALL_SERVICES = Set.of("gateway", "orders", "catalog", "analytics");
    private static final Set<String> REST = Set.of("orders", "catalog", "analytics");
    private static final Set<String> POSTGRES = Set.of("orders", "analytics");
    private static final Set<String> MONGODB = Set.of("catalog", "analytics");
    private static final Set<String> REDIS = Set.of("catalog", "gateway");
    private static final Set<String> PRODUCING = Set.of("orders", "catalog");

    public static final List<LibraryMeter> ALL = List.of(
            of(
                    "http_server_requests_seconds",
                    REST,
                    "time of requests, by `method`, `uri` (the path's template) and `status`"),
            of("process_cpu_usage", ALL_SERVICES, "processors used, as a share of all"),
            of("jvm_memory_used_bytes", ALL_SERVICES, "memory used, by `area` and `id`"),
            of("jvm_gc_overhead", ALL_SERVICES, "share of the time that the garbage collector takes"),
            of("agroal_active_count", POSTGRES, "connections to PostgreSQL in use, by `datasource`"),
            of("agroal_awaiting_count", POSTGRES, "requests that wait for a connection"),
            of("agroal_blocking_time_average_milliseconds", POSTGRES, "mean wait for a connection since the start"),
            of("agroal_blocking_time_max_milliseconds", POSTGRES, "longest wait for a connection since the start"),
            of("mongodb_driver_pool_checkedout", MONGODB, "connections to MongoDB in use"),
            of("mongodb_driver_pool_waitqueuesize", MONGODB, "requests that wait for a connection"),
            of("mongodb_driver_commands_seconds", MONGODB, "time of commands, by `command`, `collection` and `status`"),
            of("redis_commands_duration_seconds", REDIS, "time of commands"),
            of("kafka_producer_request_latency_avg", PRODUCING, "mean time of a request to Kafka in ms"),
            of("kafka_producer_record_send_total", PRODUCING, "records sent"),
            of("kafka_producer_record_error_total", PRODUCING, "records that failed"),
            of("kafka_producer_record_retry_total", PRODUCING, "records sent again"),
            of("kafka_consumer_fetch_manager_fetch_latency_avg", REST, "mean time of a fetch in ms"),
            of("kafka_consumer_coordinator_rebalance_total", REST, "times that partitions were assigned anew"),
            of("kafka_consumer_coordinator_failed_rebalance_total", REST, "times that this failed"),
            of("kafka_consumer_last_poll_seconds_ago", REST, "time since the last poll"));

    private static LibraryMeter of(String name, Set<String> services, String meaning) {
        return new LibraryMeter(name, services, meaning);
    }

    String row() {
        var sorted = String.join(", ", services.stream().sorted().toList());
        return "| `%s` | %s | %s |".formatted(name, sorted, meaning);
    }
}
