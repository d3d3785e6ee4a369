using System.ComponentModel;
using System.Text;
using CliWrap;
using CliWrap.Buffered;
using VirshLite.Runner.Native;

namespace VirshLite.Runner.Commands;

/// <summary>
/// A short command of the host's (ip, tc, nft, ovs-vsctl, qemu-img, swtpm_setup …): run to its end, its output taken in. QEMU and helpers that stay are not
/// started this way (<see cref="ProcessSpawner"/>).
/// </summary>
/// <param name="Program">A name that is looked for where programs of the system and of QEMU are, or a path.</param>
internal sealed record HostCommand(string Program, params IReadOnlyList<string> Arguments)
{
    private static readonly TimeSpan UsualPatience = TimeSpan.FromMinutes(1);

    /// <summary>What it reads from its standard input; nothing where empty.</summary>
    public ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>One that takes longer is killed and counts as failed.</summary>
    public TimeSpan TimeLimit { get; init; } = UsualPatience;

    /// <summary>The whole environment; null = the caller's.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>Descriptors that it is handed under numbers of its own.</summary>
    public IReadOnlyList<HandedDescriptor> Descriptors { get; init; } = [];

    /// <summary>How it reads in messages.</summary>
    public string Text => Program + " " + string.Join(' ', Arguments);

    /// <exception cref="NativeException">There is no such program, or it cannot be executed.</exception>
    public static CommandResult Run(string program, params IReadOnlyList<string> arguments) => new HostCommand(program, arguments).Run();

    /// <exception cref="NativeException">There is no such program, or it cannot be executed.</exception>
    public CommandResult Run()
    {
        string path = ProgramPath.FindHelper(Program) ?? throw new NativeException($"Cannot find '{Program}' in path", Errno.ENOENT);
        return Descriptors.Count > 0 ? SpawnedCommand.Run(this, path) : RunWrapped(Path.GetFullPath(path));
    }

    /// <summary>null where there is no such program.</summary>
    public CommandResult? TryRun()
    {
        try
        {
            return Run();
        }
        catch (NativeException)
        {
            return null;
        }
    }

    private CommandResult RunWrapped(string path)
    {
        // what this program's own caller left open (a shell's redirections, say) is not for the command
        Files.KeepFromChildren();
        Command command = Cli.Wrap(path)
            .WithArguments(Arguments)
            .WithWorkingDirectory("/")
            .WithValidation(CommandResultValidation.None)
            .WithStandardInputPipe(Input.IsEmpty ? PipeSource.Null : PipeSource.FromBytes(Input));
        if (Environment is not null)
        {
            command = command.WithEnvironmentVariables(OnlyThese(Environment));
        }

        using var patience = new CancellationTokenSource(TimeLimit);
        try
        {
            BufferedCommandResult result = command.ExecuteBufferedAsync(Encoding.UTF8, Encoding.UTF8, patience.Token).GetAwaiter().GetResult();
            return new CommandResult(Text, result.ExitCode, result.StandardOutput, result.StandardError);
        }
        catch (OperationCanceledException)
        {
            return new CommandResult(Text, CommandResult.TimedOut, "", $"it did not end within {TimeLimit.TotalSeconds:0} seconds");
        }
        catch (Win32Exception e)
        {
            throw new NativeException($"Cannot execute '{path}'", e.NativeErrorCode);
        }
    }

    /// <summary>A library adds to the caller's environment; null takes a variable out.</summary>
    private static Dictionary<string, string?> OnlyThese(IReadOnlyDictionary<string, string> wanted)
    {
        var variables = new Dictionary<string, string?>();
        foreach (object name in System.Environment.GetEnvironmentVariables().Keys)
        {
            variables[(string)name] = null;
        }

        foreach ((string name, string value) in wanted)
        {
            variables[name] = value;
        }

        return variables;
    }
}
