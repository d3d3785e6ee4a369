using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using VirshLite.Cli.Output;
using VirshLite.Cli.Verbs;
using VirshLite.DomainParser;
using VirshLite.Runner;
using VirshLite.Runner.Native;

namespace VirshLite.Cli;

/// <summary>Arguments to a verb, a verb's outcome to an exit code; the one place where errors are caught and put into words.</summary>
internal static class Application
{
    private const string Description = """
        VirshLite starts QEMU guests from libvirt domain XML, with libvirt's command line and without a daemon.

        Every verb has its own help with examples: virshlite VERB --help
        """;

    public static int Run(string[] args, Io io)
    {
        io.RunAlso = other => Run(other, io);
        bool debug = Array.IndexOf(args, GlobalOptions.Debug.Name) >= 0;
        bool isJson = io.Json is null && GlobalOptions.AsksForJson(args);
        if (isJson)
        {
            io.BeginJson();
        }

        try
        {
            int code = Invoke(args, io);
            if (isJson)
            {
                io.EndJson();
            }

            io.Out.Flush();
            return code;
        }
        catch (Exception e) when (debug && e is not UsageException && !isJson)
        {
            return Fail(io, $"{e}\n{(e as GuestException)?.Cause}", ExitCode.Failed);
        }
        catch (Exception e)
        {
            return Fail(io, e, isJson);
        }
    }

    /// <summary>The one place where what went wrong is put into words: for people, or as one object for programs.</summary>
    private static int Fail(Io io, Exception problem, bool isJson)
    {
        (string text, ErrorAnswer answer) = problem switch
        {
            DomainException e => (ErrorText.Of(e, io.InputName), ErrorText.Answer(e, io.InputName, CodeOf(e))),
            UsageException e => Both(e.Message, ExitCode.Usage),
            IOException or UnauthorizedAccessException or NativeException => Both(problem.Message, ExitCode.Failed),
            // a mistake of this program, not of its user
            _ => Both($"internal error: {(problem.InnerException ?? problem).Message} (--debug tells more)", ExitCode.Failed),
        };
        if (!isJson)
        {
            return Fail(io, text, answer.ExitCode);
        }

        io.FailJson(answer);
        return answer.ExitCode;
    }

    private static (string Text, ErrorAnswer Answer) Both(string message, int code) =>
        ("error: " + message, new ErrorAnswer(null, null, null, ErrorText.OneLine(message.Split("\nSee: ")[0]), code));

    private static int CodeOf(DomainException e) =>
        e is GuestNotFoundException ? ExitCode.NoSuchGuest : e.Kind == RefusalKind.Operation ? ExitCode.Failed : ExitCode.Refused;

    /// <summary>
    /// The same for those who called this program as virsh: errors without places, all with exit code 1 (virsh has no other).
    /// </summary>
    public static int RunAsVirsh(string[] args, Io io)
    {
        io.RunAlso = other => Run(other, io);
        io.IsVirsh = true;
        try
        {
            int code = Invoke(args, io);
            io.Out.Flush();
            return code == ExitCode.Done ? code : ExitCode.Failed;
        }
        catch (DomainException e)
        {
            return Fail(io, "error: " + (e.Kind == RefusalKind.Operation ? e.Message : RefusalWords.Whole(e)), ExitCode.Failed);
        }
        catch (UsageException e)
        {
            return Fail(io, "error: " + e.Message.Split("\nSee: ")[0], ExitCode.Failed);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NativeException)
        {
            return Fail(io, "error: " + e.Message, ExitCode.Failed);
        }
        catch (Exception e)
        {
            return Fail(io, "error: internal error: " + (e.InnerException ?? e).Message, ExitCode.Failed);
        }
    }

    /// <summary>The arguments taken apart, nothing done yet.</summary>
    internal static ParseResult Parse(string[] args, Io io) => Root(args, io).Parse(args);

