using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
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
        try
        {
            int code = Invoke(args, io);
            io.Out.Flush();
            return code;
        }
        catch (Exception e) when (debug && e is not UsageException)
        {
            return Fail(io, $"{e}\n{(e as GuestException)?.Cause}", ExitCode.Failed);
        }
        catch (DomainException e)
        {
            return Fail(io, ErrorText.Of(e, io.InputName), e is GuestNotFoundException ? ExitCode.NoSuchGuest : e.Kind == RefusalKind.Operation
                ? ExitCode.Failed : ExitCode.Refused);
        }
        catch (UsageException e)
        {
            return Fail(io, "error: " + e.Message, ExitCode.Usage);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NativeException)
        {
            return Fail(io, "error: " + e.Message, ExitCode.Failed);
        }
        catch (Exception e)
        {
            // a mistake of this program, not of its user
            return Fail(io, $"error: internal error: {(e.InnerException ?? e).Message} (--debug tells more)", ExitCode.Failed);
        }
    }

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

        return parse.Invoke(new InvocationConfiguration { Output = io.Out, Error = io.Error, EnableDefaultExceptionHandler = false });
    }

    private static UsageException Mistake(ParseResult parse)
    {
        if (parse.CommandResult.Command is VerbCommand verb)
        {
            return new UsageException(string.Join("\nerror: ", parse.Errors.Select(e => ErrorText.Sentence(e.Message)))
                + $"\nSee: virshlite {verb.Name} --help");
        }

        string what = parse.UnmatchedTokens.Count > 0 ? $"unknown command: '{parse.UnmatchedTokens[0]}'" : ErrorText.Sentence(parse.Errors[0].Message);
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
