package polystore.command.events;

import picocli.CommandLine.Command;
import polystore.command.CommandGroup;

@Command(
        name = "events",
        description = "Read the events that services publish to Kafka.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = TailCommand.class)
public final class EventsCommand extends CommandGroup {

    public EventsCommand() {
        super("polystore events tail --topic orders.events.v1");
    }
}
