package polystore.analytics.stream;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import polystore.platform.rest.QueryParameters;

/// A client's position in every partition of the topic. As text, such as `0.15-1.7`, it is the id of an event,
/// from which any instance can resume the stream.
///
/// @param next the next offset to read, by partition
record StreamPosition(Map<Integer, Long> next) {

    StreamPosition {
        next = new TreeMap<>(next);
    }

    /// @throws polystore.platform.http.ProblemException 400 for a text that is not a position
    static StreamPosition parse(String text) {
        if (!text.matches("\\d{1,4}\\.\\d{1,18}(-\\d{1,4}\\.\\d{1,18}){0,999}")) {
            throw QueryParameters.refused("Last-Event-ID", "must be the id of an event of this stream");
        }
        var next = new TreeMap<Integer, Long>();
        for (var part : text.split("-", -1)) {
            var dot = part.indexOf('.');
            next.put(Integer.valueOf(part.substring(0, dot)), Long.valueOf(part.substring(dot + 1)));
        }
        return new StreamPosition(next);
    }

    StreamPosition after(int partition, long offset) {
        var moved = new TreeMap<>(next);
        moved.put(partition, offset + 1);
        return new StreamPosition(moved);
    }

    @Override
    public String toString() {
        return next.entrySet().stream()
                .map(it -> it.getKey() + "." + it.getValue())
                .collect(Collectors.joining("-"));
    }
}