    private static int Invoke(string[] args, Io io)
    {
        if (args.Length == 0)
        {
            Root(args, io).Parse(["--help"]).Invoke(new InvocationConfiguration { Output = io.Out, Error = io.Error });
            return ExitCode.Usage;
        }

        ParseResult parse = Parse(args, io);
        if (parse.Action is ParseErrorAction)
        {
            throw Mistake(parse);
        }

        CheckOptions(args, parse, io);

        return parse.Invoke(new InvocationConfiguration { Output = io.Out, Error = io.Error, EnableDefaultExceptionHandler = false });
    }

    /// <summary>A misspelt option is none of the words that a verb takes, unless <c>--</c> stands before it.</summary>
    private static void CheckOptions(string[] args, ParseResult parse, Io io)
    {
        if (io.IsVirsh || parse.CommandResult.Command is not VerbCommand verb)
        {
            return;
        }

        int end = Array.IndexOf(args, "--");
        foreach (Token word in parse.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens))
        {
            if (word.Value.Length > 2 && word.Value.StartsWith("--", StringComparison.Ordinal) && Array.IndexOf(args, word.Value) is >= 0 and var at
                && (end < 0 || at < end))
            {
                throw Mistake($"unrecognized command or argument '{word.Value}'{NearMiss.OfOption(word.Value, verb)}", verb);
            }
        }
    }

    private static UsageException Mistake(string what, VerbCommand verb) => new($"{what}\nSee: virshlite {verb.Name} --help");

    private static UsageException Mistake(ParseResult parse)
    {
        if (parse.CommandResult.Command is VerbCommand verb)
        {
            string hint = parse.UnmatchedTokens.FirstOrDefault(t => t.StartsWith("--", StringComparison.Ordinal)) is { } option
                ? NearMiss.OfOption(option, verb) : "";
            return Mistake(string.Join("\nerror: ", parse.Errors.Select(e => ErrorText.Sentence(e.Message))) + hint, verb);
        }

        string what = parse.UnmatchedTokens.Count > 0 ? $"unknown command: '{parse.UnmatchedTokens[0]}'{NearMiss.OfVerb(parse.UnmatchedTokens[0])}"
            : ErrorText.Sentence(parse.Errors[0].Message);
        return new UsageException(what + "\nSee: virshlite --help");
    }

    /// <summary>The command tree with the one verb that is asked for, or with all of them for help, completion and mistakes.</summary>
    private static Command Root(string[] args, Io io)
    {
        Verb? asked = AskedFor(args);
        // what help and versions need costs a tenth of a cold start: left out where neither is asked for
        Command root = asked is null || args.Any(IsHelpOrVersion) ? new RootCommand(Description) : new Command("virshlite");
        foreach (Option option in GlobalOptions.All)
        {
            root.Options.Add(option);
        }

        if (asked is not null)
        {
            root.Subcommands.Add(asked.Build(io));
        }
        else
        {
            foreach (Verb verb in VerbList.All)
            {
                Command command = verb.Build(io);
                command.Hidden = verb.Hidden;
                root.Subcommands.Add(command);
            }
        }

        foreach (Option option in root.Options)
        {
            if (option is HelpOption { Action: HelpAction help } helpOption)
            {
                helpOption.Action = new HelpWithExamples(help);
            }
            else if (option is VersionOption version)
            {
                version.Aliases.Add("-v");
                version.Action = new VersionAction(io);
            }
        }

        return root;
    }

    private static bool IsHelpOrVersion(string argument) => argument is "--help" or "-h" or "-?" or "/h" or "/?" or "--version" or "-v";

    private static Verb? AskedFor(string[] args)
    {
        for (int i = 0; i < args.Length; i++)
        {
            if (GlobalOptions.TakesValue(args[i]))
            {
                i++;
            }
            else if (!args[i].StartsWith('-'))
            {
                return VerbList.Find(args[i]);
            }
        }

        return null;
    }

    private static int Fail(Io io, string text, int code)
    {
        io.Out.Flush();
        io.Error.WriteLine(text);
        return code;
    }

    private sealed class VersionAction(Io io) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            io.Out.WriteLine(ProductVersion.Text);
            return ExitCode.Done;
        }
    }
}
