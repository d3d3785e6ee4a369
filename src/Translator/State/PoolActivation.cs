using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.State;

/// <summary>
/// The command that makes a storage pool usable on Linux (guest-state.md 7): file systems are mounted, volume groups activated; other kinds need none.
/// </summary>
internal static class PoolActivation
{
    /// <summary>Program and arguments; null where the pool's kind needs no command.</summary>
    /// <exception cref="DomainException">The pool does not say what to mount, or where.</exception>
    public static IReadOnlyList<string>? Command(StoragePool pool) => pool.Type switch
    {
        "fs" or "netfs" => Mount(pool),
        "logical" => ["vgchange", "-aly", pool.SourceName],
        _ => null,
    };

    private static List<string> Mount(StoragePool pool)
    {
        string target = pool.TargetPath is { Length: > 0 } path ? path.Length > 1
            ? path.TrimEnd('/') : path : throw new DomainException("missing storage pool target path");
        string? format = pool.Format is null or "auto" ? null : pool.Format;
        List<string> options = ["nodev", "nosuid", "noexec"];
        switch (format)
        {
            case "glusterfs" when pool.Type == "netfs":
                options.Add("direct-io-mode=1");
                break;
            case "cifs" when pool.Type == "netfs":
                options.Add("guest");
                break;
        }

        if (pool.ProtocolVersion is { } version)
        {
            options.Add("nfsvers=" + version);
        }

        options.AddRange(pool.MountOptions);
        List<string> command = ["mount", "-o", string.Join(',', options)];
        if (format is not null)
        {
            command.AddRange(["-t", format]);
        }

        command.AddRange([Source(pool), target]);
        return command;
    }

    private static string Source(StoragePool pool)
    {
        if (pool.Type == "fs")
        {
            return pool.Devices is [var device] ? device : throw new DomainException("a pool of type fs has exactly one source device");
        }

        string host = pool.Hosts is [var only] ? only : throw new DomainException("Expected exactly 1 host for the storage pool");
        string directory = pool.Directory ?? throw new DomainException("missing storage pool source path");
        return pool.Format == "cifs" ? $"//{host}/{directory}" : $"{host}:{directory}";
    }
}
