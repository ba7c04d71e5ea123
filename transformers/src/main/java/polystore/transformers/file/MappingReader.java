package polystore.transformers.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import polystore.transformers.catalog.TableName;
import polystore.transformers.shape.Fault;
import polystore.transformers.shape.Mapping;

/// Reads a mapping from YAML.
public final class MappingReader {

    private static final int FILE_CHARACTERS_MAX = 1_000_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,62}");

    private MappingReader() {}

    /// @throws MappingFile.UnreadableException with every fault and its correction
    public static MappingFile read(String yaml) {
        var faults = new ArrayList<Fault>();
        var file = read(yaml, faults);
        if (!faults.isEmpty()) {
            throw new MappingFile.UnreadableException(faults);
        }
        return file;
    }

    private static MappingFile read(String yaml, List<Fault> faults) {
        var node = YamlNode.of("", parse(yaml, faults), faults);
        node.allowOnly(MappingKeys.of(MappingKeys.FILE));
        var root = TableName.parse("public.missing", "public");
        if (!node.has("root")) {
            node.fault("root", "is missing", "name the table whose rows are the documents: root: public.customer");
        } else {
            try {
                root = TableName.parse(node.text("root", ""), "public");
            } catch (IllegalArgumentException e) {
                node.fault("root", String.valueOf(e.getMessage()), "name one table");
            }
        }
        var name = node.text("mapping", root.name());
        if (!NAME.matcher(name).matches()) {
            node.fault("mapping", "'" + name + "' is no name", "use letters, digits, _ and -, at most 63");
        }
        var fields = new FieldReader(root.schema(), faults).fields(node.node("fields"));
        var mapping = new Mapping(
                name,
                node.number("version", 1),
                root,
                FieldReader.unquoted(node.texts("key")),
                node.text("where"),
                fields);
        return new MappingFile(mapping, node.text("source"), node.text("target"), tickets(node));
    }

    private static MappingFile.@Nullable Tickets tickets(YamlNode node) {
        if (!node.has("tickets")) {
            return null;
        }
        var tickets = node.node("tickets");
        tickets.allowOnly(MappingKeys.of(MappingKeys.TICKETS));
        var lock = tickets.text("lock", "");
        if (!tickets.has("sequence") || !lock.matches("-?[0-9]{1,18}")) {
            node.fault("tickets", "is incomplete", "write tickets: { sequence: schema.name, lock: a whole number }");
            return null;
        }
        return new MappingFile.Tickets(tickets.text("sequence", ""), Long.parseLong(lock));
    }

    private static Map<?, ?> parse(String yaml, List<Fault> faults) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setCodePointLimit(FILE_CHARACTERS_MAX);
        try {
            if (yaml(options).load(yaml) instanceof Map<?, ?> map) {
                return map;
            }
            faults.add(new Fault("the file", "is no YAML mapping", "begin it with mapping: and root:"));
        } catch (YAMLException e) {
            faults.add(new Fault(
                    "the file", "is not YAML: " + e.getMessage(), "correct it at the position in the message"));
        }
        return Map.of("root", "public.missing");
    }

    /// Reads every scalar as text, because in YAML 1.1 a column called `no` would be `false`, and a key `1e3` a
    /// number.
    private static Yaml yaml(LoaderOptions options) {
        var writing = new DumperOptions();
        return new Yaml(new SafeConstructor(options), new Representer(writing), writing, options, new Resolver() {
            @Override
            protected void addImplicitResolvers() {}
        });
    }
}
