package polystore.command.transform;

import picocli.CommandLine.Mixin;
import polystore.transformers.sink.DocumentSink;

/// A command that works with one mapping, and with the database or file that its documents are written to.
abstract class TargetCommand extends MappingCommand {

    @Mixin
    private Target target = new Target();

    String url() {
        return target.url(choice.mapping().target());
    }

    /// Whether stored documents can be read back and compared.
    boolean isCompared() {
        return target.isCompared(choice.mapping().target());
    }

    DocumentSink sink() {
        return target.open(choice.mapping().target(), choice.mapping().mapping().name(), System.getenv());
    }

    Target.Stored stored() {
        return target.stored(
                choice.mapping().target(), choice.mapping().mapping().name(), System.getenv());
    }
}
