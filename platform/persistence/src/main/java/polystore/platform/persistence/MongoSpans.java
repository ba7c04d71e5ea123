package polystore.platform.persistence;

import com.mongodb.MongoClientSettings;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.instrumentation.mongo.v3_1.MongoTelemetry;
import polystore.platform.tracing.Traces;

/// The spans of MongoDB commands: the collection and the command without its values.
///
/// Quarkus has a listener of its own, which writes each command into its span with all data of the document.
public final class MongoSpans {

    private MongoSpans() {}

    /// When traces are on.
    public static MongoClientSettings.Builder addTo(MongoClientSettings.Builder settings) {
        return Traces.areOn()
                ? settings.addCommandListener(
                        MongoTelemetry.create(GlobalOpenTelemetry.get()).newCommandListener())
                : settings;
    }
}
