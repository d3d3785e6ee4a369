using VirshLite.Runner.Native;

namespace VirshLite.Runner.State;

/// <summary>How the other host's virshlite is reached: a program whose standard input and output lead to it. There is no daemon and no open port.</summary>
public sealed record MigrationDestination
{
    private readonly IReadOnlyList<string> before;
    private readonly bool throughShell;

    private MigrationDestination(string name, IReadOnlyList<string> before, bool throughShell)
    {
        Name = name;
        this.before = before;
        this.throughShell = throughShell;
    }

    /// <summary>For people.</summary>
    public string Name { get; }

    /// <summary>Its name or address as this host reaches it; null: only a command leads there.</summary>
    public string? Host { get; private init; }

    /// <summary>
    /// HOST, USER@HOST, ssh:// and qemu+ssh://[USER@]HOST[:PORT][/system|/session], or exec:COMMAND, a shell's command that is virshlite on the other side.
    /// </summary>
    /// <param name="text">What the user wrote.</param>
    /// <param name="program">What virshlite is called there, with options where there are any.</param>
    /// <param name="isSession">Without a path: this side's mode.</param>
    /// <exception cref="GuestException">It is none of these.</exception>
    public static MigrationDestination Parse(string text, string program, bool isSession)
    {
        if (text.StartsWith("exec:", StringComparison.Ordinal))
        {
            return new MigrationDestination(text, ["/bin/sh", "-c", text["exec:".Length..] + " \"$@\"", "sh"], throughShell: false);
        }

        List<string> ssh = ["ssh", "-T", "-o", "ServerAliveInterval=10", "-o", "ServerAliveCountMax=3"];
        string host = text;
        if (text.Contains("://", StringComparison.Ordinal))
        {
            if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("ssh" or "qemu+ssh") || uri.Host.Length == 0
                || uri.AbsolutePath is not ("/" or "/system" or "/session"))
            {
                throw new GuestException(
                    $"invalid argument: '{text}' is no destination: HOST, ssh://[USER@]HOST[:PORT][/session] or qemu+ssh://… (a libvirt daemon cannot be "
                    + "migrated to; use save and restore)");
            }

            if (uri.Port > 0)
            {
                ssh.AddRange(["-p", uri.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            }

            isSession = uri.AbsolutePath == "/session" || (uri.AbsolutePath == "/" && isSession);
            host = (uri.UserInfo.Length > 0 ? uri.UserInfo + "@" : "") + uri.Host;
        }

        if (host.Length == 0 || host[0] == '-' || host.AsSpan().ContainsAny(" /\t"))
        {
            throw new GuestException($"invalid argument: '{text}' is no host");
        }

        ssh.AddRange(["--", host, program + (isSession ? " --session" : "")]);
        return new MigrationDestination(host, ssh, throughShell: true) { Host = host[(host.LastIndexOf('@') + 1)..].Trim('[', ']') };
    }

    /// <summary>The command that runs that verb there. What goes through ssh is read by a shell once more.</summary>
    internal IReadOnlyList<string> Command(params IReadOnlyList<string> verb) => [.. before, .. throughShell ? verb.Select(Quoted) : verb];

    /// <summary>Starts it with a socket for its input and output.</summary>
    internal int Start(FileDescriptor socket, params IReadOnlyList<string> verb)
    {
        using var error = FileDescriptor.Borrowed(2);
        return Start(socket, error, verb);
    }

    /// <summary>The same, with another standard error.</summary>
    internal int Start(FileDescriptor socket, FileDescriptor error, params IReadOnlyList<string> verb)
    {
        IReadOnlyList<string> command = Command(verb);
        string program = ProgramPath.FindHelper(command[0]) ?? throw new GuestException($"operation failed: the program '{command[0]}' is not installed");
        return ProcessSpawner.Spawn(new SpawnRequest(program, [.. command.Skip(1)]) { Input = socket, Output = socket, Error = error });
    }

    private static string Quoted(string word) => "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
