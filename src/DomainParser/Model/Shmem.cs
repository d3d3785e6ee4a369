namespace VirshLite.DomainParser.Model;

/// <summary>&lt;shmem&gt;: memory shared between guests (formatdomain, "Shared memory device").</summary>
public sealed class Shmem : Device
{
    public string Name { get; set; } = "";

    /// <summary>Without &lt;model&gt;: ivshmem, which today's QEMU does not have.</summary>
    public ShmemModel Model { get; set; }

    public ShmemRole? Role { get; set; }

    /// <summary>Bytes; null until completion, and for good where a server gives the memory.</summary>
    public ulong? SizeBytes { get; set; }

    /// <summary>A &lt;server&gt; element is there.</summary>
    public bool HasServer { get; set; }

    /// <summary>&lt;server path&gt;; null = the usual place.</summary>
    public string? ServerPath { get; set; }

    public bool HasMsi { get; set; }

    public uint? MsiVectors { get; set; }

    public bool? MsiIoeventfd { get; set; }
}

public enum ShmemModel
{
    Ivshmem,
    IvshmemPlain,
    IvshmemDoorbell,
}

public static class ShmemModelNames
{
    private static readonly EnumNames<ShmemModel> All = new("ivshmem", "ivshmem-plain", "ivshmem-doorbell");

    extension(ShmemModel)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<ShmemModel> Names => All;
    }
}

public enum ShmemRole
{
    Master,
    Peer,
}

internal static class ShmemRoleNames
{
    private static readonly EnumNames<ShmemRole> All = new("master", "peer");

    extension(ShmemRole)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<ShmemRole> Names => All;
    }
}
