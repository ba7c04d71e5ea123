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

    /// Whether the target is a file, which is written from its first line.
    boolean isFile() {
        return target.isWrittenAnew(choice.mapping().target());
    }

    Target.Existing existing() {
        return target.existing(choice.mapping().target(), choice.mapping().mapping(), System.getenv());
    }

    DocumentSink sink() {
        return target.open(choice.mapping().target(), choice.mapping().mapping(), System.getenv());
    }

    MongoTarget stored() {
        return target.stored(choice.mapping().target(), choice.mapping().mapping(), System.getenv());
    }
}
