using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Cli.Verbs;
using VirshLite.Cli.Virsh.Commands;

namespace VirshLite.Cli.Virsh;

/// <summary>Help in virsh's form: all commands by groups, a group, or a command; the words are ours.</summary>
internal static class HelpText
{
    private const string Options = """

        virsh [options]... [<command_string>]
        virsh [options]... <command> [args...]

          options:
            -c | --connect=URI      qemu:///system or qemu:///session
            -d | --debug=NUM        taken for virsh's sake, 0 to 4
            -e | --escape <char>    the character that leaves a console
            -h | --help             this text
            -k | --keepalive-interval=NUM
            -K | --keepalive-count=NUM
                                    taken for virsh's sake: nothing is connected to
            -l | --log=FILE         write down what is done
            -q | --quiet            no headings, no confirmations
            -r | --readonly         change nothing
            -t | --timing           say how long each command took
            -v                      version in short
            -V                      version at length
                 --version[=TYPE]   version, short or long

        """;

    /// <summary><c>--help</c>.</summary>
    public static void WriteOptions(Io io)
    {
        io.Out.Write(Options);
        io.Out.WriteLine("  commands (non interactive mode):");
        io.Out.WriteLine();
        WriteGroups(io, "");
        io.Out.WriteLine();
        io.Out.WriteLine("  (specify help <group> for details about the commands in the group)");
        io.Out.WriteLine();
        io.Out.WriteLine("  (specify help <command> for details about the command)");
        io.Out.WriteLine();
    }

    /// <summary><c>help [COMMAND|GROUP]</c>.</summary>
    /// <exception cref="VirshSyntaxException">There is neither.</exception>
    public static int Write(VirshSession session, string? what)
    {
        Io io = session.Io;
        if (what is null)
        {
            io.Out.WriteLine("Grouped commands:");
            io.Out.WriteLine();
            WriteGroups(io, ":");
        }
        else if (CommandTable.Find(what) is { } command)
        {
            WriteCommand(io, command);
        }
        else if (CommandTable.Groups.FirstOrDefault(g => g.Keyword == what || g.Title == what) is { Keyword: not null } group)
        {
            WriteGroup(io, group, ":");
        }
        else
        {
            throw new VirshSyntaxException($"command or command group '{what}' doesn't exist");
        }

        session.EmptyLine();
        return ExitCode.Done;
    }

    /// <summary>A line of our own about a command; null where VirshLite does not have it.</summary>
    public static string? Describe(string name, Io io) => name switch
    {
        "cd" => "change to another directory",
        "pwd" => "tell the directory",
        "echo" => "say its arguments",
        "quit" or "exit" => "leave",
        "connect" => "choose system or session mode",
        "help" => "show what there is",
        _ => VerbList.Find(name)?.Build(io).Description,
    };

    private static void WriteGroups(Io io, string colon)
    {
        foreach ((string Keyword, string Title) group in CommandTable.Groups)
        {
            WriteGroup(io, group, colon);
            io.Out.WriteLine();
        }
    }

    private static void WriteGroup(Io io, (string Keyword, string Title) group, string colon)
    {
        io.Out.WriteLine($" {group.Title} (help keyword '{group.Keyword}'){colon}");
        foreach (VirshCommand command in CommandTable.All().Where(c => c.Group == group.Keyword))
        {
            if (Describe(command.Name, io) is { } description)
            {
                io.Out.WriteLine($"    {command.Name,-30} {description}");
            }
        }
    }

    private static void WriteCommand(Io io, VirshCommand command)
    {
        string description = Describe(command.Name, io) ?? "virsh has it, VirshLite has not";
        io.Out.Write($"  NAME\n    {command.Name} - {description}\n\n  SYNOPSIS\n    {command.Synopsis}\n\n  DESCRIPTION\n    {description}.\n");
        if (command.Options.Count > 0)
        {
            Command? verb = VerbList.Find(command.Name)?.Build(io);
            io.Out.Write("\n  OPTIONS\n");
            foreach (VirshOption option in command.Options)
            {
                io.Out.WriteLine($"    {option.InList,-15}  {Meaning(option, command, verb)}".TrimEnd());
            }
        }
    }

    private static string Meaning(VirshOption option, VirshCommand command, Command? verb)
    {
        if (verb is null)
        {
            return "";
        }

        if (option.Value != VirshValue.None && VerbArguments.IsWord(option, command, verb))
        {
            int at = command.Options.Where(o => o.Value != VirshValue.None && VerbArguments.IsWord(o, command, verb)).TakeWhile(o => o != option).Count();
            return at < verb.Arguments.Count ? verb.Arguments[at].Description ?? "" : "";
        }

        string? text = verb.Options.FirstOrDefault(o => o.Name == "--" + option.Name || o.Aliases.Contains("--" + option.Name))?.Description;
        return text is "the same as an option" && verb.Arguments.Count > 0 ? verb.Arguments[0].Description ?? "" : text ?? "not supported";
    }
}
