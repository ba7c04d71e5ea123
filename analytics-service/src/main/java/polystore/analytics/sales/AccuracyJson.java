package polystore.analytics.sales;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// How exact an estimated figure is.
@Schema(name = "Accuracy")
record AccuracyJson(
        @Schema(description = "largest difference from the true figure, as a part of it")
        double relativeError,

        @Schema(description = "part of the estimates that are this exact")
        double confidence) {

    static final AccuracyJson CUSTOMERS = new AccuracyJson(CustomerSketch.RELATIVE_ERROR, CustomerSketch.CONFIDENCE);
    static final AccuracyJson DURATIONS = new AccuracyJson(DurationHistogram.RELATIVE_ERROR, 1);

    /// As an item of a structured header field (RFC 9651).
    String header(String field) {
        return field + ";relative-error=" + relativeError + ";confidence=" + confidence;
    }
}
