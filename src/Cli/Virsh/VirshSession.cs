using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using VirshLite.Cli.Output;
using VirshLite.Cli.Verbs;
using VirshLite.Cli.Virsh.Commands;

namespace VirshLite.Cli.Virsh;

/// <summary>Calls carried out one after the other: virsh's own commands here, all others by our verbs.</summary>
/// <param name="io">Where words go.</param>
/// <param name="options">The client's options.</param>
/// <param name="run">Runs a verb with virsh's error texts and exit codes.</param>
internal sealed class VirshSession(Io io, ClientOptions options, Func<string[], Io, int> run)
{
    private Connection? connection;

    public Io Io => io;

    public ClientOptions Options => options;

    /// <summary><c>quit</c> was said.</summary>
    public bool Ended { get; set; }

    public Connection Connection => connection ??= Connection.To(options.Uri);

    public void Connect(string? uri, bool readOnly)
    {
        connection = Connection.To(uri ?? options.Uri);
        options.ReadOnly = readOnly;
    }

    /// <summary>Several commands: all are read first; one that fails does not stop the others, the last one's outcome counts.</summary>
    /// <returns>The exit code.</returns>
    public int Execute(IEnumerable<IReadOnlyList<string>> commands)
    {
        List<VirshCall> calls;
        try
        {
            calls = [.. commands.Select(VirshCall.Of)];
        }
        catch (VirshSyntaxException e)
        {
            return Complain(e.Message);
        }

        int code = ExitCode.Done;
        foreach (VirshCall call in calls)
        {
            if (Ended)
            {
                break;
            }

            code = Execute(call);
        }

        return code;
    }

    /// <summary>virsh's line about what went wrong; exit code 1.</summary>
    public int Complain(string message)
    {
        io.Out.Flush();
        io.Error.WriteLine("error: " + message);
        Log("error: " + message);
        return ExitCode.Failed;
    }

    private int Execute(VirshCall call)
    {
        long begun = Stopwatch.GetTimestamp();
        Log(call.Command.Name);
        int code;
        try
        {
            code = BuiltInCommands.Find(call.Command.Name) is { } own ? own(this, call) : ExecuteVerb(call);
        }
        catch (VirshSyntaxException e)
        {
            code = Complain(e.Message);
            EmptyLine();
        }

        if (options.Timing)
        {
            string time = Stopwatch.GetElapsedTime(begun).TotalMilliseconds.ToString("0.000", CultureInfo.InvariantCulture);
            io.Out.Write($"{(options.Quiet ? "\n" : "")}(Time: {time} ms)\n\n");
        }

        io.Out.Flush();
        return code;
    }

    /// <summary>What virsh says after most commands, unless quiet.</summary>
    public void EmptyLine()
    {
        if (!options.Quiet)
        {
            io.Out.WriteLine();
        }
    }

    private int ExecuteVerb(VirshCall call)
    {
        bool isSession = Connection.IsSession;
        if (VerbList.Find(call.Command.Name) is not { } verb)
        {
            throw new VirshSyntaxException($"this function is not supported by the connection driver: {call.Command.Name} (VirshLite does not have it)");
        }

        if (options.ReadOnly)
        {
            ReadOnlyCommands.Check(call);
        }

        if (call.Command.Options.FirstOrDefault(o => o is { Repeated: false } && (o.Required || o.Named) && call.Value(o.Name) is "") is { } empty)
        {
            throw new VirshSyntaxException($"Failed to get option '{empty.Name}': Option argument is empty");
        }

        Command command = verb.Build(io);
        CheckSupported(call, command);
        string[] words = ["--connect", isSession ? "qemu:///session" : "qemu:///system", .. options.Quiet ? ["--quiet"] : Array.Empty<string>(),
            .. VerbArguments.Of(call, command)];
        string? selection = VerbArguments.HasOption(command, "xpath") ? null : call.Value("xpath");
        int code = selection is null ? run(words, io) : RunAndSelect(words, selection, call.Has("wrap"));
        if (code != ExitCode.Done)
        {
            EmptyLine();
            return ExitCode.Failed;
        }

        return code;
    }

    /// <summary>Parts of the XML that a verb prints, for verbs that do not choose themselves.</summary>
    private int RunAndSelect(string[] words, string xpath, bool wrap)
    {
        using var text = new StringWriter();
        int code = run(["--quiet", .. words], new Io(text, io.Error));
        if (code == ExitCode.Done)
        {
            io.Out.Write(XmlSelection.Of(text.ToString(), xpath, wrap));
            EmptyLine();
        }

        return code;
    }

    private static void CheckSupported(VirshCall call, Command command)
    {
        foreach (VirshOption option in call.Command.Options.Where(o => call.Has(o.Name)))
        {
            if (!VerbArguments.Knows(option, call.Command, command))
            {
                throw new VirshSyntaxException($"argument unsupported: VirshLite's {call.Command.Name} has no --{option.Name}");
            }

            // numbers may have a unit behind them; what is none at all is told here
            if (option.Value == VirshValue.Number && call.Value(option.Name) is { } number && (number.Length == 0 || !IsNumber(number)))
            {
                throw new VirshSyntaxException(VirshNumbers.Refusal(call.Command.Name, option.Name, number));
            }
        }
    }

    private static bool IsNumber(string text) => char.IsAsciiDigit(text[0]) || (text.Length > 1 && text[0] is '-' or '+' && char.IsAsciiDigit(text[1]));

    private void Log(string line)
    {
        if (options.LogFile is { } file)
        {
            try
            {
                File.AppendAllText(file, string.Create(CultureInfo.InvariantCulture,
                    $"[{DateTime.Now:yyyy.MM.dd HH:mm:ss} virshlite {Environment.ProcessId}] {line}\n"));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new VirshSyntaxException("failed to write the log file");
            }
        }
    }
}
