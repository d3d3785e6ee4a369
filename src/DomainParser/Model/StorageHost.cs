namespace VirshLite.DomainParser.Model;

/// <summary>&lt;host&gt; of a network source: a name and port, or a unix socket.</summary>
public sealed class StorageHost
{
    public string? Name { get; set; }

    /// <summary>0 = not given.</summary>
    public uint Port { get; set; }

    public StorageTransport Transport { get; set; }

    /// <summary>The path of a unix socket.</summary>
    public string? Socket { get; set; }
}

public enum StorageTransport
{
    Tcp,
    Unix,
    Rdma,
}

public static class StorageTransportNames
{
    private static readonly EnumNames<StorageTransport> All = new("tcp", "unix", "rdma");

    extension(StorageTransport)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<StorageTransport> Names => All;
    }
}
